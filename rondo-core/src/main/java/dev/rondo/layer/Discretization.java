package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.OutputMode;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// Which bin does each number fall into? Bin 0 is below the first boundary, bin i from boundary i − 1 (included) to
/// boundary i, `b_{i−1} ≤ x < b_i`, the last one from the last boundary on: one bin more than boundaries (Keras:
/// `Discretization`, `keras/src/layers/preprocessing/discretization.py`; NumPy's `digitize`, PyTorch's
/// `bucketize(right=True)`).
///
/// ```java
/// discretization(0, 1, 2).outputMode(ONE_HOT)
/// Discretization.adapt(x, 10)                      // bins that hold about as many numbers each
/// ```
///
/// Shapes as in [CategoryEncoding]; with INT, the default, as the input. No gradient flows through it. NaN is an error.
public record Discretization(List<Float> binBoundaries, OutputMode mode) implements Layer {
    public Discretization {
        binBoundaries = Numbers.finite("Discretization", "binBoundaries", binBoundaries);
        for (int i = 1; i < binBoundaries.size(); i++) {
            if (binBoundaries.get(i) < binBoundaries.get(i - 1))
                throw new RondoException("Discretization: binBoundaries ascend, but %s comes after %s"
                        .formatted(binBoundaries.get(i), binBoundaries.get(i - 1)));
        }
        new Categories("Discretization", mode, binBoundaries.size() + 1);
    }

    /// `numBins` bins that hold about as many of these numbers each.
    public static Discretization adapt(Tensor data, int numBins) { return adapt(List.of(data), numBins, 0.01); }

    /// The same of data that comes in batches. What is kept of them is a summary of some 1 / `epsilon` numbers, which says
    /// how exact the boundaries are. As in Keras there are fewer bins if there are fewer numbers.
    public static Discretization adapt(Iterable<Tensor> batches, int numBins, double epsilon) {
        Legal.atLeast(2, "Discretization", "numBins", numBins);
        Legal.part("Discretization", "epsilon", epsilon);
        var summary = new Quantiles(new float[0], new float[0]);
        for (var batch : batches) summary = Quantiles.of(batch.data(), epsilon).merge(summary, epsilon);
        return new Discretization(Numbers.list(summary.boundaries(numBins)), OutputMode.INT);
    }

    @Override
    public Shape output(Shape input) {
        return categories().shape(input);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        var boundaries = Numbers.array(binBoundaries);
        var x = input.tensor().data();
        var bins = new float[x.length];
        for (int i = 0; i < x.length; i++) bins[i] = bin(x[i], boundaries);
        return categories().of(Tensor.of(input.shape(), bins), input, pass);
    }

    /// How many boundaries are not above x.
    private static int bin(float x, float[] boundaries) {
        if (Float.isNaN(x)) throw new RondoException("Discretization: NaN falls into no bin; clean the data first");
        int low = 0;
        int high = boundaries.length;
        while (low < high) {
            int middle = (low + high) / 2;
            if (boundaries[middle] <= x) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private Categories categories() {
        return new Categories("Discretization", mode, binBoundaries.size() + 1);
    }

    public Discretization outputMode(OutputMode mode) {
        return new Discretization(binBoundaries, mode);
    }

    @Override
    public Streaming streaming() {
        return mode == OutputMode.INT ? Streaming.eachStep() : Streaming.refused("makes one vector of all steps");
    }
}
