package dev.rondo.train;

import dev.rondo.RondoException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// The batches of epochs that all have as many steps, however much data there is: an epoch begins where the one before ended,
/// and after the last batch the data begins again, in another order. Keras's `steps_per_epoch`.
final class Rounds {
    private final int steps;
    private final IntFunction<List<int[]>> round;
    /// Those that are drawn and not yet behind us.
    private final List<int[]> drawn = new ArrayList<>();
    /// The place of the first of them, counted from the beginning of the training.
    private long first;
    private int next;

    /// @param round all batches of the data, in the order of the time of this number that it is gone through
    Rounds(int steps, IntFunction<List<int[]>> round) {
        this.steps = steps;
        this.round = round;
    }

    /// The batches of an epoch, none of which may come before one that was asked for.
    List<int[]> of(int epoch) {
        long from = (long) epoch * steps;
        while (first + drawn.size() < from + steps) {
            var batches = round.apply(next++);
            if (batches.isEmpty()) throw new RondoException("fit: the data has no batches");
            drawn.addAll(batches);
            int behind = Math.clamp(from - first, 0, drawn.size());
            drawn.subList(0, behind).clear();
            first += behind;
        }
        int at = (int) (from - first);
        return List.copyOf(drawn.subList(at, at + steps));
    }
}
