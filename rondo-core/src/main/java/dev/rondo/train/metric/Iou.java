package dev.rondo.train.metric;

import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Intersection over union of some classes, `TP / (TP + FP + FN)` each, and its mean over those that occur: Keras's
/// `IoU`, `MeanIoU`, `OneHotIoU` and `OneHotMeanIoU`, which differ in what is asked for and in whether targets and
/// predictions are class numbers (`keras/src/metrics/iou_metrics.py`). [Metrics] has a word for each.
///
/// Weights count as they are; Keras cuts them to whole numbers unless it is told `dtype="float32"`.
public record Iou(String name, int numClasses, List<Integer> targetClassIds, OptionalInt ignoreClass,
        boolean sparseYTrue, boolean sparseYPred, int axis) implements Metric {
    public Iou {
        targetClassIds = List.copyOf(targetClassIds);
        Overlap.check(name, numClasses, targetClassIds);
    }

    /// Rows whose target is this class are left out; it may be outside of the classes, such as −1.
    public Iou ignoreClass(int c) {
        return new Iou(name, numClasses, targetClassIds, OptionalInt.of(c), sparseYTrue, sparseYPred, axis);
    }

    /// Whether targets are class numbers; otherwise the largest number of a row is its class.
    public Iou sparseYTrue(boolean sparse) {
        return new Iou(name, numClasses, targetClassIds, ignoreClass, sparse, sparseYPred, axis);
    }

    /// Whether predictions are class numbers; otherwise the largest number of a row is its class.
    public Iou sparseYPred(boolean sparse) {
        return new Iou(name, numClasses, targetClassIds, ignoreClass, sparseYTrue, sparse, axis);
    }

    /// The axis of the classes, where targets or predictions are not class numbers; the last by default, 1 where channels
    /// come first. Keras takes this too, but then fails to give a result.
    public Iou axis(int a) {
        return new Iou(name, numClasses, targetClassIds, ignoreClass, sparseYTrue, sparseYPred, a);
    }

    @Override
    public Counting start() {
        var overlap = new Overlap(numClasses, targetClassIds, this::classes);
        return sparseYPred || axis == -1 ? overlap : new Counting() {
            @Override
            public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
                var shape = prediction.shape();
                int rows = shape.count() / Math.max(1, shape.size(axis));
                overlap.add(target, prediction, weights.map(w -> Weighing.of(name, w, shape, rows)));
            }

            @Override
            public double value() { return overlap.value(); }
        };
    }

    private int[][] classes(Tensor target, Tensor prediction) {
        int[] actual = sparseYTrue ? Overlap.numbers(target) : Answers.largest(name, target, axis);
        int[] predicted = sparseYPred ? Overlap.numbers(prediction) : Answers.largest(name, prediction, axis);
        if (actual.length != predicted.length) {
            throw new RondoException(
                    ("%s: the target %s has %d classes, but the prediction %s has %d; set sparseYTrue and sparseYPred to "
                            + "whether they are class numbers")
                            .formatted(name, target.shape(), actual.length, prediction.shape(), predicted.length));
        }
        if (ignoreClass.isPresent()) {
            for (int i = 0; i < actual.length; i++) if (actual[i] == ignoreClass.getAsInt()) actual[i] = -1;
        }
        return new int[][]{actual, predicted};
    }
}
