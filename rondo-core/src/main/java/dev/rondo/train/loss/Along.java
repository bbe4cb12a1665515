package dev.rondo.train.loss;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.tensor.Shape;

/// The rows of a tensor along one of its axes: as many as there are places without that axis, in the order of those.
///
/// @param size how long a row is
/// @param inner how far apart its numbers lie
record Along(int size, int inner) {
    /// Along this axis of a prediction, negative ones counted from the last. Throws if there is no such axis, or if it is
    /// that of the examples.
    static Along of(String who, int axis, Shape prediction) {
        int rank = prediction.rank();
        int at = axis < 0 ? rank + axis : axis;
        if (at < 0 || at >= rank) {
            throw new RondoException("%s: axis %d is none of the prediction %s".formatted(who, axis, prediction));
        }
        if (at == 0 && rank > 1) {
            throw new RondoException("%s: axis 0 of the prediction %s is that of the examples, each of which needs a "
                    .formatted(who, prediction) + "loss of its own; give an axis from 1 to " + (rank - 1));
        }
        int inner = 1;
        for (int i = at + 1; i < rank; i++) inner *= prediction.size(i);
        return new Along(prediction.size(at), inner);
    }

    /// Whether this is the last axis of the prediction.
    static boolean last(int axis, Shape prediction) { return axis == -1 || axis == prediction.rank() - 1; }

    /// Throws if the losses along this axis have no steps for a mask to count.
    static void checkMask(String who, int axis, Shape prediction, Mask mask) {
        int at = axis < 0 ? prediction.rank() + axis : axis;
        if (!mask.present() || at != 1 || prediction.rank() < 3) return;
        throw new RondoException(
                ("%s: along axis 1 of the prediction %s there is one loss for all steps, so the mask that came with it "
                        + "could leave none out; take the loss along another axis, or give no mask")
                        .formatted(who, prediction));
    }

    /// The rows one behind the other.
    float[] rows(float[] x) { return moves() ? moved(x) : x; }

    private float[] moved(float[] x) {
        var rows = new float[x.length];
        for (int i = 0; i < x.length; i++) rows[place(i)] = x[i];
        return rows;
    }

    /// The way back: adds what is in such rows to where it came from.
    void addBack(float[] rows, float[] x) {
        for (int i = 0; i < x.length; i++) x[i] += rows[place(i)];
    }

    /// Whether the rows do not lie behind each other as it is.
    boolean moves() { return inner > 1 && size > 1; }

    /// Where number i of a tensor is among its rows.
    private int place(int i) {
        int outer = i / (size * inner);
        int step = i / inner % size;
        return (outer * inner + i % inner) * size + step;
    }
}
