package dev.rondo.nn;

import dev.rondo.RondoException;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;

/// The short-time Fourier transform as the kernel of a one-dimensional convolution, `[steps, 1, bands]`: for step t and band
/// f `w = window(t) · cos(−2π t f / F) / scale`, or the sine, with `F = 2 (bands − 1)`. With both as kernels of two `Conv1D`
/// layers a model sees the spectrum of a sound. Keras: `STFT` (`keras/src/initializers/constant_initializers.py`);
/// windows: `scipy.signal.windows`. PyTorch: `torch.stft`.
///
/// @param periodic whether the window is cut out of a periodic one, rather than symmetric
public record Stft(Side side, Window window, Scaling scaling, boolean periodic) implements Init {
    /// The part of the complex numbers that is computed.
    public enum Side {
        REAL, IMAG
    }

    /// What the sum is divided by: `DENSITY` the root of the window's sum of squares, `SPECTRUM` the sum of its magnitudes.
    public enum Scaling {
        NONE, DENSITY, SPECTRUM
    }

    /// How steps count: sums of cosines, but for the last two, a triangle and half a wave.
    public enum Window {
        NONE, BOXCAR, HANN, HAMMING, BLACKMAN, NUTTALL, BLACKMANHARRIS, FLATTOP, BARTLETT, COSINE;

        /// The weight of step `t` of a symmetric window of `steps`.
        double at(int t, int steps) {
            if (steps == 1) return 1;
            double x = 2 * t / (steps - 1.0) - 1; // from −1 to 1
            return switch (this) {
                case NONE, BOXCAR -> 1;
                case HANN -> waves(x, 0.5, 0.5);
                case HAMMING -> waves(x, 0.54, 0.46);
                case BLACKMAN -> waves(x, 0.42, 0.5, 0.08);
                case NUTTALL -> waves(x, 0.3635819, 0.4891775, 0.1365995, 0.0106411);
                case BLACKMANHARRIS -> waves(x, 0.35875, 0.48829, 0.14128, 0.01168);
                case FLATTOP -> waves(x, 0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368);
                case BARTLETT -> 1 - Math.abs(x);
                case COSINE -> Math.sin(Math.PI / steps * (t + 0.5));
            };
        }

        /// `Σ a_k cos(k π x)`
        private static double waves(double x, double... a) {
            double sum = 0;
            for (int k = 0; k < a.length; k++) sum += a[k] * Math.cos(k * Math.PI * x);
            return sum;
        }
    }

    @Override
    public float[] draw(Shape shape, Key key) {
        if (shape.rank() != 3 || shape.size(1) != 1 || shape.size(2) < 2) {
            throw new RondoException(
                    "stft: a kernel [steps, 1, bands] of 2 bands or more is expected, got shape " + shape);
        }
        int steps = shape.size(0);
        int bands = shape.size(2);
        var weights = window(steps);
        double scale = scale(weights);
        var w = new float[steps * bands];
        for (int t = 0; t < steps; t++) {
            for (int f = 0; f < bands; f++) {
                double angle = -Math.PI * t * f / (bands - 1);
                w[t * bands
                        + f] = (float) (weights[t] * (side == Side.REAL ? Math.cos(angle) : Math.sin(angle)) / scale);
            }
        }
        return w;
    }

    private double[] window(int steps) {
        var weights = new double[steps];
        for (int t = 0; t < steps; t++) weights[t] = window.at(t, periodic && steps > 1 ? steps + 1 : steps);
        return weights;
    }

    /// As in Keras, without a window there is nothing to divide by.
    private double scale(double[] weights) {
        if (window == Window.NONE || scaling == Scaling.NONE) return 1;
        double sum = 0;
        for (double x : weights) sum += scaling == Scaling.DENSITY ? x * x : Math.abs(x);
        return scaling == Scaling.DENSITY ? Math.sqrt(sum) : sum;
    }
}
