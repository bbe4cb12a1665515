package dev.rondo.data;

import dev.rondo.RondoException;
import java.util.Arrays;

/// A run of examples of another data set, such as its last tenth for validation.
record Slice(Dataset all, int from, int to) implements Dataset {
    Slice {
        if (from < 0 || from > to || to > all.size()) {
            throw new RondoException("slice: %d to %d does not lie in %d examples".formatted(from, to, all.size()));
        }
    }

    @Override
    public int size() {
        return to - from;
    }

    @Override
    public Batch batch(int[] rows) {
        return all.batch(Arrays.stream(rows).map(r -> r + from).toArray());
    }

    @Override
    public int length(int row) {
        return all.length(row + from);
    }

    @Override
    public boolean inOrder() {
        return all.inOrder();
    }
}
