package dev.rondo.nn;

import dev.rondo.RondoException;

/// How the steps of a frame of a sound count: SciPy's windows, those that need no setting (`scipy.signal.windows`), in its
/// names; besides NONE, which is 1 everywhere, and GIVEN, for values of your own.
public enum Window {
    NONE, GIVEN, BARTHANN, BARTLETT, BLACKMAN, BLACKMANHARRIS, BOHMAN, BOXCAR, COSINE, EXPONENTIAL, FLATTOP, HAMMING,
    HANN, LANCZOS, NUTTALL, PARZEN, TAYLOR, TRIANG, TUKEY;

    /// The weights of `steps` steps; a periodic window is a symmetric one of a step more without its last.
    double[] over(int steps, boolean periodic) {
        var weights = new double[steps];
        for (int t = 0; t < steps; t++) weights[t] = steps == 1 ? 1 : at(t, periodic ? steps + 1 : steps);
        return weights;
    }

    /// The weight of step `t` of a symmetric window of `steps`.
    private double at(int t, int steps) {
        double x = 2 * t / (steps - 1.0) - 1; // from −1 to 1
        double fromEnd = Math.min(t, steps - 1 - t) + 1;
        return switch (this) {
            case NONE, BOXCAR -> 1;
            case GIVEN -> throw new RondoException("window: the values of a GIVEN window are not known here");
            case BARTHANN -> 0.62 - 0.24 * Math.abs(x) + 0.38 * Math.cos(Math.PI * x);
            case BARTLETT -> 1 - Math.abs(x);
            case BLACKMAN -> waves(x, 0.42, 0.5, 0.08);
            case BLACKMANHARRIS -> waves(x, 0.35875, 0.48829, 0.14128, 0.01168);
            case BOHMAN -> (1 - Math.abs(x)) * Math.cos(Math.PI * x) + Math.sin(Math.PI * Math.abs(x)) / Math.PI;
            case COSINE -> Math.sin(Math.PI / steps * (t + 0.5));
            case EXPONENTIAL -> Math.exp(-Math.abs(t - (steps - 1) / 2.0));
            case FLATTOP -> waves(x, 0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368);
            case HAMMING -> waves(x, 0.54, 0.46);
            case HANN -> waves(x, 0.5, 0.5);
            case LANCZOS -> x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
            case NUTTALL -> waves(x, 0.3635819, 0.4891775, 0.1365995, 0.0106411);
            case PARZEN -> parzen(2 * Math.abs(t - (steps - 1) / 2.0) / steps, (steps - 1) / (2.0 * steps));
            case TAYLOR -> taylor(t, steps);
            case TRIANG -> steps % 2 == 0 ? (2 * fromEnd - 1) / steps : 2 * fromEnd / (steps + 1);
            case TUKEY -> fromEnd - 1 <= Math.floor((steps - 1) / 4.0)
                    ? (1 + Math.cos(Math.PI * (4 * (fromEnd - 1) / (steps - 1) - 1))) / 2
                    : 1;
        };
    }

    /// `Σ a_k cos(k π x)`
    private static double waves(double x, double... a) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) sum += a[k] * Math.cos(k * Math.PI * x);
        return sum;
    }

    /// Two cubic pieces, of the distance from the middle.
    private static double parzen(double x, double inner) {
        return x <= inner ? 1 - 6 * x * x * (1 - x) : 2 * Math.pow(1 - x, 3);
    }

    /// Taylor's window of 4 lobes that are nearly as high, 30 decibels below the main one, and 1 in its middle.
    private static double taylor(int t, int steps) {
        return taylor((t - (steps - 1) / 2.0) / steps) / taylor(0);
    }

    private static double taylor(double x) {
        int lobes = 4;
        double ratio = Math.pow(10, 30 / 20.0);
        double a = Math.log(ratio + Math.sqrt(ratio * ratio - 1)) / Math.PI; // arcosh
        double s2 = lobes * lobes / (a * a + (lobes - 0.5) * (lobes - 0.5));
        double sum = 1;
        for (int m = 1; m < lobes; m++) {
            double numerator = m % 2 == 1 ? 1 : -1;
            double denominator = 2;
            for (int j = 1; j < lobes; j++) {
                numerator *= 1 - m * m / s2 / (a * a + (j - 0.5) * (j - 0.5));
                if (j != m) denominator *= 1 - (double) m * m / (j * j);
            }
            sum += 2 * numerator / denominator * Math.cos(2 * Math.PI * m * x);
        }
        return sum;
    }
}
