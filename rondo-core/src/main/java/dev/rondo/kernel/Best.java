package dev.rondo.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/// Which kernels this JVM can run, found out once.
final class Best {
    static final Kernels KERNELS = choose();

    private Best() {}

    private static Kernels choose() {
        // the name is all that is needed: on an old CPU VectorKernels must not even be loaded
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return scalar("start java with --add-modules jdk.incubator.vector for fast ones");
        }
        if (!fusedMultiplyAdd()) return scalar("this processor has no fused multiply-add");
        return new VectorKernels();
    }

    private static Kernels scalar(String reason) {
        System.err.println("rondo: using slow scalar kernels: " + reason);
        return new ScalarKernels();
    }

    /// Whether the processor multiplies and adds in one instruction. Where it does not, Java computes `Math.fma` and its
    /// vector form with `BigDecimal`, a thousand times slower.
    static boolean fusedMultiplyAdd() {
        try {
            HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return hotSpot == null || Boolean.parseBoolean(hotSpot.getVMOption("UseFMA").getValue());
        } catch (IllegalArgumentException | LinkageError e) {
            return true; // another JVM, or one without the management module: no way to ask
        }
    }
}
