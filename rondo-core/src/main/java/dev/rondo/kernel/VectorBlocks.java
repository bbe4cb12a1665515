package dev.rondo.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Blocks] in SIMD lanes. Each method is one short loop without a rest: nothing here can outgrow the JIT compiler's
/// inlining budget.
final class VectorBlocks implements Blocks {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /// Columns of a panel of a packed matrix: as many as the widest tile takes.
    private static final int PANEL = Tiles.VECTORS * L;

    @Override
    public int lanes() {
        return L;
    }

    private static FloatVector v(float[] x, int at) {
        return FloatVector.fromArray(S, x, at);
    }

    @Override
    public void add(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += L) v(a, aAt + i).add(v(b, bAt + i)).intoArray(y, yAt + i);
    }

    @Override
    public void subtract(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += L) v(a, aAt + i).sub(v(b, bAt + i)).intoArray(y, yAt + i);
    }

    @Override
    public void multiply(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += L) v(a, aAt + i).mul(v(b, bAt + i)).intoArray(y, yAt + i);
    }

    @Override
    public void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += L) v(b, bAt + i).fma(v(c, cAt + i), v(a, aAt + i)).intoArray(y, yAt + i);
    }

    @Override
    public void scale(float p, float q, float[] a, int aAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += L)
            v(a, aAt + i).fma(FloatVector.broadcast(S, p), FloatVector.broadcast(S, q)).intoArray(y, yAt + i);
    }

    @Override
    public void addRow(float[] a, int aAt, float[] row, float[] y, int yAt, int rows, int width) {
        for (int r = 0; r < rows; r++) {
            int from = aAt + r * width;
            int to = yAt + r * width;
            for (int i = 0; i < width; i += L) v(a, from + i).add(v(row, i)).intoArray(y, to + i);
        }
    }

    @Override
    public void multiplyRow(float[] a, int aAt, float[] row, float[] y, int yAt, int rows, int width) {
        for (int r = 0; r < rows; r++) {
            int from = aAt + r * width;
            int to = yAt + r * width;
            for (int i = 0; i < width; i += L) v(a, from + i).mul(v(row, i)).intoArray(y, to + i);
        }
    }

    @Override
    public void sumRows(float[] a, int aAt, int rows, int width, float[] sum) {
        for (int r = 0; r < rows; r++) {
            int from = aAt + r * width;
            for (int i = 0; i < width; i += L) v(sum, i).add(v(a, from + i)).intoArray(sum, i);
        }
    }

    @Override
    public void sumColumns(float[] a, int aAt, int aWidth, float[] y, int yAt, int yWidth, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            int from = aAt + r * aWidth;
            y[yAt + r * yWidth] = VectorKernels.sum(a, from, from + columns);
        }
    }

    @Override
    public void spread(float[] a, int aAt, int aWidth, float[] y, int yAt, int yWidth, int rows) {
        // last row first: a may be y, whose rows are as wide or wider
        for (int r = rows - 1; r >= 0; r--) {
            FloatVector x = FloatVector.broadcast(S, a[aAt + r * aWidth]);
            for (int j = 0; j < yWidth; j += L) x.intoArray(y, yAt + r * yWidth + j);
        }
    }

    @Override
    public void addColumns(float[] a, int aAt, int aWidth, float[] y, int yAt, int yWidth, int rows, int columns) {
        int full = columns / L * L;
        for (int r = 0; r < rows; r++) {
            int from = aAt + r * aWidth;
            int to = yAt + r * yWidth;
            for (int j = 0; j < full; j += L) v(y, to + j).add(v(a, from + j)).intoArray(y, to + j);
            for (int j = full; j < columns; j++) y[to + j] += a[from + j];
        }
    }

    @Override
    public void tanhSlope(float[] d, int dAt, float[] y, int yAt, float[] out, int outAt, int n) {
        for (int i = 0; i < n; i += L) {
            FloatVector z = v(y, yAt + i);
            v(d, dAt + i).mul(z.neg().fma(z, FloatVector.broadcast(S, 1f))).intoArray(out, outAt + i);
        }
    }

    @Override
    public void sigmoidSlope(float[] d, int dAt, float[] y, int yAt, float[] out, int outAt, int n) {
        for (int i = 0; i < n; i += L) {
            FloatVector z = v(y, yAt + i);
            v(d, dAt + i).mul(z.neg().fma(z, z)).intoArray(out, outAt + i);
        }
    }

    @Override
    public void reluSlope(float[] d, int dAt, float[] y, int yAt, float[] out, int outAt, int n) {
        for (int i = 0; i < n; i += L) {
            FloatVector g = v(d, dAt + i);
            FloatVector.zero(S).blend(g, v(y, yAt + i).compare(VectorOperators.GT, 0f)).intoArray(out, outAt + i);
        }
    }

    @Override
    public int packedSize(int k, int n) {
        return k * padded(n);
    }

    /// Panel after panel, each `[k, its columns]`; the last is filled up with zeros.
    @Override
    public void pack(boolean transposed, int k, int n, float[] b, int bAt, int ldb, float[] packed) {
        for (int column = 0, at = 0; column < n; column += PANEL) {
            int width = Math.min(PANEL, n - column);
            int stride = padded(width);
            if (transposed) {
                Transpose.transpose(b, bAt + column * ldb, ldb, width, k, packed, at, stride);
            } else {
                for (int i = 0; i < k; i++) {
                    System.arraycopy(b, bAt + i * ldb + column, packed, at + i * stride, width);
                }
            }
            for (int i = 0; i < k && stride > width; i++) {
                Arrays.fill(packed, at + i * stride + width, at + (i + 1) * stride, 0);
            }
            at += k * stride;
        }
    }

    @Override
    public void product(int m, int n, int k, float[] a, int aAt, int lda, float[] packed, float[] c, int cAt, int ldc) {
        for (int column = 0, at = 0; column < n; column += PANEL) {
            int stride = padded(Math.min(PANEL, n - column));
            Tiles.multiply(m, stride / L, k, a, aAt, lda, 1, packed, at, stride, c, cAt + column, ldc);
            at += k * stride;
        }
    }

    @Override
    public void rowProduct(int n, int k, float[] a, int aAt, float[] b, int bAt, int ldb, float[] c, int cAt) {
        int j = 0;
        for (; j + 8 * L <= n; j += 8 * L) Tiles.t1x8(k, a, aAt, b, bAt + j, ldb, c, cAt + j);
        for (; j + L <= n; j += L) Tiles.t1x1(k, a, aAt, b, bAt + j, ldb, c, cAt + j);
        for (; j < n; j++) {
            float sum = c[cAt + j];
            for (int i = 0; i < k; i++) sum = Math.fma(a[aAt + i], b[bAt + i * ldb + j], sum);
            c[cAt + j] = sum;
        }
    }
}
