package dev.rondo.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Kernels] in SIMD lanes, where the JIT compiler does not get there from the plain loop by itself.
///
/// What keeps this fast, each learnt by measuring: species are `static final`, and one length of vectors serves all (see
/// [Transpose]); a method with many vector operations is too long to be inlined (see [Curves]), because past the
/// compiler's budget for inlining every vector is allocated, silently and a hundred times slower; sums across lanes are
/// not taken with `reduceLanes`, whose order of addition is not defined; what a loop carries is an argument, never the
/// receiver: the compiler knows the class of a vector that was just loaded, but of a carried one only what it has seen so
/// far, and on a busy machine that can be too little.
final class VectorKernels extends ScalarKernels {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /// Columns of the widest panel of `b`.
    private static final int WIDTH = Tiles.VECTORS * L;

    /// Rows of a panel of `b` at most: a panel stays in the second-level cache while all rows of `a` pass it.
    private static final int DEPTH = 512;

    /// From this many rows of `c`, copying a panel of `b` costs less than its scattered rows cost in the cache.
    private static final int ROWS_THAT_PAY_FOR_A_COPY = 12;

    private final Blocks blocks = new VectorBlocks();

    /// A panel of `b`, then a tile of `c` for the columns at the right edge.
    private final Panels panels = new Panels(DEPTH * WIDTH + Tiles.ROWS * WIDTH);

    /// Blocks of k outermost, then panels of columns, then tiles of rows. How `c` is cut into blocks and tiles changes no
    /// bit, since every element of `c` is a chain of fused multiply-adds over k that carries on from what `c` holds.
    @Override
    public void gemm(boolean aT, boolean bT, int m, int n, int k, float[] a, int aAt, int lda, float[] b, int bAt,
            int ldb, float[] c, int cAt, int ldc) {
        int aRow = aT ? 1 : lda;
        int aStep = aT ? lda : 1;
        boolean copy = bT || m >= ROWS_THAT_PAY_FOR_A_COPY;
        float[] scratch = panels.take();
        for (int from = 0; from < k; from += DEPTH) {
            int depth = Math.min(DEPTH, k - from);
            int left = aAt + from * aStep;
            for (int column = 0; column < n; column += WIDTH) {
                int width = Math.min(WIDTH, n - column);
                int vectors = (width + L - 1) / L;
                int right = bAt + (bT ? column * ldb + from : from * ldb + column);
                boolean whole = width == vectors * L;
                if (whole && !copy) {
                    Tiles.multiply(m, vectors, depth, a, left, aRow, aStep, b, right, ldb, c, cAt + column, ldc);
                    continue;
                }
                if (bT) {
                    Transpose.transpose(b, right, ldb, width, depth, scratch, 0, WIDTH);
                } else {
                    copy(b, right, ldb, width, depth, scratch, 0, WIDTH);
                }
                if (whole) {
                    Tiles.multiply(m, vectors, depth, a, left, aRow, aStep, scratch, 0, WIDTH, c, cAt + column, ldc);
                } else {
                    edge(m, width, vectors, depth, a, left, aRow, aStep, scratch, c, cAt + column, ldc);
                }
            }
        }
        panels.giveBack(scratch);
    }

    /// Columns that do not fill a vector: the same tiles, on a copy of `c` that does. What stands beyond the edge in both
    /// copies is left over from earlier panels; it is computed with and thrown away.
    private static void edge(int m, int width, int vectors, int depth, float[] a, int aAt, int aRow, int aStep,
            float[] scratch, float[] c, int cAt, int ldc) {
        int tile = DEPTH * WIDTH;
        for (int row = 0; row < m; row += Tiles.ROWS) {
            int rows = Math.min(Tiles.ROWS, m - row);
            int at = cAt + row * ldc;
            copy(c, at, ldc, width, rows, scratch, tile, WIDTH);
            Tiles.multiply(rows, vectors, depth, a, aAt + row * aRow, aRow, aStep, scratch, 0, WIDTH, scratch, tile,
                    WIDTH);
            copy(scratch, tile, WIDTH, width, rows, c, at, ldc);
        }
    }

    private static void copy(float[] from, int at, int stride, int columns, int rows, float[] to, int toAt,
            int toStride) {
        for (int r = 0; r < rows; r++) {
            int j = 0;
            for (; j <= columns - L; j += L) {
                FloatVector.fromArray(S, from, at + r * stride + j).intoArray(to, toAt + r * toStride + j);
            }
            for (; j < columns; j++) {
                to[toAt + r * toStride + j] = from[at + r * stride + j];
            }
        }
    }

    @Override
    public void addRow(float[] row, float[] y, int fromRow, int toRow) {
        int columns = row.length;
        for (int r = fromRow; r < toRow; r++) {
            int at = r * columns;
            int j = 0;
            for (; j <= columns - L; j += L) {
                FloatVector.fromArray(S, y, at + j).add(FloatVector.fromArray(S, row, j)).intoArray(y, at + j);
            }
            for (; j < columns; j++) {
                y[at + j] += row[j];
            }
        }
    }

    @Override
    public void sumRows(float[] y, int rows, float[] row) {
        int columns = row.length;
        for (int r = 0; r < rows; r++) {
            int at = r * columns;
            int j = 0;
            for (; j <= columns - L; j += L) {
                FloatVector.fromArray(S, row, j).add(FloatVector.fromArray(S, y, at + j)).intoArray(row, j);
            }
            for (; j < columns; j++) {
                row[j] += y[at + j];
            }
        }
    }

    @Override
    public void tanh(float[] x, float[] y, int from, int to) { Curves.tanh(x, y, from, to); }

    @Override
    public void sigmoid(float[] x, float[] y, int from, int to) {
        Curves.exp(-1, 0, x, from, y, from, to - from);
        for (int i = from; i < to; i++) {
            y[i] = 1 / (1 + y[i]);
        }
    }

