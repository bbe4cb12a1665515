package dev.rondo.nn;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/// How a weight's first values are drawn: Keras's initializers (`keras/src/initializers/`), with its fans.
public interface Init {
    /// The values of a weight, row-major; `key` decides the random ones.
    float[] draw(Shape shape, Key key);

    record Zeros() implements Init {
        @Override
        public float[] draw(Shape shape, Key key) {
            return new float[shape.count()];
        }
    }

    record Ones() implements Init {
        @Override
        public float[] draw(Shape shape, Key key) {
            return new Constant(1).draw(shape, key);
        }
    }

    record Constant(float value) implements Init {
        @Override
        public float[] draw(Shape shape, Key key) {
            var w = new float[shape.count()];
            Arrays.fill(w, value);
            return w;
        }
    }

    /// Given values, row-major: pretrained vectors, or a worked example.
    record Values(float[] values) implements Init {
        @Override
        public float[] draw(Shape shape, Key key) {
            if (values.length != shape.count()) {
                throw new RondoException("values: a weight of shape %s takes %d numbers, but %d were given"
                        .formatted(shape, shape.count(), values.length));
            }
            return values.clone();
        }
    }

    record RandomUniform(double min, double max) implements Init {
        @Override
        public float[] draw(Shape shape, Key key) {
            var w = new float[shape.count()];
            for (int i = 0; i < w.length; i++) w[i] = (float) (min + (max - min) * key.uniformDouble(i));
            return w;
        }
    }

    record RandomNormal(double mean, double stddev) implements Init {
        @Override
        public float[] draw(Shape shape, Key key) {
            var w = new float[shape.count()];
            for (int i = 0; i < w.length; i++) w[i] = (float) (mean + stddev * key.normal(i));
            return w;
        }
    }

    /// Normal, drawn again beyond two standard deviations.
    record TruncatedNormal(double mean, double stddev) implements Init {
        @Override
        public float[] draw(Shape shape, Key key) {
            var w = new float[shape.count()];
            for (int i = 0; i < w.length; i++) {
                double z = key.normal(i);
                for (int again = 1; Math.abs(z) > 2; again++) z = key.in(again).normal(i);
                w[i] = (float) (mean + stddev * z);
            }
            return w;
        }
    }

    /// Keras's `VarianceScaling`: variance `scale / n`, n from the fans by `mode`.
    record VarianceScaling(double scale, Mode mode, Distribution distribution) implements Init {
        public enum Mode {
            FAN_IN, FAN_OUT, FAN_AVG
        }

        public enum Distribution {
            UNIFORM, TRUNCATED_NORMAL, UNTRUNCATED_NORMAL
        }

        public VarianceScaling {
            Legal.positive("VarianceScaling", "scale", scale);
        }

        /// With fans along these axes, which may count from the last, instead of those of kernels: Keras's `input_axes` and
        /// `output_axes`.
        public FanAxes axes(List<Integer> input, List<Integer> output) {
            return new FanAxes(this, input, output);
        }

        @Override
        public float[] draw(Shape shape, Key key) {
            return draw(shape, key, fanIn(shape), fanOut(shape));
        }

        float[] draw(Shape shape, Key key, double in, double out) {
            double n = Math.max(1, switch (mode) {
                case FAN_IN -> in;
                case FAN_OUT -> out;
                case FAN_AVG -> (in + out) / 2;
            });
            return switch (distribution) {
                case UNIFORM -> {
                    double limit = Math.sqrt(3 * scale / n);
                    yield new RandomUniform(-limit, limit).draw(shape, key);
                }
                case UNTRUNCATED_NORMAL -> new RandomNormal(0, Math.sqrt(scale / n)).draw(shape, key);
                // 0.8796… is the standard deviation of a normal distribution cut off at two of them
                case TRUNCATED_NORMAL -> new TruncatedNormal(0, Math.sqrt(scale / n) / 0.8796256610342398).draw(shape,
                        key);
            };
        }

        static double fanIn(Shape shape) {
            return shape.rank() == 0 ? 1 : shape.rank() == 1 ? shape.size(0) : receptive(shape) * shape.size(-2);
        }

        static double fanOut(Shape shape) {
            return shape.rank() == 0 ? 1 : receptive(shape) * shape.size(-1);
        }

        private static double receptive(Shape shape) {
            double n = 1;
            for (int axis = 0; axis < shape.rank() - 2; axis++) n *= shape.size(axis);
            return n;
        }
    }

    /// `gain` on the diagonal of a matrix, 0 elsewhere; the matrix need not be square. Recurrent weights that start so, with
    /// relu, keep what they know (Le, Jaitly & Hinton 2015, arXiv:1504.00941).
    record Identity(double gain) implements Init {
        @Override
        public float[] draw(Shape shape, Key key) {
            if (shape.rank() != 2) {
                throw new RondoException("identity: a matrix is expected, got shape " + shape);
            }
            var w = new float[shape.count()];
            for (int i = 0; i < Math.min(shape.size(0), shape.size(1)); i++)
                w[i * shape.size(1) + i] = (float) gain;
            return w;
        }
    }

    /// `w = 0`. PyTorch: `nn.init.zeros_`.
    static Init zeros() {
        return new Zeros();
    }

