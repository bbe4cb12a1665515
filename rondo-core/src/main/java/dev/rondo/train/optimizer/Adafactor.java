package dev.rondo.train.optimizer;

import dev.rondo.Legal;
import dev.rondo.kernel.Kernels;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Shape;
import java.util.List;

/// Adafactor, Adam's little-memory cousin (Shazeer & Stern 2018), as `keras/src/optimizers/adafactor.py` has it. Of the
/// squares of a matrix's gradients it keeps the means of rows r and of columns c; their product is what Adam would keep:
/// `v = r/mean(r) · c`. A vector's v is kept itself. With `β = 1 − t^β₂Decay`, each is `β·old + (1 − β)·(g² + ε₁)`.
/// Then `u = g/√v` and `w −= max(ε₂, rms(w)) · min(rate, 1/√t) · u / max(1, rms(u)/clipThreshold)`.
///
/// Weights of more axes are matrices side by side, by their last two. Keras's `relative_step` is not here: without it,
/// too, Keras takes the smaller of rate and 1/√t.
public record Adafactor(double learningRate, double beta2Decay, double epsilon1, double epsilon2, double clipThreshold)
        implements
            Optimizer {
    private static final int ROWS = 0;
    private static final int COLUMNS = 1;
    private static final int VECTOR = 2;

    /// Columns, or rows, that one thread takes at a time.
    private static final int LINES = 64;

    public Adafactor {
        Legal.positive("adafactor", "learningRate", learningRate);
        Legal.check(beta2Decay < 0 && Double.isFinite(beta2Decay), "adafactor", "beta2Decay",
                "a finite number below 0", beta2Decay);
        Legal.positive("adafactor", "epsilon1", epsilon1);
        Legal.positive("adafactor", "epsilon2", epsilon2);
        Legal.positive("adafactor", "clipThreshold", clipThreshold);
    }

    public Adafactor(double learningRate) { this(learningRate, -0.8, 1e-30, 1e-3, 1); }

    public Adafactor beta2Decay(double power) {
        return new Adafactor(learningRate, power, epsilon1, epsilon2, clipThreshold);
    }

    /// Added to squares of gradients, to keep off 0.
    public Adafactor epsilon1(double e) {
        return new Adafactor(learningRate, beta2Decay, e, epsilon2, clipThreshold);
    }

    /// The least that the size of a weight counts as.
    public Adafactor epsilon2(double e) {
        return new Adafactor(learningRate, beta2Decay, epsilon1, e, clipThreshold);
    }

    /// The largest root mean square of u; other than clipping of gradients.
    public Adafactor clipThreshold(double most) {
        return new Adafactor(learningRate, beta2Decay, epsilon1, epsilon2, most);
    }

    @Override
    public String name() { return "adafactor"; }

    @Override
    public List<String> slots() { return List.of("row", "column", "velocity"); }

    @Override
    public int slotLength(String slot, String name, Shape shape) {
        boolean vector = shape.rank() < 2;
        if (slot.equals("velocity")) return vector ? shape.count() : 0;
        return vector || shape.last() == 0 ? 0 : shape.count() / (slot.equals("row") ? shape.last() : shape.size(-2));
    }

    /// Puts u in place of the gradient.
    @Override
    public double prepare(Moving weight, double rate, long step, Machine machine) {
        int n = weight.w().length;
        if (n == 0) return 0;
        float keep = (float) (1 - Math.pow((double) step, beta2Decay));
        double size = Math.sqrt(Pieces.sumOfSquares(weight.w(), n, machine) / n);
        if (weight.shape().rank() < 2) {
            divideVector(weight.g(), weight.kept()[VECTOR], keep, machine);
        } else {
            int rows = weight.shape().size(-2);
            int columns = weight.shape().last();
            for (int at = 0; at < n; at += rows * columns) {
                divideMatrix(weight.g(), at, rows, columns, weight.kept()[ROWS], weight.kept()[COLUMNS], keep, machine);
            }
        }
        double spread = Math.sqrt(Pieces.sumOfSquares(weight.g(), n, machine) / n);
        return Math.max(epsilon2, size) * Math.min(rate, 1 / Math.sqrt((double) step))
                / Math.max(1, spread / clipThreshold);
    }

    private void divideVector(float[] g, float[] v, float keep, Machine machine) {
        float e = (float) epsilon1;
        Pieces.each(g.length, machine, (from, to) -> {
            for (int i = from; i < to; i++) {
                v[i] = keep * v[i] + (1 - keep) * (g[i] * g[i] + e);
                g[i] /= (float) Math.sqrt(v[i]);
            }
        });
    }

    /// The matrix that begins at `at`; the means of its rows and columns are where the matrices before it end.
    private void divideMatrix(float[] g, int at, int rows, int columns, float[] r, float[] c, float keep,
            Machine machine) {
        int rowAt = at / columns;
        int columnAt = at / rows;
        Pieces.each(rows, LINES, machine, (from, to) -> {
            for (int i = from; i < to; i++) {
                double mean = machine.kernels().sumOfSquares(g, at + i * columns, at + (i + 1) * columns) / columns;
                r[rowAt + i] = keep * r[rowAt + i] + (1 - keep) * (float) (mean + epsilon1);
            }
        });
        Pieces.each(columns, LINES, machine, (from, to) -> {
            var sums = new double[to - from]; // row after row, as memory lies
            for (int i = 0; i < rows; i++) {
                for (int j = from; j < to; j++) {
                    double x = g[at + i * columns + j];
                    sums[j - from] += x * x;
                }
            }
            for (int j = from; j < to; j++) {
                float mean = (float) (sums[j - from] / rows + epsilon1);
                c[columnAt + j] = keep * c[columnAt + j] + (1 - keep) * mean;
            }
        });
        double sum = 0;
        for (int i = 0; i < rows; i++) sum += r[rowAt + i];
        double mean = sum / rows;
        Pieces.each(rows, LINES, machine, (from, to) -> {
            for (int i = from; i < to; i++) {
                double share = r[rowAt + i] / mean;
                for (int j = 0; j < columns; j++) {
                    g[at + i * columns + j] /= (float) Math.sqrt(share * c[columnAt + j]);
                }
            }
        });
    }

    @Override
    public void update(Moving weight, double rate, long step, int from, int to, Kernels kernels) {
        kernels.axpy((float) -rate, weight.g(), weight.w(), from, to);
    }
}
