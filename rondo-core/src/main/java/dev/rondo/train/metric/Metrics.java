package dev.rondo.train.metric;

import dev.rondo.tensor.Tensor;
import dev.rondo.train.loss.Loss;
import dev.rondo.train.loss.Losses;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/// The metrics, one line each. Options are methods of what they give, and so is another name for the logs:
/// `auc().curve(Curve.PR).named("auc_pr")`. Some are several numbers, each an entry of the logs: [SeveralNumbers]. Any loss
/// is a metric too: `mean(categoricalCrossentropy())`. PyTorch has none of its own; TorchMetrics, a library beside it, has
/// many under the same names.
public final class Metrics {
    private Metrics() {}

    // ---- right answers

    /// Right answers of whatever kind; Keras's string `"accuracy"`.
    public static Accuracy accuracy() { return new Accuracy(); }

    /// Right yes-or-no answers, yes being above 0.5.
    public static BinaryAccuracy binaryAccuracy() { return new BinaryAccuracy(0.5); }

    public static BinaryAccuracy binaryAccuracy(double threshold) { return new BinaryAccuracy(threshold); }

    /// Right classes, with one-hot targets.
    public static CategoricalAccuracy categoricalAccuracy() { return new CategoricalAccuracy(); }

    /// Right classes, with class numbers as targets.
    public static SparseCategoricalAccuracy sparseCategoricalAccuracy() { return new SparseCategoricalAccuracy(); }

    /// The right class is among the 5 most probable, with one-hot targets.
    public static TopKCategoricalAccuracy topKCategoricalAccuracy() { return topKCategoricalAccuracy(5); }

    /// The right class is among the k most probable, with one-hot targets.
    public static TopKCategoricalAccuracy topKCategoricalAccuracy(int k) { return new TopKCategoricalAccuracy(k); }

    /// The right class is among the 5 most probable, with class numbers as targets.
    public static SparseTopKCategoricalAccuracy sparseTopKCategoricalAccuracy() {
        return sparseTopKCategoricalAccuracy(5);
    }

    /// The right class is among the k most probable, with class numbers as targets.
    public static SparseTopKCategoricalAccuracy sparseTopKCategoricalAccuracy(int k) {
        return new SparseTopKCategoricalAccuracy(k, false);
    }

    /// Predicted numbers that are their targets; Keras's class `Accuracy`.
    public static ExactAccuracy exactAccuracy() { return new ExactAccuracy(); }

    // ---- yes or no, over all numbers of a prediction, yes being above 0.5

    public static TruePositives truePositives() { return new TruePositives(Positives.usual()); }

    public static TrueNegatives trueNegatives() { return new TrueNegatives(Positives.usual()); }

    public static FalsePositives falsePositives() { return new FalsePositives(Positives.usual()); }

    public static FalseNegatives falseNegatives() { return new FalseNegatives(Positives.usual()); }

    public static Precision precision() { return new Precision(Positives.usual()); }

    public static Precision precision(double threshold) { return precision().threshold(threshold); }

    public static Recall recall() { return new Recall(Positives.usual()); }

    public static Recall recall(double threshold) { return recall().threshold(threshold); }

    // ---- yes or no, at all thresholds

    /// The area under the ROC curve, or another.
    public static Auc auc() { return new Auc(); }

    public static SensitivityAtSpecificity sensitivityAtSpecificity(double specificity) {
        return new SensitivityAtSpecificity(specificity);
    }

    public static SpecificityAtSensitivity specificityAtSensitivity(double sensitivity) {
        return new SpecificityAtSensitivity(sensitivity);
    }

    public static PrecisionAtRecall precisionAtRecall(double recall) { return new PrecisionAtRecall(recall); }

    public static RecallAtPrecision recallAtPrecision(double precision) { return new RecallAtPrecision(precision); }

    // ---- by class

    /// F1, a number for each class: Keras's `F1Score()`.
    public static FByClass f1() { return new FByClass("f1_score", 1); }

    /// F1 by class, averaged.
    public static F1 f1(Average average) { return new F1(average); }

    /// F with a beta of 1, a number for each class: recall counts as much as precision.
    public static FByClass fBeta() { return fBeta(1); }

    /// F, a number for each class; recall counts beta times as much as precision.
    public static FByClass fBeta(double beta) { return new FByClass("fbeta_score", beta); }

    /// F with a beta of 1, averaged.
    public static FBeta fBeta(Average average) { return fBeta(average, 1); }

    /// F by class, averaged; recall counts beta times as much as precision.
    public static FBeta fBeta(Average average, double beta) { return new FBeta(average, beta); }

    /// Intersection over union of these classes, with class numbers as targets and predictions.
    public static Iou iou(int numClasses, Integer... targetClassIds) {
        return new Iou("io_u", numClasses, List.of(targetClassIds), OptionalInt.empty(), true, true, -1);
    }

    /// Intersection over union of all classes, with class numbers as targets and predictions.
    public static Iou meanIou(int numClasses) {
        return new Iou("mean_io_u", numClasses, allOf(numClasses), OptionalInt.empty(), true, true, -1);
    }

    /// Intersection over union of these classes, with one-hot targets and probabilities.
    public static Iou oneHotIou(int numClasses, Integer... targetClassIds) {
        return new Iou("one_hot_io_u", numClasses, List.of(targetClassIds), OptionalInt.empty(), false, false, -1);
    }

    /// Intersection over union of all classes, with one-hot targets and probabilities.
    public static Iou oneHotMeanIou(int numClasses) {
        return new Iou("one_hot_mean_io_u", numClasses, allOf(numClasses), OptionalInt.empty(), false, false, -1);
    }

    /// Intersection over union of the classes 0 and 1, a prediction being 1 from 0.5 on.
    public static BinaryIou binaryIou() { return new BinaryIou(List.of(0, 1), 0.5); }

    private static List<Integer> allOf(int classes) { return IntStream.range(0, classes).boxed().toList(); }

    // ---- numbers

    /// The mean squared error; named as in Keras's `metrics=["mse"]`, so that [Losses] may be imported beside it.
    public static LossMetric mse() { return new LossMetric(Losses.meanSquaredError()); }

    /// The mean absolute error; Keras's `metrics=["mae"]`.
    public static LossMetric mae() { return new LossMetric(Losses.meanAbsoluteError()); }

    public static RootMeanSquaredError rootMeanSquaredError() { return new RootMeanSquaredError(); }

    public static R2Score r2Score() { return new R2Score(); }

    /// 1 for the same direction; the loss of this name has the other sign.
    public static CosineSimilarity meanCosineSimilarity() { return new CosineSimilarity(); }

    public static PearsonCorrelation pearsonCorrelation() { return new PearsonCorrelation(); }

    public static ConcordanceCorrelation concordanceCorrelation() { return new ConcordanceCorrelation(); }

    // ---- sequences

    /// Of a language model, with class numbers as targets.
    public static Perplexity perplexity() { return new Perplexity(false); }

    // ---- anything

    /// The mean of any loss, as a metric.
    public static LossMetric mean(Loss loss) { return new LossMetric(loss); }

    /// The mean of what a function makes of targets and predictions, one number or more for each sample or step.
    public static MeanOf mean(String name, Direction direction, BinaryOperator<Tensor> each) {
        return new MeanOf(name, direction, each);
    }

    /// The sum of what a function makes of targets and predictions, one number or more for each sample or step.
    public static SumOf sum(String name, Direction direction, BinaryOperator<Tensor> each) {
        return new SumOf(name, direction, each);
    }
}
