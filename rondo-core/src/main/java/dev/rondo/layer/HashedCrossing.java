package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.OutputMode;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Crossing;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// Two or more features as one, by the hash of all of them: a bin from 0 to `numBins` − 1 for each combination, such as of a
/// country and a month. Inputs are whole numbers, `[batch, 1]` or `[batch]` each; INT keeps the shape, ONE_HOT makes
/// `[batch, numBins]`. Nothing flows back through it. Keras: `HashedCrossing`
/// (`keras/src/layers/preprocessing/hashed_crossing.py`). For texts: `dev.rondo.data.StringHashedCrossing`.
///
/// A tensor holds whole numbers exactly up to 2²⁴; larger ones are rounded before they come here, so cross them outside.
public record HashedCrossing(int numBins, OutputMode mode) implements Merging {
    private static final String WHO = "HashedCrossing";

    public HashedCrossing {
        Legal.atLeast(1, WHO, "numBins", numBins);
        if (mode != OutputMode.INT && mode != OutputMode.ONE_HOT) {
            throw new RondoException(WHO + ": output mode INT or ONE_HOT is expected, got " + mode);
        }
    }

    public HashedCrossing(int numBins) { this(numBins, OutputMode.INT); }

    @Override
    public Shape output(List<Shape> inputs) {
        if (inputs.size() < 2) {
            throw new RondoException(WHO + ": two inputs or more are expected, got " + inputs.size());
        }
        var first = inputs.getFirst();
        for (var shape : inputs) {
            boolean taken = shape.rank() == 1 || (shape.rank() == 2 && shape.last() == 1);
            if (!taken || shape.rank() != first.rank()) {
                throw new RondoException(
                        "%s: inputs of one shape are expected, [batch, 1] or [batch], got %s; cross several columns by "
                                .formatted(WHO, inputs) + "a layer for each pair");
            }
        }
        return mode == OutputMode.INT ? first
                : first.rank() == 1 ? first.insert(1, numBins) : first.with(-1, numBins);
    }

    @Override
    public Signal merge(List<Signal> inputs, Pass pass) {
        output(inputs.stream().map(Signal::shape).toList());
        var categories = new Categories(WHO, mode, numBins);
        var columns = inputs.stream().map(s -> categories.whole(s.tensor()).data()).toList();
        var first = inputs.getFirst().tensor();
        var bins = new float[first.data().length];
        var features = new long[columns.size()];
        var crossing = new Crossing(numBins);
        for (int row = 0; row < bins.length; row++) {
            for (int i = 0; i < features.length; i++) features[i] = (long) columns.get(i)[row];
            bins[row] = crossing.of(features);
        }
        return categories.of(Tensor.of(first.shape(), bins), Signal.of(first), pass);
    }

    public HashedCrossing outputMode(OutputMode mode) { return new HashedCrossing(numBins, mode); }
}
