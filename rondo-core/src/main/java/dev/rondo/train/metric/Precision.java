package dev.rondo.train.metric;

/// `TP / (TP + FP)`: of the numbers predicted as a yes, the share whose target is not 0; 0 if there are none. A yes is
/// above 0.5, unless told otherwise. On one-hot targets this is micro-averaged over all cells, as in Keras
/// (`keras/src/metrics/confusion_metrics.py`); for precision by class see [ClassReport].
public record Precision(Positives positives) implements YesOrNo {
    /// From 0 to 1; for predictions without a sigmoid 0, which is a probability of one half. Several, with a number for
    /// each: `thresholds(0.3, 0.7)`.
    public Precision threshold(double t) { return new Precision(positives.threshold(t)); }

    /// Only the k largest numbers of each row are a yes, however small, unless there is a threshold too.
    public Precision topK(int k) { return new Precision(positives.topK(k)); }

    /// Looks at this class alone, the column of the prediction.
    public Precision classId(int c) { return new Precision(positives.classId(c)); }

    @Override
    public String name() { return "precision"; }

    @Override
    public double of(Outcomes outcomes) { return outcomes.precision(); }
}
