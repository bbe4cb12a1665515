package dev.rondo.model;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A prediction over many rows, batch by batch, so that memory does not grow with them.
final class Predict {
    private Predict() {}

    static List<Tensor> inBatches(Model model, List<Signal> xs, int batchSize) {
        if (!model.built()) {
            throw new RondoException("predict: the model has no weights yet; fit it, build it or load it first");
        }
        Legal.atLeast(1, "predict", "batchSize", batchSize);
        if (xs.isEmpty()) throw new RondoException("predict: at least one input is expected");
        int rows = rows(xs.getFirst().tensor());
        for (var x : xs) {
            if (rows(x.tensor()) != rows) {
                throw new RondoException("predict: one input has %d rows and another %d".formatted(rows,
                        rows(x.tensor())));
            }
            if (x.mask().present()) x.mask().fits("predict", rows, x.shape().rank() < 2 ? 0 : x.shape().size(1));
            finite(x.tensor());
        }
        var parts = new ArrayList<List<Tensor>>();
        for (int from = 0; from < rows; from += batchSize) {
            int start = from;
            int to = Math.min(rows, from + batchSize);
            var batch = xs.stream().map(x -> Signal.of(part(x.tensor(), start, to), x.mask().rows(start, to))).toList();
            parts.add(model.call(batch).stream().map(Signal::tensor).toList());
        }
        var all = new ArrayList<Tensor>();
        for (int i = 0; i < parts.getFirst().size(); i++) {
            int output = i;
            all.add(Rows.joined(parts.stream().map(p -> p.get(output)).toList()));
        }
        return List.copyOf(all);
    }

    private static int rows(Tensor x) {
        if (x.shape().rank() < 1 || x.shape().size(0) == 0) {
            throw new RondoException("predict: at least one row is expected, got shape " + x.shape());
        }
        return x.shape().size(0);
    }

    private static Tensor part(Tensor x, int from, int to) {
        int width = x.data().length / x.shape().size(0);
        return Tensor.of(x.shape().with(0, to - from), Arrays.copyOfRange(x.data(), from * width, to * width));
    }

    private static void finite(Tensor x) {
        for (int i = 0; i < x.data().length; i++) {
            if (Float.isFinite(x.data()[i])) continue;
            int row = i / (x.data().length / x.shape().size(0));
            throw new RondoException("predict: the input holds %s in row %d".formatted(x.data()[i], row));
        }
    }
}
