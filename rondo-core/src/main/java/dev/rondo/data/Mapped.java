package dev.rondo.data;

import dev.rondo.RondoException;
import java.util.function.UnaryOperator;

/// Another data set whose batches are changed as they are made.
record Mapped(Dataset source, UnaryOperator<Batch> change) implements Dataset {
    @Override
    public int size() {
        return source.size();
    }

    @Override
    public Batch batch(int[] rows) {
        var changed = change.apply(source.batch(rows));
        if (changed.size() != rows.length)
            throw new RondoException(
                    "map: %d examples went in, %d came out; change examples, not their number".formatted(
                            rows.length, changed.size()));
        return changed;
    }

    @Override
    public int length(int row) {
        return source.length(row);
    }

    @Override
    public boolean inOrder() {
        return source.inOrder();
    }
}