    @Override
    public void exp(float[] x, float[] y, int from, int to) { Curves.exp(1, 0, x, from, y, from, to - from); }

    @Override
    public void reluBack(float[] y, float[] dy, float[] dx, int from, int to) {
        int i = from;
        for (; i <= to - L; i += L) {
            VectorMask<Float> on = FloatVector.fromArray(S, y, i).compare(VectorOperators.GT, 0f);
            FloatVector.fromArray(S, dx, i).add(FloatVector.fromArray(S, dy, i), on).intoArray(dx, i);
        }
        super.reluBack(y, dy, dx, i, to);
    }

    @Override
    public void softmax(float[] x, float[] y, int columns, int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            int at = row * columns;
            float max = max(x, at, at + columns);
            for (int i = at; i < at + columns; i++) {
                y[i] = x[i] - max;
            }
        }
        exp(y, y, fromRow * columns, toRow * columns);
        for (int row = fromRow; row < toRow; row++) {
            int at = row * columns;
            scale(1 / sum(y, at, at + columns), y, y, at, at + columns);
        }
    }

    @Override
    public double sumExp(float max, float[] x, int from, int to) {
        float[] e = panels.take();
        double sum = 0;
        for (int at = from; at < to; at += DEPTH) {
            int n = Math.min(DEPTH, to - at);
            Curves.exp(1, -max, x, at, e, 0, n);
            sum += sumInDouble(e, 0, n);
        }
        panels.giveBack(e);
        return sum;
    }

    @Override
    public void addExp(double factor, float max, float[] x, float[] y, int from, int to) {
        float[] e = panels.take();
        float f = (float) factor;
        for (int at = from; at < to; at += DEPTH) {
            int n = Math.min(DEPTH, to - at);
            Curves.exp(1, -max, x, at, e, 0, n);
            for (int i = 0; i < n; i++) y[at + i] += f * e[i];
        }
        panels.giveBack(e);
    }

    /// A row that fits a panel stays in the second-level cache, so its powers are computed once.
    @Override
    public void addSoftmax(double factor, float[] x, float[] y, int from, int to) {
        float max = max(x, from, to);
        float[] e = panels.take();
        if (to - from > e.length) {
            panels.giveBack(e);
            addExp(factor / sumExp(max, x, from, to), max, x, y, from, to);
            return;
        }
        double sum = 0;
        for (int at = from; at < to; at += DEPTH) {
            int n = Math.min(DEPTH, to - at);
            Curves.exp(1, -max, x, at, e, at - from, n);
            sum += sumInDouble(e, at - from, n);
        }
        float f = (float) (factor / sum);
        for (int i = from; i < to; i++) y[i] += f * e[i - from];
        panels.giveBack(e);
    }

    /// Eight chains of additions, since one waits for its own end.
    private static double sumInDouble(float[] x, int at, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int end = at + n;
        int i = at;
        for (; i <= end - 8; i += 8) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
            s4 += x[i + 4];
            s5 += x[i + 5];
            s6 += x[i + 6];
            s7 += x[i + 7];
        }
        for (; i < end; i++) {
            s0 += x[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    @Override
    public float max(float[] x, int from, int to) {
        int i = from;
        FloatVector lanes = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        for (; i <= to - L; i += L) {
            lanes = FloatVector.fromArray(S, x, i).max(lanes);
        }
        float max = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY).max(lanes).reduceLanes(VectorOperators.MAX);
        for (; i < to; i++) {
            max = Math.max(max, x[i]);
        }
        return max;
    }

    @Override
    public void softmaxBack(float[] y, float[] dy, float[] dx, int columns, int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            int at = row * columns;
            int end = at + columns;
            float dot = dot(y, dy, at, end);
            for (int i = at; i < end; i++) {
                dx[i] += y[i] * (dy[i] - dot);
            }
        }
    }

    @Override
    public void tanhDots(float[] q, int qAt, float[] k, int kAt, int rows, int columns, float[] w, float[] y,
            int yAt) {
        float[] scratch = panels.take();
        TanhDots.forward(q, qAt, k, kAt, rows, columns, w, y, yAt, scratch);
        panels.giveBack(scratch);
    }

    @Override
    public void tanhDotsBack(float[] q, int qAt, float[] k, int kAt, int rows, int columns, float[] w, float[] dy,
            int dyAt, float[] dq, float[] dk, float[] dw, int from, int to) {
        float[] scratch = panels.take();
        TanhDots.backward(q, qAt, k, kAt, rows, columns, w, dy, dyAt, dq, dk, dw, from, to, scratch);
        panels.giveBack(scratch);
    }

    // Sums in four interleaved parts, added at the end: the processor works on all four at once.

    static float sum(float[] x, int from, int to) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = from;
        for (; i <= to - 4; i += 4) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
        }
        for (; i < to; i++) {
            s0 += x[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static float dot(float[] x, float[] y, int from, int to) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = from;
        for (; i <= to - 4; i += 4) {
            s0 += x[i] * y[i];
            s1 += x[i + 1] * y[i + 1];
            s2 += x[i + 2] * y[i + 2];
            s3 += x[i + 3] * y[i + 3];
        }
        for (; i < to; i++) {
            s0 += x[i] * y[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public double sumOfSquares(float[] x, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = from;
        for (; i <= to - 4; i += 4) {
            s0 += (double) x[i] * x[i];
            s1 += (double) x[i + 1] * x[i + 1];
            s2 += (double) x[i + 2] * x[i + 2];
            s3 += (double) x[i + 3] * x[i + 3];
        }
        for (; i < to; i++) {
            s0 += (double) x[i] * x[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public Blocks blocks() {
        return blocks;
    }
}
