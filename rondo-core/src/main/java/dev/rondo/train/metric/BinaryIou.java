package dev.rondo.train.metric;

import dev.rondo.tensor.Tensor;
import java.util.List;

/// Intersection over union, `TP / (TP + FP + FN)`, of the classes 0 and 1, or one of them, where a prediction is class
/// 1 from the threshold on (`keras/src/metrics/iou_metrics.py`). Note that here the threshold itself is a 1, other than
/// in [BinaryAccuracy]. Weights count as they are; Keras cuts them to whole numbers unless it is told
/// `dtype="float32"`.
public record BinaryIou(List<Integer> targetClassIds, double threshold) implements Metric {
    public BinaryIou {
        targetClassIds = List.copyOf(targetClassIds);
        Overlap.check("binary_io_u", 2, targetClassIds);
    }

    /// The classes whose mean is taken: 0, 1 or both.
    public BinaryIou targetClassIds(Integer... ids) { return new BinaryIou(List.of(ids), threshold); }

    public BinaryIou threshold(double t) { return new BinaryIou(targetClassIds, t); }

    @Override
    public String name() { return "binary_io_u"; }

    @Override
    public Counting start() { return new Overlap(2, targetClassIds, this::classes); }

    private int[][] classes(Tensor target, Tensor prediction) {
        Answers.same(name(), target.shape(), prediction.shape());
        var predicted = new int[prediction.data().length];
        float t = (float) threshold;
        for (int i = 0; i < predicted.length; i++) predicted[i] = prediction.data()[i] >= t ? 1 : 0;
        return new int[][]{Overlap.numbers(target), predicted};
    }
}
