package dev.rondo.train.loss;

import dev.rondo.RondoException;
import dev.rondo.nn.Signal;
import java.util.List;
import java.util.stream.IntStream;

/// The logits of the real steps of one sample, what a decoder reads.
final class CtcSteps {
    private final float[] x;
    private final int[] rows;
    private final int classes;

    private CtcSteps(float[] x, int[] rows, int classes) {
        this.x = x;
        this.rows = rows;
        this.classes = classes;
    }

    /// One for each sample of logits `[batch, time, classes]`.
    static List<CtcSteps> of(Signal logits, int blank) {
        var shape = logits.shape();
        if (shape.rank() != 3) {
            throw new RondoException("ctc decode: logits [batch, time, classes] are expected, got shape " + shape);
        }
        if (blank < 0 || blank >= shape.last()) {
            throw new RondoException("ctc decode: maskIndex %d is none of %d classes".formatted(blank, shape.last()));
        }
        int time = shape.size(1);
        var mask = logits.mask().fits("ctc decode", shape.size(0), time);
        return IntStream.range(0, shape.size(0)).mapToObj(i -> IntStream.range(0, time).filter(t -> mask.real(i, t))
                .map(t -> i * time + t).toArray()).map(rows -> new CtcSteps(logits.tensor().data(), rows, shape.last()))
                .toList();
    }

    int count() { return rows.length; }

    int classes() { return classes; }

    float logit(int t, int k) { return x[rows[t] * classes + k]; }

    /// The logarithms of the softmax of step t.
    double[] logProbabilities(int t) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) max = Math.max(max, logit(t, k));
        double sum = 0;
        for (int k = 0; k < classes; k++) sum += Math.exp(logit(t, k) - max);
        var y = new double[classes];
        for (int k = 0; k < classes; k++) y[k] = logit(t, k) - max - Math.log(sum);
        return y;
    }
}
