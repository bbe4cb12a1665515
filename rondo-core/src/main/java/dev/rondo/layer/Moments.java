package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// The mean and the variance of data at each place of some axes, summed in double.
record Moments(float[] mean, float[] variance) {
    /// The sizes of the data on these axes and 1 on all others. Throws if there is no such axis, or its size is not known.
    static Shape kept(String who, Shape data, List<Integer> axes) {
        var kept = Shape.of(data.sizes());
        for (int i = 0; i < kept.rank(); i++) kept = kept.with(i, 1);
        for (int axis : axes) {
            if (axis < -data.rank() || axis >= data.rank())
                throw new RondoException("%s: inputs of shape %s have no axis %d".formatted(who, data, axis));
            if (data.size(axis) == Shape.ANY)
                throw new RondoException("%s: axis %d of inputs %s must be known".formatted(who, axis, data));
            int place = axis < 0 ? data.rank() + axis : axis;
            kept = kept.with(place, data.size(place));
        }
        return kept;
    }

    /// Of all batches together. Two passes, so that a small variance around a large mean is not lost.
    static Moments of(Iterable<Tensor> batches, List<Integer> axes) {
        var mean = means(batches, axes, new double[0]);
        var variance = means(batches, axes, mean);
        return new Moments(floats(mean), floats(variance));
    }

    /// The mean of the numbers at each place or, given the means, of their squared distances from them.
    private static double[] means(Iterable<Tensor> batches, List<Integer> axes, double[] from) {
        var sum = new double[0];
        long count = 0;
        for (var batch : batches) {
            var kept = kept("Normalization", batch.shape(), axes);
            if (sum.length == 0) sum = new double[kept.count()];
            if (sum.length != kept.count())
                throw new RondoException(
                        "Normalization: adapt: a batch of shape %s has %d places on axes %s, the first "
                                .formatted(batch.shape(), kept.count(), axes) + "batch has " + sum.length);
            var places = places(kept, batch.shape());
            for (int i = 0; i < places.length; i++) {
                double x = batch.data()[i];
                if (!Double.isFinite(x))
                    throw new RondoException("Normalization: adapt: the data holds %s; clean it first".formatted(x));
                double distance = from.length == 0 ? x : (x - from[places[i]]) * (x - from[places[i]]);
                sum[places[i]] += distance;
            }
            count += places.length / Math.max(1, sum.length);
        }
        if (count == 0) throw new RondoException("Normalization: adapt: no data; give at least one row");
        for (int i = 0; i < sum.length; i++) sum[i] /= count;
        return sum;
    }

    /// For each number of the data its place among the kept ones.
    private static int[] places(Shape kept, Shape data) {
        var places = new int[data.count()];
        for (int i = 0; i < places.length; i++) {
            int rest = i;
            int place = 0;
            int step = 1;
            for (int axis = data.rank() - 1; axis >= 0; axis--) {
                if (kept.size(axis) != 1) place += rest % data.size(axis) * step;
                step *= kept.size(axis);
                rest /= data.size(axis);
            }
            places[i] = place;
        }
        return places;
    }

    private static float[] floats(double[] numbers) {
        var floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) numbers[i];
        return floats;
    }
}
