package dev.rondo.layer;

import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// From frequencies to bands as an ear tells them apart: triangles of height 1, evenly spread over the mel scale
/// `1127 ln(1 + f / 700)`, each from the middle of the band before to the middle of the one after. The lowest frequency, the
/// constant part, is in none. After the Hidden Markov Model Toolkit (HTK), as in Keras's `linear_to_mel_weight_matrix`.
final class MelScale {
    private MelScale() {}

    /// `[frequencies, bands]`: frequencies evenly from 0 to half the sampling rate.
    static Tensor matrix(int frequencies, int bands, double samplingRate, double lowest, double highest) {
        var weights = new float[frequencies * bands];
        double first = mel(lowest);
        double width = (mel(highest) - first) / (bands + 1);
        for (int f = 1; f < frequencies; f++) {
            double at = mel(samplingRate / 2 * f / (frequencies - 1));
            for (int b = 0; b < bands; b++) {
                double middle = first + (b + 1) * width;
                weights[f * bands + b] = (float) Math.max(0, 1 - Math.abs(at - middle) / width);
            }
        }
        return Tensor.of(Shape.of(frequencies, bands), weights);
    }

    private static double mel(double hertz) { return 1127 * Math.log(1 + hertz / 700); }
}
