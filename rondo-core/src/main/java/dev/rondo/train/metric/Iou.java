package dev.rondo.train.metric;

import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.OptionalInt;

/// Intersection over union of some classes, `TP / (TP + FP + FN)` each, and its mean over those that occur: Keras's
/// `IoU`, `MeanIoU`, `OneHotIoU` and `OneHotMeanIoU`, which differ in what is asked for and in whether targets and
/// predictions are class numbers (`keras/src/metrics/iou_metrics.py`). [Metrics] has a word for each.
///
/// Weights count as they are; Keras cuts them to whole numbers unless it is told `dtype="float32"`.
public record Iou(String name, int numClasses, List<Integer> targetClassIds, OptionalInt ignoreClass,
        boolean sparseYTrue, boolean sparseYPred) implements Metric {
    public Iou {
        targetClassIds = List.copyOf(targetClassIds);
        Overlap.check(name, numClasses, targetClassIds);
    }

    /// Rows whose target is this class are left out; it may be outside of the classes, such as −1.
    public Iou ignoreClass(int c) {
        return new Iou(name, numClasses, targetClassIds, OptionalInt.of(c), sparseYTrue, sparseYPred);
    }

    /// Whether targets are class numbers; otherwise the largest number of a row is its class.
    public Iou sparseYTrue(boolean sparse) {
        return new Iou(name, numClasses, targetClassIds, ignoreClass, sparse, sparseYPred);
    }

    /// Whether predictions are class numbers; otherwise the largest number of a row is its class.
    public Iou sparseYPred(boolean sparse) {
        return new Iou(name, numClasses, targetClassIds, ignoreClass, sparseYTrue, sparse);
    }

    @Override
    public Counting start() { return new Overlap(numClasses, targetClassIds, this::classes); }

    private int[][] classes(Tensor target, Tensor prediction) {
        int[] actual = sparseYTrue ? Overlap.numbers(target) : Answers.largest(target);
        int[] predicted = sparseYPred ? Overlap.numbers(prediction) : Answers.largest(prediction);
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
