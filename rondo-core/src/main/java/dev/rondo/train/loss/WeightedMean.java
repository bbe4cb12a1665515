package dev.rondo.train.loss;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Mask;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/// The losses of a batch as one number: `Σ loss · weight / divisor`, 0 where the divisor is. What the divisor is, says
/// the [Reduction] (`keras/src/losses/loss.py`: `apply_mask`, `reduce_weighted_values`).
///
/// Inputs are the losses `[batch]` or `[batch, time]` and weights of the same shape, which have no gradient.
public record WeightedMean(double divisor) implements Operation {
    /// With Keras's default, [Reduction#SUM_OVER_BATCH_SIZE].
    public static Tensor reduce(Tensor perSample, Optional<float[]> weights, Mask mask) {
        return reduce(perSample, weights, mask, Reduction.SUM_OVER_BATCH_SIZE);
    }

    /// One number or, for [Reduction#NONE], the weighted losses. By default the mean of `perSample` over all samples or,
    /// with a mask, over the real steps: a weight or a mask of 0 takes a loss out of the sum, but only the mask takes it
    /// out of the divisor. So weights of 2 double the loss.
    ///
    /// Weights are one for each sample or one for each loss, the mask has one answer for each loss. A loss that is one
    /// number for the whole batch, such as [Dice] over all axes, counts once for each weight or step, as in Keras. To
    /// combine batches into an epoch's loss, Keras weights each batch's number with its rows, whatever weights and mask
    /// are.
    public static Tensor reduce(Tensor perSample, Optional<float[]> weights, Mask mask, Reduction reduction) {
        var losses = spread(perSample, weights, mask);
        var cells = cells(losses.shape(), weights, mask).orElseGet(() -> ones(losses.data().length));
        var w = Tensor.of(losses.shape(), cells);
        return switch (reduction) {
            case NONE -> Tape.apply(new WeightedLosses(), losses, w);
            case SUM -> Tape.apply(new WeightedMean(1), losses, w);
            case MEAN_WITH_SAMPLE_WEIGHT -> Tape.apply(new WeightedMean(sum(cells)), losses, w);
            case MEAN, SUM_OVER_BATCH_SIZE -> Tape.apply(new WeightedMean(count(cells.length, mask)), losses, w);
        };
    }

    /// A single loss once for each of the weights or steps that meet it.
    private static Tensor spread(Tensor perSample, Optional<float[]> weights, Mask mask) {
        if (perSample.shape().rank() > 0 || (weights.isEmpty() && !mask.present())) return perSample;
        int n = mask.present() ? mask.values().length : weights.orElseThrow().length;
        var row = Ops.tile(Ops.expandDims(perSample, 0), 0, n);
        return mask.present() ? Ops.reshape(row, mask.rows().length, n / mask.rows().length) : row;
    }

    private static double sum(float[] cells) {
        double sum = 0;
        for (float w : cells) sum += w;
        return sum;
    }

    private static double count(int n, Mask mask) {
        if (!mask.present()) return n;
        int count = 0;
        for (boolean real : mask.values()) count += real ? 1 : 0;
        return count;
    }

    /// Sample weights and mask together, one number for each of the losses or answers of shape `perSample`, `[batch]`
    /// or `[batch, time]`; empty if all count the same. What metrics take. Throws if the sizes do not fit.
    public static Optional<float[]> cells(Shape perSample, Optional<float[]> weights, Mask mask) {
        if (weights.isEmpty() && !mask.present()) return Optional.empty();
        int n = perSample.count();
        var given = weights.orElseGet(() -> ones(n));
        int batch = perSample.rank() == 0 ? 1 : perSample.size(0);
        if (given.length != n && given.length != batch) {
            throw new RondoException("sample weights: %d came for losses of shape %s; give one a sample or one a loss"
                    .formatted(given.length, perSample));
        }
        var cells = new float[n];
        for (int i = 0; i < n; i++) cells[i] = given[given.length == n ? i : i / (n / batch)];
        if (mask.present()) {
            boolean[] real = mask.values();
            if (real.length != n) {
                throw new RondoException(
                        ("the mask has %d steps, but the losses have shape %s; take the last output's loss without a "
                                + "mask")
                                .formatted(real.length, perSample));
            }
            for (int i = 0; i < n; i++) if (!real[i]) cells[i] = 0;
        }
        return Optional.of(cells);
    }

    @Override
    public Shape shape(Shape... in) { return Shape.of(); }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        double sum = 0;
        var w = in[1].data();
        // a padded step may hold anything, so it is left out rather than multiplied by 0
        for (int i = 0; i < w.length; i++) if (w[i] != 0) sum += (double) in[0].data()[i] * w[i];
        y[0] = divisor == 0 ? 0 : (float) (sum / divisor);
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        if (!g.wants(in[0]) || divisor == 0) return;
        var d = g.of(in[0]);
        var w = in[1].data();
        for (int i = 0; i < w.length; i++) d[i] += (float) (dy[0] * w[i] / divisor);
    }

    private static float[] ones(int n) {
        var ones = new float[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
