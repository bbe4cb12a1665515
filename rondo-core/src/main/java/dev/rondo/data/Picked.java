package dev.rondo.data;

import dev.rondo.RondoException;
import java.util.Arrays;

/// Some examples of another data set in an order of their own; any may come more than once.
record Picked(Dataset all, int[] rows) implements Dataset {
    Picked {
        rows = rows.clone();
        for (int row : rows)
            if (row < 0 || row >= all.size())
                throw new RondoException("pick: row %d does not lie in %d examples".formatted(row, all.size()));
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public Batch batch(int[] places) {
        return all.batch(Arrays.stream(places).map(i -> rows[i]).toArray());
    }

    @Override
    public int length(int place) {
        return all.length(rows[place]);
    }
}
