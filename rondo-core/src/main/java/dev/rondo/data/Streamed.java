package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Examples that are made one at a time, when a batch asks for them: a data set that need not fit into memory. Where
/// they come from is the function's business: lines of a file ([LineFile#examples]), a database, one file each.
/// PyTorch: a `torch.utils.data.Dataset` with `__getitem__`.
///
/// ```java
/// var data = Streamed.of(files.size(), row -> new Example(read(files.get(row)), Tensor.scalar(labels[row])));
/// ```
///
/// The function gives the same example for the same row, and may be asked by another thread ([Prefetch]).
///
/// @param size how many examples there are
/// @param source makes the example of a row
/// @param lengths how many steps each example has, if they differ
public record Streamed(int size, IntFunction<Example> source, Optional<int[]> lengths) implements Dataset {
    /// Examples that all have one shape.
    public static Streamed of(int size, IntFunction<Example> source) {
        Legal.atLeast(0, "streamed", "size", size);
        return new Streamed(size, source, Optional.empty());
    }

    /// Examples of any length, x `[time]` or `[time, …]`: a batch is filled up with 0 at the end, under a mask, and so is y
    /// if it has a step for each of x. Makes every example once, now, to know its length; keeps the lengths alone (4 bytes
    /// each).
    public Streamed sequences() {
        return new Streamed(size, source, Optional.of(IntStream.range(0, size).map(this::measured).toArray()));
    }

    private int measured(int row) {
        var shape = source.apply(row).x().shape();
        if (shape.rank() == 0 || shape.size(0) == 0)
            throw new RondoException(
                    "streamed: x of row %d has shape %s, but sequences have steps".formatted(row, shape));
        return shape.size(0);
    }

    @Override
    public int length(int row) {
        return lengths.map(n -> n[row]).orElse(1);
    }

    @Override
    public Batch batch(int[] rows) {
        for (int row : rows)
            if (row < 0 || row >= size)
                throw new RondoException("streamed: no row %d; they go from 0 to %d".formatted(row, size - 1));
        var examples = Arrays.stream(rows).mapToObj(source).toList();
        var xs = examples.stream().map(Example::x).toList();
        var ys = examples.stream().map(Example::y).toList();
        boolean sequences = lengths.isPresent();
        var x = Stack.of(sequences ? "x" : "without sequences(), x", xs, rows, sequences);
        var y = Stack.of("y", ys, rows, sequences && Stack.stepByStep(ys, xs));
        return new Batch(x, sequences ? Stack.mask(xs) : Mask.none(), y, Optional.empty());
    }
}
