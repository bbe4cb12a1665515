package dev.rondo.train.metric;

/// Of the numbers whose target is not 0, the share predicted above the threshold; 0 if there are none. On one-hot
/// targets this is micro-averaged over all cells, as in Keras (`keras/src/metrics/confusion_metrics.py`); for recall by
/// class see [ConfusionMatrix].
public record Recall(double threshold) implements Metric {
    @Override
    public String name() { return "recall"; }

    @Override
    public Counting start() {
        return new Cells(name(), threshold) {
            @Override
            public double value() { return ratio(truePositives, truePositives + falseNegatives); }
        };
    }
}
