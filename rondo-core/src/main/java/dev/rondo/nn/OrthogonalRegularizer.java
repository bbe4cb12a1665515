package dev.rondo.nn;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `factor` times the mean of `|cos|` of the angles between the rows of a matrix, or its columns: brings them to stand at
/// right angles. A single row has no angle and costs nothing. Keras: `OrthogonalRegularizer`.
public record OrthogonalRegularizer(double factor, Mode mode) implements Regularizer {
    /// Keras's `backend.epsilon()`: rows shorter than this are not made longer.
    private static final float EPSILON = 1e-7f;

    /// What is to stand at right angles.
    public enum Mode {
        ROWS, COLUMNS
    }

    public OrthogonalRegularizer {
        Legal.notNegative("OrthogonalRegularizer", "factor", factor);
    }

    /// Throws if x is not a matrix.
    @Override
    public Tensor of(Tensor x) {
        if (x.shape().rank() != 2) {
            throw new RondoException("OrthogonalRegularizer: a matrix is expected, got shape " + x.shape());
        }
        var unit = Ops.unitNormalize(EPSILON, mode == Mode.ROWS ? x : Ops.transpose(x, 1, 0));
        int n = unit.shape().size(0);
        var cosines = Ops.times(Ops.linear(unit, Ops.transpose(unit, 1, 0)), offDiagonal(n));
        double pairs = Math.max(1, n * (n - 1.0) / 2);
        return Ops.scale((float) (factor / 2 / pairs), Ops.sum(Ops.abs(cosines)));
    }

    private static Tensor offDiagonal(int n) {
        var ones = new float[n * n];
        for (int i = 0; i < ones.length; i++) ones[i] = i % (n + 1) == 0 ? 0 : 1;
        return Tensor.of(Shape.of(n, n), ones);
    }
}
