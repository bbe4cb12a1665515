package dev.rondo.train.metric;

/// `TP / (TP + FN)`: of the numbers whose target is not 0, the share predicted as a yes; 0 if there are none. A yes is
/// above 0.5, unless told otherwise. On one-hot targets this is micro-averaged over all cells, as in Keras
/// (`keras/src/metrics/confusion_metrics.py`); for recall by class see [ClassReport].
///
/// With `topK` it is the share of right classes among the k most probable.
public record Recall(Positives positives) implements YesOrNo {
    /// From 0 to 1; for predictions without a sigmoid 0, which is a probability of one half. Several, with a number for
    /// each: `thresholds(0.3, 0.7)`.
    public Recall threshold(double t) { return new Recall(positives.threshold(t)); }

    /// Only the k largest numbers of each row are a yes, however small, unless there is a threshold too.
    public Recall topK(int k) { return new Recall(positives.topK(k)); }

    /// Looks at this class alone, the column of the prediction.
    public Recall classId(int c) { return new Recall(positives.classId(c)); }

    @Override
    public String name() { return "recall"; }

    @Override
    public double of(Outcomes outcomes) { return outcomes.recall(); }
}
