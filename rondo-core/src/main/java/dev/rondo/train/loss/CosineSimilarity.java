package dev.rondo.train.loss;

import dev.rondo.kernel.Machine;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// `−cos(t, p)` along an axis: −1 where both point the same way, 0 at right angles, 1 where they are opposite; lengths do
/// not matter. The axis goes away. Targets have the prediction's shape. PyTorch's `CosineEmbeddingLoss` is 1 more.
///
/// Norms are at least 1e-7, so where one of the two is zero, so is the cosine (`keras/src/ops/nn.py`: `normalize`). A
/// prediction of zeros has no direction, and no gradient; Keras's is no number with JAX, and of the size of 1e7 with
/// TensorFlow.
public record CosineSimilarity(int axis) implements Loss, Operation {
    public CosineSimilarity() { this(-1); }

    /// The axis along which the vectors lie; the last by default.
    public CosineSimilarity axis(int a) { return new CosineSimilarity(a); }

    @Override
    public String name() { return "cosine_similarity"; }

    @Override
    public Tensor perSample(Tensor target, Tensor prediction) { return Tape.apply(this, target, prediction); }

    @Override
    public Signal perSample(Tensor target, Signal prediction) {
        Along.checkMask(name(), axis, prediction.shape(), prediction.mask());
        return prediction.with(perSample(target, prediction.tensor()));
    }

    @Override
    public Shape shape(Shape... in) {
        Targets.sameShape(name(), in[0], in[1]);
        return groups(in[1]).shape();
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var t = in[0].data();
        var p = in[1].data();
        var groups = groups(in[1].shape());
        var dots = groups.sums(i -> (double) t[i] * p[i]);
        var targets = groups.sums(i -> (double) t[i] * t[i]);
        var predictions = groups.sums(i -> (double) p[i] * p[i]);
        for (int g = 0; g < y.length; g++) y[g] = (float) (-dots[g] / norm(targets[g]) / norm(predictions[g]));
    }

    /// `∂cos/∂p = t̂ / |p| − cos · p / |p|²`.
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients grads) {
        if (!grads.wants(in[1])) return;
        var t = in[0].data();
        var p = in[1].data();
        var dp = grads.of(in[1]);
        var groups = groups(in[1].shape());
        var targets = groups.sums(i -> (double) t[i] * t[i]);
        var predictions = groups.sums(i -> (double) p[i] * p[i]);
        for (int i = 0; i < p.length; i++) {
            int g = groups.of(i);
            double norm = norm(predictions[g]);
            if (norm == Probability.LEAST) continue;
            dp[i] -= (float) (dy[g] * (t[i] / norm(targets[g]) + y.data()[g] * p[i] / norm) / norm);
        }
    }

    private Groups groups(Shape shape) { return Groups.over(name(), List.of(axis), shape); }

    private static double norm(double squares) { return Math.max(Math.sqrt(squares), Probability.LEAST); }
}
