package dev.rondo.train.loss;

import dev.rondo.RondoException;
import dev.rondo.kernel.Kernels;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// A loss that looks at one row at a time, a row being the last axis of the prediction or the one that [#axis] says: write
/// the loss of a row and, under it, its slope. It is its own operation, with the inputs target and prediction.
public interface RowLoss extends Loss, Operation {
    /// Numbers that one piece of work takes: enough to be worth a thread, the same for any number of threads.
    int PIECE = 1 << 14;

    /// The loss of the row `p[pAt … pAt + n − 1]` against its target, which starts at `t[tAt]`.
    double loss(float[] t, int tAt, float[] p, int pAt, int n, Kernels kernels);

    /// `dp += dy · ∂loss/∂p` for the same row.
    void slope(float[] t, int tAt, float[] p, int pAt, int n, double dy, float[] dp, Kernels kernels);

    /// The axis of the prediction that rows lie along and that goes away: the last, unless a loss lets it be chosen.
    default int axis() { return -1; }

    /// Throws unless targets of shape `target` can be compared with predictions of shape `prediction`: equal shapes, or
    /// a prediction with a last axis of 1 that the target lacks (Keras's `squeeze_or_expand_to_same_rank`).
    default void fit(Shape target, Shape prediction) {
        boolean column = prediction.last() == 1 && Along.last(axis(), prediction)
                && target.equals(prediction.without(-1));
        if (!column && !target.equals(prediction)) {
            throw new RondoException(
                    ("%s: the target has shape %s, but the prediction has %s; give one target number for each "
                            + "predicted one")
                            .formatted(name(), target, prediction));
        }
    }

    /// Throws if a target number is none that this loss knows; by default all are.
    default void check(Tensor target, Shape prediction) {}

    /// The numbers that rows are compared with: those of the target, unless a loss reads other ones from all of them.
    default float[] targets(Tensor target) { return target.data(); }

    @Override
    default Tensor perSample(Tensor target, Tensor prediction) { return Tape.apply(this, target, prediction); }

    @Override
    default Signal perSample(Tensor target, Signal prediction) {
        Along.checkMask(name(), axis(), prediction.shape(), prediction.mask());
        return prediction.with(perSample(target, prediction.tensor()));
    }

    @Override
    default Shape shape(Shape... in) {
        if (in[1].rank() < 1 || Along.of(name(), axis(), in[1]).size() < 1) {
            throw new RondoException(
                    "%s: a prediction [batch, …, outputs] is expected, got shape %s".formatted(name(), in[1]));
        }
        fit(in[0], in[1]);
        return in[1].without(axis());
    }

    @Override
    default void forward(Tensor[] in, float[] y, Machine machine) {
        check(in[0], in[1].shape());
        var along = Along.of(name(), axis(), in[1].shape());
        int n = along.size();
        var p = along.rows(in[1].data());
        var t = rows(along, targets(in[0]), p);
        overRows(y.length, n, machine,
                i -> y[i] = (float) loss(t, i * (t.length / y.length), p, i * n, n, machine.kernels()));
    }

    @Override
    default void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        if (!g.wants(in[1])) return;
        var along = Along.of(name(), axis(), in[1].shape());
        int n = along.size();
        var p = along.rows(in[1].data());
        var t = rows(along, targets(in[0]), p);
        boolean moved = along.moves();
        var dp = moved ? new float[p.length] : g.of(in[1]);
        overRows(dy.length, n, g.machine(), i -> {
            // rows that a mask has taken out cost nothing
            if (dy[i] != 0) slope(t, i * (t.length / dy.length), p, i * n, n, dy[i], dp, g.machine().kernels());
        });
        if (moved) along.addBack(dp, g.of(in[1]));
    }

    /// Targets of which there is one for each row need no moving.
    private static float[] rows(Along along, float[] t, float[] p) {
        return t.length == p.length ? along.rows(t) : t;
    }

    private static void overRows(int rows, int n, Machine machine, IntConsumer row) {
        int each = Math.max(1, PIECE / n);
        machine.workers().run((rows + each - 1) / each,
                piece -> IntStream.range(piece * each, Math.min(rows, (piece + 1) * each)).forEach(row));
    }
}
