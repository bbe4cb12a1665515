package dev.rondo.train.loss;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Signal;
import java.util.function.IntPredicate;

/// Losses of which not all count.
final class Counted {
    private Counted() {}

    /// The losses `[batch, …]`, their mask narrowed to those for which `counts` says yes.
    static Signal where(String who, Signal losses, IntPredicate counts) {
        int n = losses.tensor().data().length;
        var both = losses.mask().present() ? losses.mask().values() : new boolean[n];
        if (both.length != n) {
            throw new RondoException(
                    "%s: the mask has %d steps, but the losses have shape %s".formatted(who, both.length,
                            losses.shape()));
        }
        for (int i = 0; i < n; i++) both[i] = (both[i] || !losses.mask().present()) && counts.test(i);
        int batch = losses.shape().rank() == 0 ? 1 : losses.shape().size(0);
        return Signal.of(losses.tensor(), Mask.of(batch, batch == 0 ? 0 : n / batch, both));
    }
}
