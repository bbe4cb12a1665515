package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Use;
import dev.rondo.nn.Weight;
import dev.rondo.op.BatchStandardize;
import dev.rondo.op.BatchStandardize.Moments;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Each feature to mean 0 and variance 1, then `γ ∘ x + β` (Ioffe & Szegedy 2015, arXiv:1502.03167). In training mean and
/// variance are those of the batch, over all other axes and without padding, and moving averages of them are kept; in
/// inference, and where the layer is frozen, the moving averages are used. The variance is over n, not n − 1.
///
/// Keras: `BatchNormalization` (`keras/src/layers/normalization/batch_normalization.py`), whose moving averages keep the part
/// `momentum`, 0.99, of what they were; PyTorch: `BatchNorm1d`, whose momentum of 0.1 is the other part, whose ε is 0.00001
/// and whose moving variance is over n − 1.
///
/// With [#renorm] the numbers of a batch are corrected towards moving averages, so that small batches do less harm: see
/// [Renorm]. Keras's `synchronized` has no counterpart, since a batch is computed in one place and has one mean.
///
/// @param axis the axis of the features; negative ones count from the last
/// @param meanStart how the moving mean starts
/// @param varianceStart how the moving variance starts
/// @param correction that of batch renormalisation, if it is on
public record BatchNormalization(int axis, double momentum, double epsilon, ScaleAndShift after, Init meanStart,
        Init varianceStart, Optional<Renorm> correction) implements Layer {
    private static final String MEAN = "moving_mean";
    private static final String VARIANCE = "moving_variance";
    private static final String STDDEV = "moving_stddev";
    private static final String RENORM_MEAN = "renorm_mean";
    private static final String RENORM_STDDEV = "renorm_stddev";

    public BatchNormalization {
        Legal.notNegative("BatchNormalization", "epsilon", epsilon);
        Legal.fraction("BatchNormalization", "momentum", momentum);
    }

    public BatchNormalization() {
        this(-1, 0.99, 1e-3, ScaleAndShift.usual(), Init.zeros(), Init.ones(), Optional.empty());
    }

    @Override
    public List<Weight> weights(Shape input) {
        var size = Axes.sizes("BatchNormalization", input, axisOf(input));
        var list = new ArrayList<>(after.weights(size));
        list.add(Weight.of(MEAN, meanStart, size).use(Use.KEPT));
        list.add(Weight.of(VARIANCE, varianceStart, size).use(Use.KEPT));
        if (correction.isPresent()) {
            list.add(Weight.of(STDDEV, Init.ones(), size).use(Use.KEPT));
            list.add(Weight.of(RENORM_MEAN, Init.zeros(), size).use(Use.KEPT));
            list.add(Weight.of(RENORM_STDDEV, Init.ones(), size).use(Use.KEPT));
        }
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
        var y = Ops.batchStandardize(standardize, x.tensor());
        if (correction.isPresent()) return corrected(y, moments, correction.get(), meeting(x.shape(), features), pass);
        keep(MEAN, moving(MEAN, moments.mean(), momentum, pass), pass);
        keep(VARIANCE, moving(VARIANCE, moments.variance(), momentum, pass), pass);
        return y;
    }

    /// `y · r + d`; then all averages move on, of the deviation instead of the variance, as in the paper.
    private Tensor corrected(Tensor y, Moments m, Renorm how, int[] shape, Pass pass) {
        int n = m.mean().length;
        var r = new float[n];
        var d = new float[n];
        var stddev = new double[n];
        var means = before(RENORM_MEAN, pass);
        var stddevs = before(RENORM_STDDEV, pass);
        for (int i = 0; i < n; i++) {
            stddev[i] = Math.sqrt(m.variance()[i] + epsilon);
            double renormStddev = Math.max(stddevs[i], Math.sqrt(epsilon));
            r[i] = (float) how.r(stddev[i], renormStddev);
            d[i] = (float) how.d(m.mean()[i], means[i], renormStddev);
        }
        keep(RENORM_MEAN, moving(RENORM_MEAN, m.mean(), how.momentum(), pass), pass);
        keep(RENORM_STDDEV, moving(RENORM_STDDEV, stddev, how.momentum(), pass), pass);
        keep(MEAN, moving(MEAN, m.mean(), momentum, pass), pass);
        var deviation = moving(STDDEV, stddev, momentum, pass);
        keep(STDDEV, deviation, pass);
        keep(VARIANCE, Arrays.stream(deviation).map(s -> Math.max(0, s * s - epsilon)).toArray(), pass);
        var size = Shape.of(shape);
        return Ops.plus(Ops.times(y, Tensor.of(size, r)), Tensor.of(size, d));
    }

    private Tensor ofMovingAverages(Tensor x, int features, Pass pass) {
        int[] shape = meeting(x.shape(), features);
        var scale = Ops.rsqrt(Ops.plus(pass.weight(VARIANCE), (float) epsilon));
        return Ops.times(Ops.minus(x, Ops.reshape(pass.weight(MEAN), shape)), Ops.reshape(scale, shape));
    }

    /// What an average was. A layer that is called twice in a pass goes on from what the first call left.
    private static float[] before(String name, Pass pass) {
        var path = pass.scope().isEmpty() ? name : pass.scope() + "/" + name;
        return pass.kept().getOrDefault(path, pass.weight(name)).data();
    }

    private static double[] moving(String name, double[] now, double staying, Pass pass) {
        var before = before(name, pass);
        var after = new double[now.length];
        for (int i = 0; i < now.length; i++) after[i] = before[i] * staying + now[i] * (1 - staying);
        return after;
    }

    private static void keep(String name, double[] now, Pass pass) {
        var values = new float[now.length];
        for (int i = 0; i < now.length; i++) values[i] = (float) now[i];
        pass.keep(name, Tensor.of(pass.weight(name).shape(), values));
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
        return new BatchNormalization(axis, momentum, epsilon, after, meanStart, varianceStart, correction);
    }

    /// Which part of the moving averages stays at each step.
    public BatchNormalization momentum(double staying) {
        return new BatchNormalization(axis, staying, epsilon, after, meanStart, varianceStart, correction);
    }

    /// What is added to the variance.
    public BatchNormalization epsilon(double added) {
        return new BatchNormalization(axis, momentum, added, after, meanStart, varianceStart, correction);
    }

    /// Whether there is a β.
    public BatchNormalization center(boolean shifts) {
        return new BatchNormalization(axis, momentum, epsilon, after.center(shifts), meanStart, varianceStart,
                correction);
    }

    /// Whether there is a γ.
    public BatchNormalization scale(boolean scales) {
        return new BatchNormalization(axis, momentum, epsilon, after.scale(scales), meanStart, varianceStart,
                correction);
    }

    /// How γ and β start; Keras's ones and zeros otherwise.
    public BatchNormalization starts(Init gamma, Init beta) {
        return new BatchNormalization(axis, momentum, epsilon, after.starts(gamma, beta), meanStart, varianceStart,
                correction);
    }

    /// How the moving averages start; zeros and ones otherwise. Those of [#renorm] are not among them, as in Keras.
    public BatchNormalization movingStarts(Init mean, Init variance) {
        return new BatchNormalization(axis, momentum, epsilon, after, mean, variance, correction);
    }

    /// Batch renormalisation, see [Renorm].
    public BatchNormalization renorm() {
        return renorm(correction.orElse(Renorm.USUAL));
    }

    /// Which part of the averages that correct a batch stays at each step, 0.99 otherwise; with it [#renorm] is on.
    public BatchNormalization renormMomentum(double staying) {
        return renorm(correction.orElse(Renorm.USUAL).momentum(staying));
    }

    /// Limits of the correction, none otherwise: r between `rmin` and `rmax`, d between −`dmax` and `dmax`; with them
    /// [#renorm] is on. A limit that is not wanted: 0 for `rmin`, infinity for the others. Keras's
    /// `renorm_clipping={"rmin": …, "rmax": …, "dmax": …}`.
    public BatchNormalization renormClipping(double rmin, double rmax, double dmax) {
        return renorm(correction.orElse(Renorm.USUAL).clipping(rmin, rmax, dmax));
    }

    private BatchNormalization renorm(Renorm how) {
        return new BatchNormalization(axis, momentum, epsilon, after, meanStart, varianceStart, Optional.of(how));
    }

    @Override
    public Streaming streaming() {
        return axis == 1 ? Streaming.refused("has statistics for each time step") : Streaming.eachStep();
    }
}
