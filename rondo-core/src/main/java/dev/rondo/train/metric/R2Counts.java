package dev.rondo.train.metric;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.Optional;

/// What [R2Score] and [R2ByOutput] count: of each column, how far predictions are from targets and targets from their mean.
final class R2Counts {
    private final int numRegressors;
    private double[] weight = {};
    private double[] mean = {};
    /// Of targets around their mean; West's running update, exact for targets that are all the same.
    private double[] squares = {};
    private double[] errors = {};
    private long numbers;

    R2Counts(int numRegressors) { this.numRegressors = numRegressors; }

    /// Throws for fewer than no regressors.
    static void check(int numRegressors) {
        Legal.atLeast(0, "r2_score", "numRegressors", numRegressors);
    }

    void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
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
        Cells.each("r2_score", target, prediction, weights, (i, c, actual, w) -> {
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

    int outputs() { return mean.length; }

    /// The score of one output; 0 if nothing was added.
    double score(int c) { return weight[c] == 0 ? 0 : adjusted(plain(c)); }

    /// The scores of all outputs as one.
    double score(ClassAggregation aggregation) {
        double sum = 0;
        double weights = 0;
        boolean uniform = aggregation == ClassAggregation.UNIFORM_AVERAGE || allSame();
        for (int c = 0; c < mean.length; c++) {
            if (weight[c] == 0) continue;
            double w = uniform ? 1 : squares[c];
            sum += w * plain(c);
            weights += w;
        }
        return weights == 0 ? 0 : adjusted(sum / weights);
    }

    private double plain(int c) { return squares[c] == 0 ? errors[c] == 0 ? 1 : 0 : 1 - errors[c] / squares[c]; }

    private boolean allSame() {
        for (double s : squares) if (s != 0) return false;
        return true;
    }

    private double adjusted(double r2) {
        return numRegressors == 0 || numRegressors >= numbers - 1 ? r2
                : 1 - (1 - r2) * (numbers - 1) / (numbers - numRegressors - 1);
    }
}
