package dev.rondo.train.metric;

import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.Optional;

/// The coefficient of determination, `1 − Σ (t − p)² / Σ (t − mean t)²` of each output (column), then averaged
/// (`keras/src/metrics/regression_metrics.py`): 1 is right everywhere, 0 is as good as the mean of the targets.
///
/// Where the targets of an output are all the same, its score is 1 if they are met and 0 if not, as in scikit-learn; Keras
/// has NaN and 0. With `numRegressors` the score is adjusted: `1 − (1 − R²)(n − 1) / (n − k − 1)`, where n counts all
/// numbers, as Keras does it, not rows; until there are more than k + 1 of them it is not.
public record R2Score(ClassAggregation classAggregation, int numRegressors) implements Metric {
    public R2Score {
        if (numRegressors < 0) throw new RondoException("r2_score: numRegressors is at least 0, got " + numRegressors);
    }

    public R2Score() { this(ClassAggregation.UNIFORM_AVERAGE, 0); }

    public R2Score classAggregation(ClassAggregation a) { return new R2Score(a, numRegressors); }

    public R2Score numRegressors(int k) { return new R2Score(classAggregation, k); }

    @Override
    public String name() { return "r2_score"; }

    @Override
    public Counting start() { return new Scores(); }

    private final class Scores implements Counting {
        private double[] weight = {};
        private double[] mean = {};
        /// Of targets around their mean; West's running update, exact for targets that are all the same.
        private double[] squares = {};
        private double[] errors = {};
        private long numbers;

        @Override
        public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
            int n = prediction.shape().last();
            if (mean.length == 0) {
                weight = new double[n];
                mean = new double[n];
                squares = new double[n];
                errors = new double[n];
            }
            if (mean.length != n) {
                throw new RondoException(
                        "r2_score: predictions of %d columns came after ones of %d".formatted(n, mean.length));
            }
            Cells.each(name(), target, prediction, weights, (i, c, actual, w) -> {
                double t = target.data()[i];
                double error = t - prediction.data()[i];
                double before = t - mean[c];
                weight[c] += w;
                mean[c] += before * (w / weight[c]); // w / w is 1, so the first mean is the first target
                squares[c] += before * (t - mean[c]) * w;
                errors[c] += error * error * w;
                numbers++;
            });
        }

        @Override
        public double value() {
            double sum = 0;
            double weights = 0;
            boolean uniform = classAggregation == ClassAggregation.UNIFORM_AVERAGE || allSame();
            for (int c = 0; c < mean.length; c++) {
                if (weight[c] == 0) continue;
                double score = squares[c] == 0 ? errors[c] == 0 ? 1 : 0 : 1 - errors[c] / squares[c];
                double w = uniform ? 1 : squares[c];
                sum += w * score;
                weights += w;
            }
            return weights == 0 ? 0 : adjusted(sum / weights);
        }

        private boolean allSame() {
            for (double s : squares) if (s != 0) return false;
            return true;
        }

        private double adjusted(double r2) {
            return numRegressors == 0 || numRegressors >= numbers - 1 ? r2
                    : 1 - (1 - r2) * (numbers - 1) / (numbers - numRegressors - 1);
        }
    }
}
