package dev.rondo.op;

import dev.rondo.kernel.Machine;
import java.util.function.IntConsumer;

/// Independent pieces of an operation, given to other threads only where that pays. Who does which piece changes no bit, as
/// no two pieces write the same number.
final class Share {
    /// Below this many multiply-adds, waking another thread costs more than it saves.
    private static final long WORTH_SHARING = 500_000;

    private Share() {}

    /// Runs `body` for each of `0 … pieces − 1`, of `work` multiply-adds in all.
    static void run(Machine machine, int pieces, long work, IntConsumer body) {
        if (work >= WORTH_SHARING) {
            machine.workers().run(pieces, body);
        } else {
            for (int i = 0; i < pieces; i++) body.accept(i);
        }
    }
}
