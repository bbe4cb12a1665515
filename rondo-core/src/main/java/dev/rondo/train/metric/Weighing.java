package dev.rondo.train.metric;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/// Which weight counts for which number.
final class Weighing {
    private Weighing() {}

    /// How many of `values` numbers share each of `weights` weights.
    static int share(int values, int weights) {
        if (weights == 0 ? values != 0 : values % weights != 0) {
            throw unfit(values, weights);
        }
        return Math.max(1, values / Math.max(1, weights));
    }

    /// The weight of each of so many numbers: 1 without weights.
    static IntToDoubleFunction each(int numbers, Optional<float[]> weights) {
        if (weights.isEmpty()) return i -> 1;
        var w = weights.get();
        int sharing = share(numbers, w.length);
        return i -> w[i / sharing];
    }

    /// The same for numbers that stand in the order of the prediction. Throws unless weights are one for each place of its
    /// first axis, or of the first two and so on: what is weighed along other axes has other places.
    static IntToDoubleFunction each(Shape prediction, int numbers, Optional<float[]> weights) {
        if (weights.isPresent() && !leads(prediction, weights.get().length)) {
            throw unfit(numbers, weights.get().length);
        }
        return each(numbers, weights);
    }

    private static boolean leads(Shape prediction, int weights) {
        int places = 1;
        for (int axis = 0; axis < prediction.rank(); axis++) {
            places *= prediction.size(axis);
            if (places == weights) return true;
        }
        return places == weights;
    }

    private static RondoException unfit(int values, int weights) {
        return new RondoException("metric: %d weights came for %d numbers; give one a sample or one a time step"
                .formatted(weights, values));
    }

    /// Weights for so many numbers of a prediction, which need not be one for each step: they may be along another axis.
    /// Throws if the steps of a sample, having no numbers of their own, weigh differently.
    static float[] of(String who, float[] weights, Shape prediction, int numbers) {
        int batch = prediction.rank() == 0 ? 1 : prediction.size(0);
        if (weights.length == numbers || weights.length == batch) return weights;
        if (batch == 0 || weights.length % batch != 0) throw unfit(numbers, weights.length);
        int steps = weights.length / batch;
        var each = new float[batch];
        for (int i = 0; i < weights.length; i++) {
            if (i % steps == 0) each[i / steps] = weights[i];
            if (each[i / steps] == weights[i]) continue;
            throw new RondoException(
                    ("%s: steps of sample %d weigh %s and %s, but there is not one number for each step of the prediction %s; "
                            + "give one weight a sample, and no mask")
                            .formatted(who, i / steps, each[i / steps], weights[i], prediction));
        }
        return each;
    }
}
