package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;

/// `y = (x − mean) / √(variance + ε)`, with one mean and one variance for each place of `axis`, over all other axes: what
/// batch normalisation (Ioffe & Szegedy 2015, arXiv:1502.03167) does in training before it scales.
///
/// @param real which vectors along the last axis count for mean and variance, in order; the others are padding, and are
///             only carried along. Empty: all count.
public record BatchStandardize(int axis, float epsilon, boolean[] real) implements Operation {
    /// What Keras adds to the number of real steps, so that none at all divides nothing by zero: a mean of 0.
    private static final double FUZZ = 1e-7;

    /// Mean and variance for each place of the axis, and how many numbers they are of.
    public record Moments(double[] mean, double[] variance, double[] count) {}

    @Override
    public Shape shape(Shape... in) {
        Check.atLeastRank("batchStandardize", "x", in[0], 1);
        Check.axis("batchStandardize", in[0], axis);
        if (real.length > 0 && real.length != in[0].rows()) {
            throw new RondoException("batchStandardize: %d choices for the %d vectors of shape %s"
                    .formatted(real.length, in[0].rows(), in[0]));
        }
        return in[0];
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var x = in[0].data();
        var s = new Slab(in[0].shape(), axis);
        var m = moments(in[0]);
        var scale = scale(m);
        for (int o = 0; o < s.outer(); o++) {
            for (int c = 0; c < s.size(); c++) {
                int at = s.at(o, c);
                for (int i = at; i < at + s.inner(); i++) y[i] = (float) ((x[i] - m.mean[c]) * scale[c]);
            }
        }
    }

    /// `dx = scale · (dy − (Σ dy + y · Σ dy∘y) / n)`, the second part only where x counts.
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var s = new Slab(y.shape(), axis);
        var dx = g.of(in[0]);
        var m = moments(in[0]);
        var scale = scale(m);
        var sum = new double[s.size()];
        var along = new double[s.size()];
        for (int o = 0; o < s.outer(); o++) {
            for (int c = 0; c < s.size(); c++) {
                int at = s.at(o, c);
                for (int i = at; i < at + s.inner(); i++) {
                    sum[c] += dy[i];
                    along[c] += (double) dy[i] * y.data()[i];
                }
            }
        }
        for (int o = 0; o < s.outer(); o++) {
            for (int c = 0; c < s.size(); c++) {
                int at = s.at(o, c);
                double n = counts(at, y.shape()) ? m.count[c] : Double.POSITIVE_INFINITY;
                double level = sum[c] / n;
                double slant = along[c] / n;
                for (int i = at; i < at + s.inner(); i++)
                    dx[i] += (float) (scale[c] * (dy[i] - level - y.data()[i] * slant));
            }
        }
    }

    /// The moments of the numbers that count.
    public Moments moments(Tensor x) {
        var s = new Slab(x.shape(), axis);
        var m = new Moments(new double[s.size()], new double[s.size()], new double[s.size()]);
        for (int o = 0; o < s.outer(); o++) {
            for (int c = 0; c < s.size(); c++) {
                int at = s.at(o, c);
                if (!counts(at, x.shape())) continue;
                for (int i = at; i < at + s.inner(); i++) m.mean[c] += x.data()[i];
                m.count[c] += s.inner();
            }
        }
        for (int c = 0; c < s.size() && real.length > 0; c++) m.count[c] += FUZZ;
        for (int c = 0; c < s.size(); c++) m.mean[c] /= m.count[c];
        for (int o = 0; o < s.outer(); o++) {
            for (int c = 0; c < s.size(); c++) {
                int at = s.at(o, c);
                if (!counts(at, x.shape())) continue;
                for (int i = at; i < at + s.inner(); i++)
                    m.variance[c] += (x.data()[i] - m.mean[c]) * (x.data()[i] - m.mean[c]);
            }
        }
        for (int c = 0; c < s.size(); c++) m.variance[c] /= m.count[c];
        return m;
    }

    /// Whether the vector that number `i` is in counts.
    private boolean counts(int i, Shape shape) {
        return real.length == 0 || real[i / shape.last()];
    }

    private double[] scale(Moments m) {
        var scale = new double[m.variance.length];
        for (int c = 0; c < scale.length; c++) scale[c] = 1 / Math.sqrt(m.variance[c] + epsilon);
        return scale;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof BatchStandardize b && axis == b.axis && epsilon == b.epsilon && Arrays.equals(real, b.real);
    }

    @Override
    public int hashCode() {
        return 31 * axis + Arrays.hashCode(real);
    }

    @Override
    public String toString() {
        return "BatchStandardize[axis %d, ε %s%s]".formatted(axis, epsilon,
                real.length == 0 ? "" : ", " + real.length + " steps");
    }
}
