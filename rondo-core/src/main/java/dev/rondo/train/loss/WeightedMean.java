package dev.rondo.train.loss;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Mask;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/// The losses of a batch as one number: `Σ loss · weight / divisor`, 0 where the divisor is. Keras's reduction
/// `sum_over_batch_size` (`keras/src/losses/loss.py`: `apply_mask`, `reduce_weighted_values`).
///
/// Inputs are the losses `[batch]` or `[batch, time]` and weights of the same shape, which have no gradient.
public record WeightedMean(double divisor) implements Operation {
    /// The mean of `perSample` over all samples or, with a mask, over the real steps: a weight or a mask of 0 takes a
    /// loss out of the sum, but only the mask takes it out of the divisor. So weights of 2 double the loss.
    ///
    /// Weights are one for each sample or one for each loss. To combine batches into an epoch's loss, Keras weights
    /// each batch's number with its rows, whatever weights and mask are.
    public static Tensor reduce(Tensor perSample, Optional<float[]> weights, Mask mask) {
        var w = cells(perSample.shape(), weights, mask).orElseGet(() -> ones(perSample.data().length));
        double divisor = w.length;
        if (mask.present()) {
            divisor = 0;
            for (boolean real : mask.values()) divisor += real ? 1 : 0;
        }
        return Tape.apply(new WeightedMean(divisor), perSample, Tensor.of(perSample.shape(), w));
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
