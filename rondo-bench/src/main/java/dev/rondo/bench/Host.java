package dev.rondo.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// The machine and the JVM that measurements were made on.
final class Host {
    private Host() {}

    /// Processor, cores, Java: what must stand beside every number.
    static String describe() {
        return "%s, %d cores; %s %s; Java %s".formatted(processor(), Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"), System.getProperty("os.arch"), Runtime.version());
    }

    private static String processor() {
        var cpus = Path.of("/proc/cpuinfo");
        try (var lines = Files.lines(cpus)) {
            return lines.filter(l -> l.startsWith("model name")).map(l -> l.substring(l.indexOf(':') + 1).strip())
                    .findFirst().orElse("processor unknown");
        } catch (IOException e) {
            return "processor unknown"; // not Linux
        }
    }

    /// Bytes of the heap that are in use, garbage collected.
    static long heldBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// Three significant digits, without an exponent.
    static String significant(double x) {
        if (x >= 100) return "%.0f".formatted(x);
        if (x >= 10) return "%.1f".formatted(x);
        if (x >= 1) return "%.2f".formatted(x);
        if (x >= 0.1) return "%.3f".formatted(x);
        return "%.4f".formatted(x);
    }
}
