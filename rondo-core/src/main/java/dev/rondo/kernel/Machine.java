package dev.rondo.kernel;

/// What arithmetic runs on: the kernels, the threads that share the work, and what is kept at hand for the next time.
/// Passed along with the tensors, never global.
public record Machine(Kernels kernels, Workers workers, Reserve reserve) {
    public Machine(Kernels kernels, Workers workers) {
        this(kernels, workers, Reserve.keeping());
    }

    /// The best kernels on the calling thread alone.
    public static Machine single() {
        return new Machine(Kernels.best(), Workers.one());
    }

    /// The best kernels on `threads` threads. Results do not depend on their number.
    public static Machine of(int threads) {
        return new Machine(Kernels.best(), Workers.of(threads));
    }

    /// `c += a · b` over whole row-major matrices, rows of c shared between the threads when that pays.
    public void product(boolean aT, boolean bT, int m, int n, int k, float[] a, float[] b, float[] c) {
        Product.product(kernels, workers, aT, bT, m, n, k, a, b, c);
    }
}
