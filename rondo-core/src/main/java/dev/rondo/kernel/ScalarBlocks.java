package dev.rondo.kernel;

/// Plain loops: the meaning of each method of [Blocks]. No fused multiply-add here: where a processor lacks it, Java
/// computes it with big decimals.
final class ScalarBlocks implements Blocks {
    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public void add(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) y[yAt + i] = a[aAt + i] + b[bAt + i];
    }

    @Override
    public void subtract(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) y[yAt + i] = a[aAt + i] - b[bAt + i];
    }

    @Override
    public void multiply(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) y[yAt + i] = a[aAt + i] * b[bAt + i];
    }

    @Override
    public void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) y[yAt + i] = a[aAt + i] + b[bAt + i] * c[cAt + i];
    }

    @Override
    public void scale(float p, float q, float[] a, int aAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) y[yAt + i] = p * a[aAt + i] + q;
    }

    @Override
    public void addRow(float[] a, int aAt, float[] row, float[] y, int yAt, int rows, int width) {
        for (int i = 0; i < rows * width; i++) y[yAt + i] = a[aAt + i] + row[i % width];
    }

    @Override
    public void multiplyRow(float[] a, int aAt, float[] row, float[] y, int yAt, int rows, int width) {
        for (int i = 0; i < rows * width; i++) y[yAt + i] = a[aAt + i] * row[i % width];
    }

    @Override
    public void sumRows(float[] a, int aAt, int rows, int width, float[] sum) {
        for (int i = 0; i < rows * width; i++) sum[i % width] += a[aAt + i];
    }

    @Override
    public void sumColumns(float[] a, int aAt, int aWidth, float[] y, int yAt, int yWidth, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            double sum = 0;
            for (int j = 0; j < columns; j++) sum += a[aAt + r * aWidth + j];
            y[yAt + r * yWidth] = (float) sum;
        }
    }

    @Override
    public void spread(float[] a, int aAt, int aWidth, float[] y, int yAt, int yWidth, int rows) {
        // last row first: a may be y, whose rows are as wide or wider
        for (int r = rows - 1; r >= 0; r--) {
            float x = a[aAt + r * aWidth];
            for (int j = 0; j < yWidth; j++) y[yAt + r * yWidth + j] = x;
        }
    }

    @Override
    public void addColumns(float[] a, int aAt, int aWidth, float[] y, int yAt, int yWidth, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < columns; j++) y[yAt + r * yWidth + j] += a[aAt + r * aWidth + j];
        }
    }

    @Override
    public void tanhSlope(float[] d, int dAt, float[] y, int yAt, float[] out, int outAt, int n) {
        for (int i = 0; i < n; i++) out[outAt + i] = d[dAt + i] * (1 - y[yAt + i] * y[yAt + i]);
    }

    @Override
    public void sigmoidSlope(float[] d, int dAt, float[] y, int yAt, float[] out, int outAt, int n) {
        for (int i = 0; i < n; i++) out[outAt + i] = d[dAt + i] * y[yAt + i] * (1 - y[yAt + i]);
    }

    @Override
    public void reluSlope(float[] d, int dAt, float[] y, int yAt, float[] out, int outAt, int n) {
        for (int i = 0; i < n; i++) out[outAt + i] = y[yAt + i] > 0 ? d[dAt + i] : 0;
    }

    @Override
    public int packedSize(int k, int n) {
        return k * n;
    }

    @Override
    public void pack(boolean transposed, int k, int n, float[] b, int bAt, int ldb, float[] packed) {
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < n; j++) packed[i * n + j] = b[bAt + (transposed ? j * ldb + i : i * ldb + j)];
        }
    }

    @Override
    public void product(int m, int n, int k, float[] a, int aAt, int lda, float[] packed, float[] c, int cAt, int ldc) {
        for (int r = 0; r < m; r++) {
            for (int j = 0; j < n; j++) {
                float sum = c[cAt + r * ldc + j];
                for (int i = 0; i < k; i++) sum += a[aAt + r * lda + i] * packed[i * n + j];
                c[cAt + r * ldc + j] = sum;
            }
        }
    }

    @Override
    public void rowProduct(int n, int k, float[] a, int aAt, float[] b, int bAt, int ldb, float[] c, int cAt) {
        for (int j = 0; j < n; j++) {
            float sum = c[cAt + j];
            for (int i = 0; i < k; i++) sum += a[aAt + i] * b[bAt + i * ldb + j];
            c[cAt + j] = sum;
        }
    }
}
