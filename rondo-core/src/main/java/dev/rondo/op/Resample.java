package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// One axis seen as a curve and read off again at `size` places, `[…, n, …]` to `[…, size, …]`: the centre of place i of the
/// result lies at `(i + ½) · n / size − ½` of the axis, and is a mean of the places around it, weighted by a [Curve] of
/// their distance. Places beyond the ends do not count. Along rows and along columns it is what `jax.image.resize` and
/// `tf.image.resize` do with half-pixel centres.
///
/// @param antialias whether an axis that becomes shorter is smoothed as much: the curve is as wide as a place of the result
public record Resample(int axis, int size, Curve curve, boolean antialias) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.axis("resample", in[0], axis);
        if (size < 1 || in[0].size(axis) < 1) {
            throw new RondoException("resample: from 1 or more places to 1 or more, got axis %d of shape %s to %d"
                    .formatted(axis, in[0], size));
        }
        return in[0].with(axis, size);
    }

    /// Which places a place of the result is a mean of, one after the other from `first`, and their shares.
    private record Taps(int first, float[] share) {}

    private Taps taps(int i, int n) {
        if (curve == Curve.NEAREST) return new Taps((int) ((2L * i + 1) * n / (2L * size)), new float[]{1});
        double step = (double) n / size;
        double at = (i + 0.5) * step - 0.5;
        double width = antialias ? Math.max(1, step) : 1;
        int first = Math.max(0, (int) Math.ceil(at - width * curve.reach()));
        int last = Math.min(n - 1, (int) Math.floor(at + width * curve.reach()));
        var share = new double[last - first + 1];
        double sum = 0;
        for (int j = 0; j < share.length; j++) {
            share[j] = curve.at(Math.abs(at - first - j) / width);
            sum += share[j];
        }
        var part = new float[share.length];
        for (int j = 0; j < part.length; j++) part[j] = (float) (share[j] / sum);
        return new Taps(first, part);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var x = in[0].data();
        var from = new Slab(in[0].shape(), axis);
        var to = new Slab(shape(in[0].shape()), axis);
        for (int i = 0; i < size; i++) {
            var taps = taps(i, from.size());
            for (int o = 0; o < to.outer(); o++) {
                int at = to.at(o, i);
                for (int j = 0; j < to.inner(); j++) y[at + j] = 0;
                for (int t = 0; t < taps.share.length; t++) {
                    int place = from.at(o, taps.first + t);
                    for (int j = 0; j < to.inner(); j++) y[at + j] += taps.share[t] * x[place + j];
                }
            }
        }
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var dx = g.of(in[0]);
        var to = new Slab(in[0].shape(), axis);
        var from = new Slab(y.shape(), axis);
        for (int i = 0; i < size; i++) {
            var taps = taps(i, to.size());
            for (int o = 0; o < from.outer(); o++) {
                int at = from.at(o, i);
                for (int t = 0; t < taps.share.length; t++) {
                    int place = to.at(o, taps.first + t);
                    for (int j = 0; j < from.inner(); j++) dx[place + j] += taps.share[t] * dy[at + j];
                }
            }
        }
    }
}
