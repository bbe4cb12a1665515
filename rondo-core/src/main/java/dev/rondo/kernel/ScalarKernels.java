package dev.rondo.kernel;

/// [Kernels] as plain loops: what each method means.
///
/// Many of these loops are also the fastest: where all arrays are read and written at the same index, the JIT compiler
/// turns the loop into SIMD by itself, and [VectorKernels] inherits it.
class ScalarKernels implements Kernels {
    @Override
    public void gemm(boolean aT, boolean bT, int m, int n, int k, float[] a, int aAt, int lda, float[] b, int bAt,
            int ldb, float[] c, int cAt, int ldc) {
        for (int row = 0; row < m; row++) {
            for (int column = 0; column < n; column++) {
                float sum = c[cAt + row * ldc + column];
                for (int i = 0; i < k; i++) {
                    float x = a[aAt + (aT ? i * lda + row : row * lda + i)];
                    float y = b[bAt + (bT ? column * ldb + i : i * ldb + column)];
                    sum += x * y;
                }
                c[cAt + row * ldc + column] = sum;
            }
        }
    }

    @Override
    public void add(float[] a, float[] b, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = a[i] + b[i];
        }
    }

    @Override
    public void subtract(float[] a, float[] b, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = a[i] - b[i];
        }
    }

    @Override
    public void multiply(float[] a, float[] b, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = a[i] * b[i];
        }
    }

    @Override
    public void scale(float a, float[] x, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = a * x[i];
        }
    }

    @Override
    public void axpy(float a, float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] += a * x[i];
        }
    }

    @Override
    public void multiplyAdd(float[] a, float[] b, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] += a[i] * b[i];
        }
    }

    @Override
    public void addRow(float[] row, float[] y, int fromRow, int toRow) {
        int columns = row.length;
        for (int r = fromRow; r < toRow; r++) {
            for (int j = 0; j < columns; j++) {
                y[r * columns + j] += row[j];
            }
        }
    }

    @Override
    public void sumRows(float[] y, int rows, float[] row) {
        int columns = row.length;
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < columns; j++) {
                row[j] += y[r * columns + j];
            }
        }
    }

    @Override
    public void tanh(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) Math.tanh(x[i]);
        }
    }

    @Override
    public void tanhBack(float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] += dy[i] * (1 - y[i] * y[i]);
        }
    }

    @Override
    public void sigmoid(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) (1 / (1 + Math.exp(-x[i])));
        }
    }

    @Override
    public void sigmoidBack(float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] += dy[i] * y[i] * (1 - y[i]);
        }
    }

    @Override
    public void relu(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.max(x[i], 0);
        }
    }

    @Override
    public void reluBack(float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            if (y[i] > 0) dx[i] += dy[i];
        }
    }

    @Override
    public void exp(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) Math.exp(x[i]);
        }
    }

    @Override
    public float max(float[] x, int from, int to) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            max = Math.max(max, x[i]);
        }
        return max;
    }

    @Override
    public double sumExp(float max, float[] x, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (float) Math.exp(x[i] - max);
        }
        return sum;
    }

    @Override
    public void addExp(double factor, float max, float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] += (float) (factor * (float) Math.exp(x[i] - max));
        }
    }

    @Override
    public void addSoftmax(double factor, float[] x, float[] y, int from, int to) {
        float max = max(x, from, to);
        addExp(factor / sumExp(max, x, from, to), max, x, y, from, to);
    }

    @Override
    public void softmax(float[] x, float[] y, int columns, int fromRow, int toRow) {
        for (int at = fromRow * columns; at < toRow * columns; at += columns) {
            float max = Float.NEGATIVE_INFINITY;
            for (int j = at; j < at + columns; j++) {
                max = Math.max(max, x[j]);
            }
            float sum = 0;
            for (int j = at; j < at + columns; j++) {
                y[j] = (float) Math.exp(x[j] - max);
                sum += y[j];
            }
            for (int j = at; j < at + columns; j++) {
                y[j] /= sum;
            }
        }
    }

    @Override
    public void softmaxBack(float[] y, float[] dy, float[] dx, int columns, int fromRow, int toRow) {
        for (int at = fromRow * columns; at < toRow * columns; at += columns) {
            float dot = 0;
            for (int j = at; j < at + columns; j++) {
                dot += dy[j] * y[j];
            }
            for (int j = at; j < at + columns; j++) {
                dx[j] += y[j] * (dy[j] - dot);
            }
        }
    }

    @Override
    public void tanhDots(float[] q, int qAt, float[] k, int kAt, int rows, int columns, float[] w, float[] y,
            int yAt) {
        for (int s = 0; s < rows; s++) {
            for (int d = 0; d < columns; d++) {
                y[yAt + s] += w[d] * (float) Math.tanh(q[qAt + d] + k[kAt + s * columns + d]);
            }
        }
    }

    @Override
    public void tanhDotsBack(float[] q, int qAt, float[] k, int kAt, int rows, int columns, float[] w, float[] dy,
            int dyAt, float[] dq, float[] dk, float[] dw, int from, int to) {
        for (int s = 0; s < rows; s++) {
            int at = kAt + s * columns;
            for (int d = from; d < to; d++) {
                float y = (float) Math.tanh(q[qAt + d] + k[at + d]);
                float dx = dy[dyAt + s] * w[d] * (1 - y * y);
                dq[qAt + d] += dx;
                dk[at + d] += dx;
                dw[d] += dy[dyAt + s] * y;
            }
        }
    }

    @Override
    public double sumOfSquares(float[] x, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) x[i] * x[i];
        }
        return sum;
    }

    @Override
    public void adam(float[] w, float[] g, float[] m, float[] v, float rate, float beta1, float beta2, float epsilon,
            int from, int to) {
        for (int i = from; i < to; i++) {
            m[i] += (g[i] - m[i]) * (1 - beta1);
            v[i] += (g[i] * g[i] - v[i]) * (1 - beta2);
            w[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
        }
    }

    @Override
    public Blocks blocks() {
        return new ScalarBlocks();
    }
}
