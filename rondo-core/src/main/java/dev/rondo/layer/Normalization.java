package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// `(x − mean) / √variance`: features of mean 0 and variance 1, with numbers that were given or learned from data beforehand
/// (Keras: `Normalization`, `keras/src/layers/preprocessing/normalization.py`; scikit-learn's `StandardScaler`).
///
/// ```java
/// var model = Model.sequential(Normalization.adapt(x), lstm(32), dense(1));
/// ```
///
/// The numbers are part of the layer, so they are saved with the model. The deviation is at least 10⁻⁷, so a feature that
/// never changes becomes 0. With [#invert] it goes the other way: `x · √variance + mean`. The mask passes through.
///
/// @param axes the axes with numbers of their own, negative ones from the last; none: one mean and variance for all
/// @param mean row-major over these axes in ascending order; fewer numbers repeat along the first of them, as in NumPy
public record Normalization(List<Integer> axes, List<Float> mean, List<Float> variance, boolean inverted)
        implements
            Layer {
    private static final double EPSILON = 1e-7;

    public Normalization {
        axes = List.copyOf(axes);
        mean = Numbers.finite("Normalization", "mean", mean);
        variance = Numbers.finite("Normalization", "variance", variance);
        if (mean.size() != variance.size())
            throw new RondoException("Normalization: mean has %d numbers and variance %d; give as many of both"
                    .formatted(mean.size(), variance.size()));
        if (axes.isEmpty() && mean.size() > 1)
            throw new RondoException("Normalization: no axes, but %d means; give one or name the axes"
                    .formatted(mean.size()));
        float least = Collections.min(variance);
        Legal.notNegative("Normalization", "variance", least);
    }

    /// Given numbers for the last axis: one, or one a feature.
    public static Normalization of(float[] mean, float[] variance) { return of(mean, variance, -1); }

    public static Normalization of(float[] mean, float[] variance, int... axes) {
        return new Normalization(list(axes), Numbers.list(mean), Numbers.list(variance), false);
    }

    /// With the mean and variance of each feature, the last axis, in data `[batch, …, features]`.
    public static Normalization adapt(Tensor data) { return adapt(data, -1); }

    /// With a mean and a variance for each place of these axes; without axes, one for all numbers (Keras's `axis=None`).
    public static Normalization adapt(Tensor data, int... axes) { return adapt(List.of(data), axes); }

    /// The same of data that comes in batches, all of the same sizes along the axes.
    public static Normalization adapt(Iterable<Tensor> batches, int... axes) {
        var moments = Moments.of(batches, list(axes));
        return new Normalization(list(axes), Numbers.list(moments.mean()), Numbers.list(moments.variance()), false);
    }

    @Override
    public Shape output(Shape input) {
        statistics(input);
        return input;
    }

    /// The shape of the mean beside such inputs: 1 on the axes it does not depend on.
    private Shape statistics(Shape input) {
        var kept = Moments.kept("Normalization", input, axes);
        var shape = kept;
        for (int axis = 0; axis < kept.rank() && shape.count() > mean.size(); axis++) shape = shape.with(axis, 1);
        if (mean.size() == 1) shape = Shape.of();
        if (shape.count() == mean.size()) return shape;
        throw new RondoException("Normalization: axes %s of inputs %s have %d places, but there are %d means"
                .formatted(axes, input, kept.count(), mean.size()));
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var shape = statistics(input.shape());
        var x = pass.input(input.tensor());
        var means = Tensor.of(shape, Numbers.array(mean));
        var deviations = new float[variance.size()];
        for (int i = 0; i < deviations.length; i++) {
            double deviation = Math.max(Math.sqrt(variance.get(i)), EPSILON);
            deviations[i] = (float) (inverted ? deviation : 1 / deviation);
        }
        var factor = Tensor.of(shape, deviations);
        return input.with(inverted ? Ops.plus(Ops.times(x, factor), means) : Ops.times(Ops.minus(x, means), factor));
    }

    /// The way back: normal numbers to what the data was like.
    public Normalization invert() { return new Normalization(axes, mean, variance, !inverted); }

    private static List<Integer> list(int... axes) {
        var list = new ArrayList<Integer>();
        for (int axis : axes) list.add(axis);
        return list;
    }

    @Override
    public Streaming streaming() {
        return axes.contains(1) ? Streaming.refused("has statistics for each time step") : Streaming.eachStep();
    }
}