    /// `w = 1`. PyTorch: `nn.init.ones_`.
    static Init ones() {
        return new Ones();
    }

    /// `w = 0`, as Keras's `Constant()`. PyTorch: `nn.init.constant_`.
    static Init constant() {
        return constant(0);
    }

    /// `w = value`. PyTorch: `nn.init.constant_`.
    static Init constant(double value) {
        return new Constant((float) value);
    }

    /// These numbers, row-major, `w = values`: Keras, PyTorch: none.
    static Init values(float... values) {
        return new Values(values);
    }

    /// The real part of the short-time Fourier transform as a convolution.
    static Stft stft() {
        return stft(Stft.Side.REAL);
    }

    /// The short-time Fourier transform as a convolution, with Keras's defaults: a Hann window, scaled to density.
    static Stft stft(Stft.Side side) {
        return new Stft(side, Window.HANN, Stft.Scaling.DENSITY, false);
    }

    /// The identity matrix. PyTorch: `nn.init.eye_`.
    static Init identity() {
        return identity(1);
    }

    /// `gain` times the identity matrix. `w = gain · I`.
    static Init identity(double gain) {
        return new Identity(gain);
    }

    /// Variance `1 / fan in`, normal, cut at two deviations. PyTorch: none.
    static VarianceScaling varianceScaling() {
        return varianceScaling(1, VarianceScaling.Mode.FAN_IN, VarianceScaling.Distribution.TRUNCATED_NORMAL);
    }

    /// Variance `scale / n`, n by `mode`: what the ones named after people are cases of. PyTorch: none.
    static VarianceScaling varianceScaling(double scale, VarianceScaling.Mode mode,
            VarianceScaling.Distribution distribution) {
        return new VarianceScaling(scale, mode, distribution);
    }

    /// `−0.05 ≤ w < 0.05`. PyTorch: `nn.init.uniform_`.
    static Init randomUniform() {
        return randomUniform(-0.05, 0.05);
    }

    /// `min ≤ w < max`. PyTorch: `nn.init.uniform_`.
    static Init randomUniform(double min, double max) {
        return new RandomUniform(min, max);
    }

    /// Normal, with mean 0 and deviation 0.05. PyTorch: `nn.init.normal_`.
    static Init randomNormal() {
        return randomNormal(0, 0.05);
    }

    /// `w = mean + stddev · n`, n standard normal. PyTorch: `nn.init.normal_`.
    static Init randomNormal(double mean, double stddev) {
        return new RandomNormal(mean, stddev);
    }

    /// Normal, with mean 0 and deviation 0.05, cut at two of them. PyTorch: `nn.init.trunc_normal_`.
    static Init truncatedNormal() {
        return truncatedNormal(0, 0.05);
    }

    /// `w = mean + stddev · n` with `|n| ≤ 2`, n standard normal. PyTorch: `nn.init.trunc_normal_`.
    static Init truncatedNormal(double mean, double stddev) {
        return new TruncatedNormal(mean, stddev);
    }

    /// Glorot & Bengio 2010: uniform in ±√(6 / (fan in + fan out)). PyTorch: `nn.init.xavier_uniform_`.
    static VarianceScaling glorotUniform() {
        return new VarianceScaling(1, VarianceScaling.Mode.FAN_AVG, VarianceScaling.Distribution.UNIFORM);
    }

    /// Glorot & Bengio 2010: normal, `variance = 2 / (fan in + fan out)`, cut at two deviations. PyTorch:
    /// `nn.init.xavier_normal_`, uncut.
    static VarianceScaling glorotNormal() {
        return new VarianceScaling(1, VarianceScaling.Mode.FAN_AVG, VarianceScaling.Distribution.TRUNCATED_NORMAL);
    }

    /// He et al. 2015. Uniform in `±√(6 / fan in)`. PyTorch: `nn.init.kaiming_uniform_`.
    static VarianceScaling heUniform() {
        return new VarianceScaling(2, VarianceScaling.Mode.FAN_IN, VarianceScaling.Distribution.UNIFORM);
    }

    /// He et al. 2015: normal, `variance = 2 / fan in`, cut at two deviations. PyTorch: `nn.init.kaiming_normal_`,
    /// uncut.
    static VarianceScaling heNormal() {
        return new VarianceScaling(2, VarianceScaling.Mode.FAN_IN, VarianceScaling.Distribution.TRUNCATED_NORMAL);
    }

    /// LeCun et al. 1998. Uniform in `±√(3 / fan in)`. PyTorch: none.
    static VarianceScaling lecunUniform() {
        return new VarianceScaling(1, VarianceScaling.Mode.FAN_IN, VarianceScaling.Distribution.UNIFORM);
    }

    /// LeCun et al. 1998: normal, `variance = 1 / fan in`, cut at two deviations. PyTorch: none.
    static VarianceScaling lecunNormal() {
        return new VarianceScaling(1, VarianceScaling.Mode.FAN_IN, VarianceScaling.Distribution.TRUNCATED_NORMAL);
    }

    /// `w wᵀ = I`, or `wᵀ w = I`. PyTorch: `nn.init.orthogonal_`.
    static Init orthogonal() {
        return orthogonal(1);
    }

    /// Orthonormal rows, or columns, times `gain`.
    static Init orthogonal(double gain) {
        return new Orthogonal(gain);
    }
}
