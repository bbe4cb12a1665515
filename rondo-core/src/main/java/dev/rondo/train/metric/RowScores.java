package dev.rondo.train.metric;

import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.loss.Groups;
import java.util.List;
import java.util.Optional;

/// The weighted mean of the scores of rows, `Σ w score / Σ w`, where a row lies along the last axis, along another or along
/// several. Along time, steps of weight 0 are no part of their row, and the others of a row weigh the same.
final class RowScores implements Counting {
    private final String who;
    private final List<Integer> axes;
    private final RowScore score;
    private final RunningMean mean = new RunningMean();

    RowScores(String who, List<Integer> axes, RowScore score) {
        this.who = who;
        this.axes = axes;
        this.score = score;
    }

    @Override
    public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
        Answers.same(who, target.shape(), prediction.shape());
        var p = prediction.data();
        int n = prediction.shape().last();
        var weight = Weighing.each(prediction.shape(), prediction.shape().rows(), weights);
        var groups = Groups.over(who, axes, prediction.shape());
        var rows = new Rows(groups.shape().count(), p.length);
        for (int i = 0; i < p.length; i++) {
            double w = weight.applyAsDouble(i / n);
            if (w != 0) rows.add(groups.of(i), target.data()[i], p[i], w);
        }
        for (int g = 0; g < rows.length.length; g++) {
            if (rows.length[g] == 0) continue;
            mean.add(score.of(rows.t, rows.p, g * rows.longest, rows.length[g]), rows.weight[g]);
        }
    }

    @Override
    public double value() { return mean.value(); }

    /// The rows of a batch, one behind the other.
    private final class Rows {
        private final int longest;
        private final float[] t;
        private final float[] p;
        private final int[] length;
        private final double[] weight;

        private Rows(int rows, int numbers) {
            longest = numbers / Math.max(1, rows);
            t = new float[numbers];
            p = new float[numbers];
            length = new int[rows];
            weight = new double[rows];
        }

        private void add(int row, float target, float prediction, double w) {
            if (length[row] > 0 && weight[row] != w) {
                throw new RondoException(
                        ("%s: along the axes %s a row has the weights %s and %s, but it counts as a whole; give one weight "
                                + "for each of its samples, and 0 for steps to leave out")
                                .formatted(who, axes, weight[row], w));
            }
            weight[row] = w;
            t[row * longest + length[row]] = target;
            p[row * longest + length[row]] = prediction;
            length[row]++;
        }
    }
}
