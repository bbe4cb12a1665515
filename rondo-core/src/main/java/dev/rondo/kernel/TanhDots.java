package dev.rondo.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [Kernels#tanhDots] in SIMD lanes: sums of a query with some keys, their tanh, and what is made of that, block by block,
/// so that what lies between stays in the first-level cache.
final class TanhDots {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /// Numbers of a block: 8 KiB.
    private static final int BLOCK = 2048;

    /// Columns of a block at most. The gradient of a query is gathered beside the block, for as many.
    private static final int WIDTH = 512;

    private TanhDots() {}

    /// `scratch` takes a block and beside it a row of it; what was in it does not matter.
    static void forward(float[] q, int qAt, float[] k, int kAt, int rows, int columns, float[] w, float[] y, int yAt,
            float[] scratch) {
        for (int from = 0; from < columns; from += WIDTH) {
            int width = Math.min(WIDTH, columns - from);
            int many = BLOCK / width;
            for (int s = 0; s < rows; s += many) {
                int n = Math.min(many, rows - s);
                sums(q, qAt + from, k, kAt + s * columns + from, columns, n, width, scratch);
                Curves.tanh(scratch, scratch, 0, n * width);
                for (int i = 0; i < n; i++) y[yAt + s + i] += dot(scratch, i * width, w, from, width);
            }
        }
    }

    static void backward(float[] q, int qAt, float[] k, int kAt, int rows, int columns, float[] w, float[] dy, int dyAt,
            float[] dq, float[] dk, float[] dw, int start, int end, float[] scratch) {
        for (int from = start; from < end; from += WIDTH) {
            int width = Math.min(WIDTH, end - from);
            int many = BLOCK / width;
            for (int j = 0; j < width; j++) scratch[BLOCK + j] = 0;
            for (int s = 0; s < rows; s += many) {
                int n = Math.min(many, rows - s);
                int at = kAt + s * columns + from;
                sums(q, qAt + from, k, at, columns, n, width, scratch);
                Curves.tanh(scratch, scratch, 0, n * width);
                for (int i = 0; i < n; i++) {
                    slopes(scratch, i * width, dy[dyAt + s + i], w, from, width, dk, at + i * columns, dw);
                }
            }
            // only now: dq and dk may be one array
            for (int j = 0; j < width; j++) dq[qAt + from + j] += scratch[BLOCK + j];
        }
    }

    /// `x_ij = q_j + k_ij`, the rows of x one after the other
    private static void sums(float[] q, int qAt, float[] k, int kAt, int stride, int rows, int width, float[] x) {
        for (int i = 0; i < rows; i++) {
            int row = kAt + i * stride;
            int at = i * width;
            int j = 0;
            for (; j <= width - L; j += L) {
                FloatVector.fromArray(S, q, qAt + j).add(FloatVector.fromArray(S, k, row + j)).intoArray(x, at + j);
            }
            for (; j < width; j++) {
                x[at + j] = q[qAt + j] + k[row + j];
            }
        }
    }

    private static float dot(float[] th, int at, float[] w, int wAt, int width) {
        FloatVector lanes = FloatVector.zero(S);
        int j = 0;
        for (; j <= width - L; j += L) {
            lanes = FloatVector.fromArray(S, th, at + j).fma(FloatVector.fromArray(S, w, wAt + j), lanes);
        }
        lanes.intoArray(th, BLOCK);
        float sum = VectorKernels.sum(th, BLOCK, BLOCK + L);
        for (; j < width; j++) {
            sum = Math.fma(th[at + j], w[wAt + j], sum);
        }
        return sum;
    }

    /// What one key hands on; the share of the query is gathered from `BLOCK` on. What does not fill a vector goes the same
    /// steps, so that no cut of the columns changes a bit.
    private static void slopes(float[] th, int at, float dy, float[] w, int wAt, int width, float[] dk, int dkAt,
            float[] dw) {
        int j = 0;
        for (; j <= width - L; j += L) {
            FloatVector y = FloatVector.fromArray(S, th, at + j);
            FloatVector slope = FloatVector.fromArray(S, w, wAt + j).mul(dy);
            FloatVector dx = slope.sub(slope.mul(y).mul(y));
            FloatVector.fromArray(S, th, BLOCK + j).add(dx).intoArray(th, BLOCK + j);
            FloatVector.fromArray(S, dk, dkAt + j).add(dx).intoArray(dk, dkAt + j);
            FloatVector.fromArray(S, dw, wAt + j).add(y.mul(dy)).intoArray(dw, wAt + j);
        }
        for (; j < width; j++) {
            float y = th[at + j];
            float slope = w[wAt + j] * dy;
            float dx = slope - slope * y * y;
            th[BLOCK + j] += dx;
            dk[dkAt + j] += dx;
            dw[wAt + j] += y * dy;
        }
    }
}
