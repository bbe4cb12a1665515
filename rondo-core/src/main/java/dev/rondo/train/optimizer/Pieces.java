package dev.rondo.train.optimizer;

import dev.rondo.kernel.Machine;

/// Long arrays, cut into pieces that threads share. Pieces are of one size, and sums over them are added in their order,
/// so the number of threads changes no bit.
final class Pieces {
    /// Numbers that one thread takes at a time.
    private static final int SIZE = 1 << 15;

    private Pieces() {}

    @FunctionalInterface
    interface Work {
        /// On the numbers `from` (inclusive) to `to` (exclusive).
        void on(int from, int to);
    }

    @FunctionalInterface
    interface Part {
        /// The part of a sum that comes from the numbers `from` (inclusive) to `to` (exclusive).
        double of(int from, int to);
    }

    static void each(int n, Machine machine, Work work) { each(n, SIZE, machine, work); }

    /// In pieces of another size, as for rows or columns.
    static void each(int n, int size, Machine machine, Work work) {
        machine.workers().run((n + size - 1) / size, piece -> work.on(piece * size, Math.min(n, (piece + 1) * size)));
    }

    static double sum(int n, Machine machine, Part part) {
        var parts = new double[(n + SIZE - 1) / SIZE];
        each(n, machine, (from, to) -> parts[from / SIZE] = part.of(from, to));
        double sum = 0;
        for (double p : parts) sum += p;
        return sum;
    }

    static double sumOfSquares(float[] x, int n, Machine machine) {
        return sum(n, machine, (from, to) -> machine.kernels().sumOfSquares(x, from, to));
    }
}
