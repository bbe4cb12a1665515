package dev.rondo.nn;

import dev.rondo.RondoException;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/// The short-time Fourier transform as the kernel of a one-dimensional convolution, `[steps, 1, bands]`: for step t and band
/// f `w = window(t) · cos(−2π t f / F) / scale`, or the sine, with `F = 2 (bands − 1)`. With both as kernels of two `Conv1D`
/// layers a model sees the spectrum of a sound; `stftSpectrogram` has them. Keras: `STFT`
/// (`keras/src/initializers/constant_initializers.py`); windows: `scipy.signal.windows`. PyTorch: `torch.stft`.
///
/// @param values the window, step by step, if it is [Window#GIVEN]; otherwise nothing
/// @param periodic whether the window is cut out of a periodic one, rather than symmetric
public record Stft(Side side, Window window, List<Double> values, Scaling scaling, boolean periodic) implements Init {
    public Stft {
        values = List.copyOf(values);
        boolean given = window == Window.GIVEN;
        if (given == values.isEmpty()) {
            throw new RondoException("stft: the values of a window are given by window(values), got %s and %d of them"
                    .formatted(window, values.size()));
        }
        if (given && periodic) {
            throw new RondoException("stft: a window of given values is as it is; leave out periodic");
        }
        if (!values.stream().allMatch(Double::isFinite)) {
            throw new RondoException("stft: the values of a window are finite numbers, got " + values);
        }
    }

    public Stft(Side side, Window window, Scaling scaling, boolean periodic) {
        this(side, window, List.of(), scaling, periodic);
    }

    /// The part of the complex numbers that is computed.
    public enum Side {
        REAL, IMAG
    }

    /// What the sum is divided by: `DENSITY` the root of the window's sum of squares, `SPECTRUM` the sum of its magnitudes.
    public enum Scaling {
        NONE, DENSITY, SPECTRUM
    }

    public Stft side(Side side) { return new Stft(side, window, values, scaling, periodic); }

    /// One of SciPy's windows, or NONE; GIVEN comes with its values.
    public Stft window(Window window) { return new Stft(side, window, List.of(), scaling, periodic); }

    /// A window of your own: a weight for each step. Keras's `window=[…]`.
    public Stft window(double... values) {
        return new Stft(side, Window.GIVEN, Arrays.stream(values).boxed().toList(), scaling, periodic);
    }

    public Stft scaling(Scaling scaling) { return new Stft(side, window, values, scaling, periodic); }

    public Stft periodic(boolean periodic) { return new Stft(side, window, values, scaling, periodic); }

    @Override
    public float[] draw(Shape shape, Key key) {
        if (shape.rank() != 3 || shape.size(1) != 1 || shape.size(2) < 2) {
            throw new RondoException(
                    "stft: a kernel [steps, 1, bands] of 2 bands or more is expected, got shape " + shape);
        }
        int steps = shape.size(0);
        int bands = shape.size(2);
        var weights = weights(steps);
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

    /// The window over so many steps. Throws if it was given and has another length.
    public double[] weights(int steps) {
        if (window != Window.GIVEN) return window.over(steps, periodic);
        if (values.size() != steps) {
            throw new RondoException("stft: the window has %d values, but there are %d steps; give one a step"
                    .formatted(values.size(), steps));
        }
        return values.stream().mapToDouble(x -> x).toArray();
    }

    /// As in Keras, without a window there is nothing to divide by.
    private double scale(double[] weights) {
        if (window == Window.NONE || scaling == Scaling.NONE) return 1;
        double sum = 0;
        for (double x : weights) sum += scaling == Scaling.DENSITY ? x * x : Math.abs(x);
        return scaling == Scaling.DENSITY ? Math.sqrt(sum) : sum;
    }
}
