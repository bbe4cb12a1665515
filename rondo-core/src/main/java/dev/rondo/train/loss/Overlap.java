package dev.rondo.train.loss;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// How little two sets overlap, for yes-or-no targets t and probabilities p: `1 − I / (I + a (T − I) + b (P − I) + ε)` with
/// `I = Σ t p`, `T = Σ t` and `P = Σ p`. What [Dice] and [Tversky] share.
///
/// Sums are over all axes, which makes one number of a batch, or over chosen ones, which go away. As in Keras, a mask does
/// not take steps out of these sums; it and the sample weights only scale what comes out.
interface Overlap extends Loss, Operation {
    /// What a miss costs, a yes that was answered no.
    double miss();

    /// What a false alarm costs.
    double falseAlarm();

    /// What keeps the divisor from 0.
    double epsilon();

    /// The axes to sum over; none stands for all.
    List<Integer> axes();

    @Override
    default Tensor perSample(Tensor target, Tensor prediction) { return Tape.apply(this, target, prediction); }

    @Override
    default Shape shape(Shape... in) {
        boolean column = axes().isEmpty() && in[1].rank() > 0 && in[1].last() == 1 && in[0].equals(in[1].without(-1));
        if (!column) Targets.sameShape(name(), in[0], in[1]);
        if (in[1].count() == 0) throw new RondoException("%s: the prediction %s is empty".formatted(name(), in[1]));
        return Groups.over(name(), axes(), in[1]).shape();
    }

    @Override
    default void forward(Tensor[] in, float[] y, Machine machine) {
        Targets.between(name(), in[0], 0, 1);
        var sums = new Sums(this, in);
        for (int g = 0; g < y.length; g++) y[g] = (float) (1 - sums.common[g] / sums.divisor(g));
    }

    @Override
    default void backward(Tensor[] in, Tensor y, float[] dy, Gradients grads) {
        if (!grads.wants(in[1])) return;
        var t = in[0].data();
        var dp = grads.of(in[1]);
        var sums = new Sums(this, in);
        for (int i = 0; i < dp.length; i++) {
            int g = sums.groups.of(i);
            double divisor = sums.divisor(g);
            double ofDivisor = (1 - miss() - falseAlarm()) * t[i] + falseAlarm();
            dp[i] -= (float) (dy[g] * (t[i] * divisor - sums.common[g] * ofDivisor) / (divisor * divisor));
        }
    }

    /// I, T and P of each group.
    final class Sums {
        private final Overlap loss;
        private final Groups groups;
        private final double[] common;
        private final double[] targets;
        private final double[] predictions;

        private Sums(Overlap loss, Tensor[] in) {
            var t = in[0].data();
            var p = in[1].data();
            this.loss = loss;
            this.groups = Groups.over(loss.name(), loss.axes(), in[1].shape());
            this.common = groups.sums(i -> (double) t[i] * p[i]);
            this.targets = groups.sums(i -> t[i]);
            this.predictions = groups.sums(i -> p[i]);
        }

        private double divisor(int g) {
            double missed = targets[g] - common[g];
            return common[g] + loss.miss() * missed + loss.falseAlarm() * (predictions[g] - common[g]) + loss.epsilon();
        }
    }
}
