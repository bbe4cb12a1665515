package dev.rondo.kernel;

/// The arithmetic that every operation is built from, on row-major `float[]`.
///
/// [ScalarKernels] is the readable meaning of each method; [VectorKernels] must agree with it. Elementwise methods work
/// on the range `from` (inclusive) to `to` (exclusive) of all their arrays, so that cores can share one array. Methods
/// whose name ends in `Back` add to a gradient and never overwrite it. No method checks its arguments: operations do.
public interface Kernels {
    /// `c[m,n] += a[m,k] · b[k,n]`. With `aT` the array of `a` holds `[k,m]`, with `bT` that of `b` holds `[n,k]`. The
    /// matrices start at `aAt`, `bAt`, `cAt`; `lda`, `ldb`, `ldc` are the distances from one row of an array to the next.
    /// Every element of `c` is summed over k in ascending order, whatever m and n are: splitting rows changes no bit.
    void gemm(boolean aT, boolean bT, int m, int n, int k, float[] a, int aAt, int lda, float[] b, int bAt, int ldb,
            float[] c, int cAt, int ldc);

    /// `out = a + b`
    void add(float[] a, float[] b, float[] out, int from, int to);

    /// `out = a − b`
    void subtract(float[] a, float[] b, float[] out, int from, int to);

    /// `out = a · b`, element by element
    void multiply(float[] a, float[] b, float[] out, int from, int to);

    /// `out = a · x`
    void scale(float a, float[] x, float[] out, int from, int to);

    /// `y += a · x`
    void axpy(float a, float[] x, float[] y, int from, int to);

    /// `out += a · b`, element by element
    void multiplyAdd(float[] a, float[] b, float[] out, int from, int to);

    /// `y[i, :] += row` for `rows` rows of `row.length` numbers, from row `fromRow`
    void addRow(float[] row, float[] y, int fromRow, int toRow);

    /// `row += Σ_i y[i, :]`, rows in ascending order
    void sumRows(float[] y, int rows, float[] row);

    /// `y = tanh x`; error ≤ 3e-7
    void tanh(float[] x, float[] y, int from, int to);

    /// `dx += dy · (1 − y²)`
    void tanhBack(float[] y, float[] dy, float[] dx, int from, int to);

    /// `y = 1 / (1 + e^−x)`; relative error ≤ 4 ulp for x > −87
    void sigmoid(float[] x, float[] y, int from, int to);

    /// `dx += dy · y · (1 − y)`
    void sigmoidBack(float[] y, float[] dy, float[] dx, int from, int to);

    /// `y = max(x, 0)`
    void relu(float[] x, float[] y, int from, int to);

    /// `dx += dy` where `y > 0`
    void reluBack(float[] y, float[] dy, float[] dx, int from, int to);

    /// `y = e^x`; may be 0 for x < −87
    void exp(float[] x, float[] y, int from, int to);

    /// The largest number of a range that is not empty; NaN if there is one.
    float max(float[] x, int from, int to);

    /// `Σ e^(x − max)`, in double
    double sumExp(float max, float[] x, int from, int to);

    /// `y += factor · e^(x − max)`
    void addExp(double factor, float max, float[] x, float[] y, int from, int to);

    /// `y += factor · softmax x`, all of the range being one row
    void addSoftmax(double factor, float[] x, float[] y, int from, int to);

    /// Softmax over each row of `columns` numbers: `y = e^(x − max) / Σ e^(x − max)`
    void softmax(float[] x, float[] y, int columns, int fromRow, int toRow);

    /// `dx += y · (dy − Σ dy·y)` over each row
    void softmaxBack(float[] y, float[] dy, float[] dx, int columns, int fromRow, int toRow);

    /// `y_s += Σ_d w_d · tanh(q_d + k_sd)` for `rows` rows of k of `columns` numbers, which start at `kAt`; q starts at
    /// `qAt`, y at `yAt`. Its tanh is [#tanh].
    void tanhDots(float[] q, int qAt, float[] k, int kAt, int rows, int columns, float[] w, float[] y, int yAt);

    /// The way back of [#tanhDots] for the columns `from` to `to`: with `dx_sd = dy_s · w_d · (1 − tanh²(q_d + k_sd))`,
    /// `dq_d += Σ_s dx_sd`, `dk_sd += dx_sd` and `dw_d += Σ_s dy_s · tanh(q_d + k_sd)`. dq and dk may be one array. How the
    /// columns are cut changes no bit.
    void tanhDotsBack(float[] q, int qAt, float[] k, int kAt, int rows, int columns, float[] w, float[] dy, int dyAt,
            float[] dq, float[] dk, float[] dw, int from, int to);

    /// `Σ x²`, in double
    double sumOfSquares(float[] x, int from, int to);

    /// One step of Adam in the form Keras has it (`keras/src/optimizers/adam.py`):
    /// `m += (g − m)(1 − β₁); v += (g² − v)(1 − β₂); w −= rate · m / (√v + ε)`, `rate` with both bias corrections in it.
    void adam(float[] w, float[] g, float[] m, float[] v, float rate, float beta1, float beta2, float epsilon, int from,
            int to);

    /// The arithmetic of single time steps, for the sequence compiler.
    Blocks blocks();

    /// The fastest kernels that this JVM can run: [VectorKernels] where the module `jdk.incubator.vector` is there, and
    /// [ScalarKernels], with one line on standard error, where it is not.
    static Kernels best() {
        return Best.KERNELS;
    }

    /// Plain loops: slow, and what the others are held to.
    static Kernels scalar() {
        return new ScalarKernels();
    }
}
