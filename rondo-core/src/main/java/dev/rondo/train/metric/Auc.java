package dev.rondo.train.metric;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// The area under the receiver operating characteristic or the precision-recall curve, over all numbers of a
/// prediction: of `TP / (TP + FN)` over `FP / (FP + TN)`, or of `TP / (TP + FP)` over `TP / (TP + FN)`; Keras's `AUC`
/// (`keras/src/metrics/confusion_metrics.py`).
///
/// This is an approximation, Keras's: the curve is known at `numThresholds` points, and what lies between two thresholds
/// is one step of it. So predictions that crowd between two thresholds make it inexact, and more thresholds, or chosen
/// ones, make it better. scikit-learn's `roc_auc_score` keeps all predictions and is exact; its
/// `average_precision_score` takes the precision at the end of each step where [Summation#INTERPOLATION] interpolates the
/// counts, so the two differ even with many thresholds.
public record Auc(int numThresholds, Optional<List<Double>> thresholds, Curve curve, Summation summationMethod,
        boolean multiLabel, Optional<List<Double>> labelWeights, boolean fromLogits) implements Metric {
    public Auc {
        Legal.atLeast(2, "auc", "numThresholds", numThresholds);
        thresholds = thresholds.map(List::copyOf);
        labelWeights = labelWeights.map(List::copyOf);
        for (double t : thresholds.orElse(List.of())) Legal.fraction("auc", "each threshold", t);
        for (double w : labelWeights.orElse(List.of())) Legal.notNegative("auc", "each label weight", w);
    }

    public Auc() {
        this(200, Optional.empty(), Curve.ROC, Summation.INTERPOLATION, false, Optional.empty(), false);
    }

    /// Points of the curve, at equal distances from 0 to 1.
    public Auc numThresholds(int n) {
        return new Auc(n, Optional.empty(), curve, summationMethod, multiLabel, labelWeights, fromLogits);
    }

    /// Points of the curve, in any order; 0 and 1 are added.
    public Auc thresholds(double... t) {
        return new Auc(numThresholds, listed(t), curve, summationMethod, multiLabel, labelWeights, fromLogits);
    }

    public Auc curve(Curve c) {
        return new Auc(numThresholds, thresholds, c, summationMethod, multiLabel, labelWeights, fromLogits);
    }

    public Auc summationMethod(Summation s) {
        return new Auc(numThresholds, thresholds, curve, s, multiLabel, labelWeights, fromLogits);
    }

    /// The area for each column by itself, then the mean; otherwise all columns make one curve.
    public Auc withMultiLabel() {
        return new Auc(numThresholds, thresholds, curve, summationMethod, true, labelWeights, fromLogits);
    }

    /// One weight for each column: with several curves, what its area counts in the mean; with one, what its numbers do.
    public Auc labelWeights(double... w) {
        return new Auc(numThresholds, thresholds, curve, summationMethod, multiLabel, listed(w), fromLogits);
    }

    /// For predictions without a sigmoid, which is taken here.
    public Auc withLogits() {
        return new Auc(numThresholds, thresholds, curve, summationMethod, multiLabel, labelWeights, true);
    }

    private static Optional<List<Double>> listed(double... x) {
        return Optional.of(DoubleStream.of(x).boxed().toList());
    }

    @Override
    public String name() { return "auc"; }

    @Override
    public Counting start() { return new Areas(); }

    private final class Areas implements Counting {
        private final List<ThresholdCounts> curves = new ArrayList<>();

        @Override
        public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
            int n = prediction.shape().last();
            if (labelWeights.isPresent() && labelWeights.get().size() != n) {
                throw new RondoException("auc: %d label weights came for the %d columns of the prediction %s"
                        .formatted(labelWeights.get().size(), n, prediction.shape()));
            }
            int wanted = multiLabel ? n : 1;
            if (curves.isEmpty()) for (int i = 0; i < wanted; i++) curves.add(counts());
            if (curves.size() != wanted) {
                throw new RondoException(
                        "auc: predictions of %d columns came after ones of %d".formatted(n, curves.size()));
            }
            Cells.each(name(), target, prediction, weights, (i, column, actual, weight) -> {
                float p = prediction.data()[i];
                double w = multiLabel ? weight : weight * labelWeight(column);
                curves.get(multiLabel ? column : 0).add(actual, fromLogits ? sigmoid(p) : p, w);
            });
        }

        private ThresholdCounts counts() {
            return ThresholdCounts.closed(thresholds.map(t -> t.stream().mapToDouble(x -> x).toArray())
                    .orElseGet(() -> {
                        var t = new double[numThresholds - 2];
                        for (int i = 0; i < t.length; i++) t[i] = (i + 1.0) / (numThresholds - 1);
                        return t;
                    }));
        }

        private double labelWeight(int column) { return labelWeights.map(w -> w.get(column)).orElse(1.0); }

        private static float sigmoid(float x) { return (float) (1 / (1 + Math.exp(-x))); }

        @Override
        public double value() {
            double sum = 0;
            double weights = 0;
            for (int i = 0; i < curves.size(); i++) {
                double w = multiLabel ? labelWeight(i) : 1;
                sum += w * summationMethod.area(curve, curves.get(i).outcomes());
                weights += w;
            }
            return Outcomes.ratio(sum, weights);
        }
    }
}
