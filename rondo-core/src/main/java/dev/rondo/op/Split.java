package dev.rondo.op;

import dev.rondo.kernel.Machine;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// Work on the rows of a batch, shared between threads where that pays. What is one piece depends on the data alone, so the
/// number of threads changes no bit.
final class Split {
    /// Below this many multiply-adds waking another thread costs more than it saves.
    private static final long WORTH_SHARING = 1_000_000;

    /// Numbers that the partial sums of one gradient take at most, and how many sums there are.
    private static final int MOST_NUMBERS = 1 << 22;

    private static final int MOST_SUMS = 16;

    /// What each part of a batch adds to an array.
    interface Adds {
        void add(int from, int to, float[] sum);
    }

    private Split() {}

    /// Calls `body` for each of `0 … items − 1`; items must not write to the same place.
    static void each(Machine machine, long work, int items, IntConsumer body) {
        if (work >= WORTH_SHARING) {
            machine.workers().run(items, body);
        } else {
            for (int i = 0; i < items; i++) body.accept(i);
        }
    }

    /// `sum += ` what the rows `0 … batch − 1` add to it, in few partial sums that are added in order.
    static void sum(Machine machine, long work, int batch, float[] sum, Adds rows) {
        int most = Math.clamp(MOST_NUMBERS / Math.max(1, sum.length), 1, MOST_SUMS);
        int each = Math.ceilDiv(Math.max(1, batch), work < WORTH_SHARING ? 1 : most);
        int parts = Math.ceilDiv(batch, each);
        if (parts < 2) {
            rows.add(0, batch, sum);
            return;
        }
        var partial = new float[parts][];
        for (int i = 0; i < parts; i++) partial[i] = machine.reserve().take(sum.length);
        machine.workers().run(parts, i -> {
            Arrays.fill(partial[i], 0, sum.length, 0);
            rows.add(i * each, Math.min(batch, (i + 1) * each), partial[i]);
        });
        for (var p : partial) {
            machine.kernels().axpy(1, p, sum, 0, sum.length);
            machine.reserve().give(p);
        }
    }
}
