package dev.rondo.train.loss;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// What losses ask of their targets.
final class Targets {
    private Targets() {}

    /// Throws unless target and prediction have one shape. For losses that take a row as a whole, where a target without
    /// the last axis could mean something else.
    static void sameShape(String who, Shape target, Shape prediction) {
        if (!target.equals(prediction)) {
            throw new RondoException(
                    "%s: the target has shape %s, but the prediction has %s; give targets of that shape"
                            .formatted(who, target, prediction));
        }
    }

    /// Throws unless every target is from `low` to `high`, up to rounding.
    static void between(String who, Tensor target, int low, int high) {
        var t = target.data();
        for (int i = 0; i < t.length; i++) {
            if (t[i] >= low && t[i] <= high + 1e-5f) continue;
            throw new RondoException("%s: row %d has the target %s, but targets are from %d to %d".formatted(who,
                    i / Math.max(1, t.length / Math.max(1, target.shape().size(0))), t[i], low, high));
        }
    }

    /// Throws unless a target is there for every one of several classes, which lie along this axis.
    static void oneHot(String who, Shape target, Shape prediction, int axis) {
        if (prediction.size(axis) == 1) {
            throw new RondoException(
                    "%s: the prediction %s has one class, so there is nothing to learn; use binaryCrossentropy"
                            .formatted(who, prediction));
        }
        if (!target.equals(prediction)) {
            throw new RondoException(
                    ("%s: the target has shape %s, but the prediction has %s; give one-hot targets, or use "
                            + "sparseCategoricalCrossentropy for class numbers")
                            .formatted(who, target, prediction));
        }
    }

    /// Throws unless the target of a prediction `[…, classes]`, or with the classes along another axis, has one number for
    /// each row.
    static void oneEach(String who, Shape target, Shape prediction, int axis) {
        if (!target.equals(prediction.without(axis)) && !target.equals(prediction.with(axis, 1))) {
            throw new RondoException(
                    ("%s: the target has shape %s, but the prediction has %s; give class numbers of shape %s, or use "
                            + "categoricalCrossentropy for one-hot targets")
                            .formatted(who, target, prediction, prediction.without(axis)));
        }
    }

    /// Throws if number i of the target, for a prediction of this shape, is not the number of a class.
    static void classNumber(String who, Tensor target, int i, Shape prediction, int axis) {
        int classes = prediction.size(axis);
        float label = target.data()[i];
        if (label >= 0 && label < classes && label == (int) label) return;
        throw new RondoException("%s: row %s has label %s, but the labels of %d classes are the whole numbers 0 to %d"
                .formatted(who, place(i, prediction.without(axis)), show(label), classes, classes - 1));
    }

    static String show(float label) {
        return label == (int) label ? String.valueOf((int) label) : String.valueOf(label);
    }

    /// The place of row i in a batch, `3`, or in a batch of sequences, `[3, 7]`.
    private static String place(int i, Shape rows) {
        if (rows.rank() != 2) return String.valueOf(i);
        int time = rows.last();
        return "[%d, %d]".formatted(i / time, i % time);
    }
}
