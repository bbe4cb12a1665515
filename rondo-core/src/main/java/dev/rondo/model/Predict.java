package dev.rondo.model;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;

/// A prediction over many rows, batch by batch, so that memory does not grow with them.
final class Predict {
    private Predict() {}

    static Tensor inBatches(Model model, Tensor x, int batchSize) {
        if (!model.built()) {
            throw new RondoException("predict: the model has no weights yet; fit it, build it or load it first");
        }
        if (batchSize < 1) throw new RondoException("predict: batch size must be at least 1, got " + batchSize);
        if (x.shape().rank() < 1 || x.shape().size(0) == 0) {
            throw new RondoException("predict: at least one row is expected, got shape " + x.shape());
        }
        finite(x);
        int rows = x.shape().size(0);
        int width = x.data().length / rows;
        float[] all = new float[0];
        Shape shape = x.shape();
        for (int from = 0; from < rows; from += batchSize) {
            int to = Math.min(rows, from + batchSize);
            var part = Tensor.of(x.shape().with(0, to - from), Arrays.copyOfRange(x.data(), from * width, to * width));
            var y = model.call(part, Mask.none()).tensor();
            if (from == 0) {
                shape = y.shape().with(0, rows);
                all = new float[shape.count()];
            }
            int per = y.data().length / (to - from);
            System.arraycopy(y.data(), 0, all, from * per, y.data().length);
        }
        return Tensor.of(shape, all);
    }

    private static void finite(Tensor x) {
        for (int i = 0; i < x.data().length; i++) {
            if (Float.isFinite(x.data()[i])) continue;
            int row = i / (x.data().length / x.shape().size(0));
            throw new RondoException("predict: the input holds %s in row %d".formatted(x.data()[i], row));
        }
    }
}
