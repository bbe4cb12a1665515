package dev.rondo.nn;

import dev.rondo.RondoException;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;

/// A matrix whose rows (or columns, if there are fewer) are orthonormal, times `gain` (Saxe et al. 2014): a random normal
/// matrix, QR-decomposed, signs fixed by the diagonal of R. Keras draws the gates of an LSTM as one `(u, 4u)` matrix, not
/// as four orthogonal blocks, and so does this (`keras/src/initializers/random_initializers.py`).
public record Orthogonal(double gain) implements Init {
    @Override
    public float[] draw(Shape shape, Key key) {
        if (shape.rank() < 2)
            throw new RondoException("orthogonal: at least two axes are expected, got shape " + shape);
        int rows = shape.rows();
        int columns = shape.last();
        int n = Math.max(rows, columns);
        int m = Math.min(rows, columns);
        var q = new double[m][n]; // m orthonormal vectors of length n
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) q[i][j] = key.normal((long) i * n + j);
        }
        orthonormalise(q);
        var w = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++)
                w[r * columns + c] = (float) (gain * (rows < columns ? q[r][c] : q[c][r]));
        }
        return w;
    }

    /// Gram–Schmidt, each vector twice, which is as good as Householder in double precision. Its R has a positive
    /// diagonal, so the signs are fixed as they should be.
    private static void orthonormalise(double[][] q) {
        for (int i = 0; i < q.length; i++) {
            for (int twice = 0; twice < 2; twice++) {
                for (int j = 0; j < i; j++) subtractProjection(q[i], q[j]);
            }
            double norm = Math.sqrt(dot(q[i], q[i]));
            for (int k = 0; k < q[i].length; k++) q[i][k] /= norm;
        }
    }

    private static void subtractProjection(double[] v, double[] unit) {
        double d = dot(v, unit);
        for (int k = 0; k < v.length; k++) v[k] -= d * unit[k];
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) sum += a[k] * b[k];
        return sum;
    }
}
