package dev.rondo.kernel;

/// The arithmetic of one time step on blocks: contiguous runs of numbers at a place in an array, whose lengths are
/// multiples of [#lanes]. Rows are padded to that, so that no loop has a rest; what stands in the padding does not matter
/// and is never a result. [ScalarBlocks] is the meaning, [VectorBlocks] the same in SIMD lanes.
///
/// Every method may write where it reads, element by element.
public interface Blocks {
    /// Numbers that are worked on at once; 1 for plain loops.
    int lanes();

    /// `y = a + b` and so on, over `n` numbers.
    void add(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n);

    void subtract(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n);

    void multiply(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n);

    /// `y = a + b ∘ c`
    void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n);

    /// `y = p·a + q`
    void scale(float p, float q, float[] a, int aAt, float[] y, int yAt, int n);

    /// `y = a + row`, for each of `rows` rows of `width` numbers
    void addRow(float[] a, int aAt, float[] row, float[] y, int yAt, int rows, int width);

    /// `y = a ∘ row`
    void multiplyRow(float[] a, int aAt, float[] row, float[] y, int yAt, int rows, int width);

    /// `sum += Σ a`, over `rows` rows of `width` numbers in ascending order
    void sumRows(float[] a, int aAt, int rows, int width, float[] sum);

    /// `y = Σ a` over the first `columns` numbers of each of `rows` rows; rows begin every `aWidth` and `yWidth` numbers
    void sumColumns(float[] a, int aAt, int aWidth, float[] y, int yAt, int yWidth, int rows, int columns);

    /// The first number of each row of a in every column of that row of y
    void spread(float[] a, int aAt, int aWidth, float[] y, int yAt, int yWidth, int rows);

    /// `y += a` over the first `columns` numbers of each row, and no further: y may be columns of something wider
    void addColumns(float[] a, int aAt, int aWidth, float[] y, int yAt, int yWidth, int rows, int columns);

    /// `out = d · (1 − y²)`
    void tanhSlope(float[] d, int dAt, float[] y, int yAt, float[] out, int outAt, int n);

    /// `out = d · y · (1 − y)`
    void sigmoidSlope(float[] d, int dAt, float[] y, int yAt, float[] out, int outAt, int n);

    /// `out = d` where `y > 0`, else 0
    void reluSlope(float[] d, int dAt, float[] y, int yAt, float[] out, int outAt, int n);

    /// How many numbers a packed matrix `[k, n]` takes.
    int packedSize(int k, int n);

    /// Brings `b[k, n]` into the order in which [#product] reads it. With `transposed` the array holds `[n, k]`.
    void pack(boolean transposed, int k, int n, float[] b, int bAt, int ldb, float[] packed);

    /// `c[m, n] += a[m, k] · packed`, each element summed over k in ascending order. Rows of c hold n numbers rounded up
    /// to [#lanes].
    void product(int m, int n, int k, float[] a, int aAt, int lda, float[] packed, float[] c, int cAt, int ldc);

    /// `c[n] += a[k] · b[k, n]` for a single row, with b read where it lies: rows of b begin every `ldb` numbers. The same
    /// bits as [#product], and cheaper than packing where nothing is multiplied twice.
    void rowProduct(int n, int k, float[] a, int aAt, float[] b, int bAt, int ldb, float[] c, int cAt);

    /// `n` rounded up to a multiple of [#lanes].
    default int padded(int n) {
        return (n + lanes() - 1) / lanes() * lanes();
    }
}
