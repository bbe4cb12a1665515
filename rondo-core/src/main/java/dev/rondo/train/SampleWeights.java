package dev.rondo.train;

import dev.rondo.RondoException;
import dev.rondo.data.Target;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// How much each example counts: its own weight times that of its class.
final class SampleWeights {
    private SampleWeights() {}

    static Optional<float[]> of(int batchSize, Target target, Map<Integer, Double> classWeights, Shape losses) {
        var own = target.weights().map(Tensor::data);
        if (classWeights.isEmpty()) return own;
        var w = new float[batchSize];
        Arrays.fill(w, 1);
        var y = target.y();
        int width = y.data().length / Math.max(1, w.length);
        if (losses.rank() > 1 || (own.isPresent() && own.get().length != w.length)) {
            throw new RondoException("fit: class weights need one label an example, but the targets have shape "
                    + y.shape());
        }
        for (int i = 0; i < w.length; i++) {
            int label = width == 1 ? Math.round(y.data()[i]) : largest(y.data(), i * width, width);
            w[i] = classWeights.getOrDefault(label, 1.0).floatValue() * (own.isPresent() ? own.get()[i] : 1);
        }
        return Optional.of(w);
    }

    private static int largest(float[] y, int from, int width) {
        int best = 0;
        for (int j = 1; j < width; j++) {
            if (y[from + j] > y[from + best]) best = j;
        }
        return best;
    }
}
