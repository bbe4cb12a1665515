package dev.rondo.train.metric;

/// Of the numbers predicted above the threshold, the share whose target is not 0; 0 if there are none. On one-hot
/// targets this is micro-averaged over all cells, as in Keras (`keras/src/metrics/confusion_metrics.py`); for precision
/// by class see [ConfusionMatrix].
public record Precision(double threshold) implements Metric {
    @Override
    public String name() { return "precision"; }

    @Override
    public Counting start() {
        return new Cells(name(), threshold) {
            @Override
            public double value() { return ratio(truePositives, truePositives + falsePositives); }
        };
    }
}
