package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Use;
import dev.rondo.nn.Weight;
import dev.rondo.op.BatchStandardize;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Each feature to mean 0 and variance 1, then `γ ∘ x + β` (Ioffe & Szegedy 2015, arXiv:1502.03167). In training mean and
/// variance are those of the batch, over all other axes and without padding, and moving averages of them are kept; in
/// inference, and where the layer is frozen, the moving averages are used. The variance is over n, not n − 1.
///
/// Keras: `BatchNormalization` (`keras/src/layers/normalization/batch_normalization.py`), whose moving averages keep the part
/// `momentum`, 0.99, of what they were; PyTorch: `BatchNorm1d`, whose momentum of 0.1 is the other part, whose ε is 0.00001
/// and whose moving variance is over n − 1.
///
/// @param axis the axis of the features; negative ones count from the last
public record BatchNormalization(int axis, double momentum, double epsilon, ScaleAndShift after) implements Layer {
    private static final String MEAN = "moving_mean";
    private static final String VARIANCE = "moving_variance";

    public BatchNormalization {
        Expect.notNegative("BatchNormalization", "epsilon", epsilon);
        if (!(momentum >= 0 && momentum <= 1)) {
            throw new RondoException("BatchNormalization: momentum must be between 0 and 1, got " + momentum);
        }
    }

    public BatchNormalization() {
        this(-1, 0.99, 1e-3, ScaleAndShift.usual());
    }

    @Override
    public List<Weight> weights(Shape input) {
        var size = Axes.sizes("BatchNormalization", input, axisOf(input));
        var list = new ArrayList<>(after.weights(size));
        list.add(Weight.of(MEAN, Init.zeros(), size).use(Use.KEPT));
        list.add(Weight.of(VARIANCE, Init.ones(), size).use(Use.KEPT));
        return list;
    }

    @Override
    public Shape output(Shape input) {
        axisOf(input);
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        int features = axisOf(input.shape());
        var x = pass.input(input.tensor());
        var y = pass.training() && !pass.frozen() ? ofTheBatch(input.with(x), features, pass)
                : ofMovingAverages(x, features, pass);
        return input.with(after.of(y, pass, meeting(x.shape(), features)));
    }

    private Tensor ofTheBatch(Signal x, int features, Pass pass) {
        var standardize = new BatchStandardize(features, (float) epsilon, real(x));
        var moments = standardize.moments(x.tensor());
        keep(MEAN, moments.mean(), pass);
        keep(VARIANCE, moments.variance(), pass);
        return Ops.batchStandardize(standardize, x.tensor());
    }

    private Tensor ofMovingAverages(Tensor x, int features, Pass pass) {
        int[] shape = meeting(x.shape(), features);
        var scale = Ops.rsqrt(Ops.plus(pass.weight(VARIANCE), (float) epsilon));
        return Ops.times(Ops.minus(x, Ops.reshape(pass.weight(MEAN), shape)), Ops.reshape(scale, shape));
    }

    /// A layer that is called twice in a pass goes on from what the first call left.
    private void keep(String name, double[] now, Pass pass) {
        var old = pass.weight(name);
        var before = pass.kept().getOrDefault(pass.scope().isEmpty() ? name : pass.scope() + "/" + name, old).data();
        var after = new float[now.length];
        for (int i = 0; i < now.length; i++) after[i] = (float) (before[i] * momentum + now[i] * (1 - momentum));
        pass.keep(name, Tensor.of(old.shape(), after));
    }

    private static boolean[] real(Signal x) {
        if (!x.mask().present()) return new boolean[0];
        if (x.shape().rank() != 3) {
            throw new RondoException("BatchNormalization: with a mask [batch, time, features] is expected, got shape "
                    + x.shape());
        }
        return x.mask().fits("BatchNormalization", x.shape().size(0), x.shape().size(1)).values();
    }

    /// The shape under which one number a feature meets x: `[features]`, with axes of 1 for those that come after.
    private static int[] meeting(Shape x, int features) {
        var shape = new int[x.rank() - features];
        Arrays.fill(shape, 1);
        shape[0] = x.size(features);
        return shape;
    }

    private int axisOf(Shape input) {
        return Axes.of("BatchNormalization", input, axis);
    }

    /// The axis of the features.
    public BatchNormalization axis(int axis) {
        return new BatchNormalization(axis, momentum, epsilon, after);
    }

    /// Which part of the moving averages stays at each step.
    public BatchNormalization momentum(double staying) {
        return new BatchNormalization(axis, staying, epsilon, after);
    }

    /// What is added to the variance.
    public BatchNormalization epsilon(double added) {
        return new BatchNormalization(axis, momentum, added, after);
    }

    /// Whether there is a β.
    public BatchNormalization center(boolean shifts) {
        return new BatchNormalization(axis, momentum, epsilon, after.center(shifts));
    }

    /// Whether there is a γ.
    public BatchNormalization scale(boolean scales) {
        return new BatchNormalization(axis, momentum, epsilon, after.scale(scales));
    }

    /// How γ and β start; Keras's ones and zeros otherwise.
    public BatchNormalization starts(Init gamma, Init beta) {
        return new BatchNormalization(axis, momentum, epsilon, after.starts(gamma, beta));
    }

    @Override
    public Streaming streaming() {
        return axis == 1 ? Streaming.refused("has statistics for each time step") : Streaming.eachStep();
    }
}
