package dev.rondo.op;

import dev.rondo.kernel.Kernels;
import dev.rondo.kernel.Machine;
import java.util.Arrays;
import java.util.List;

/// The three products between a grid x, the kernel and the grid y that the kernel makes of it; each adds to what is there.
///
/// The numbers that one place of y looks at are laid out as a row, tap after tap, and the kernel `[taps · channels, filters]`
/// is multiplied with a block of rows at once. Along a single axis the rows need not be copied: they overlap in x, each
/// `stride` places after the one before, so the product reads x itself; only at the edges a few places are copied between
/// zeros. On two axes the rows of a block are copied into a buffer that stays in the cache.
final class Convolution {
    private static final int PLACES = 256;

    private static final int BUFFER = 1 << 16;

    private final Slide down;
    private final Slide across;
    private final int groups;
    private final Grid x;
    private final Grid y;
    private final int taps;
    private final boolean line;
    private final int block;
    private final int blocks;

    Convolution(List<Slide> axes, int groups, Grid x, Grid y) {
        this.down = (Slide) Grid.down(axes);
        this.across = (Slide) Grid.across(axes);
        this.groups = groups;
        this.x = x;
        this.y = y;
        this.taps = down.size() * across.size();
        this.line = axes.size() == 1;
        this.block = Math.min(Math.max(1, y.places()),
                line ? PLACES : Math.max(48, BUFFER / Math.max(1, taps * x.channels())));
        this.blocks = Math.ceilDiv(y.places(), block);
    }

    /// Rows of numbers that places of y look at: row i begins at `at + i · step`, its taps are `tap` apart.
    private record Rows(float[] array, int at, int step, int tap, boolean borrowed) {}

    /// `y += rows of x · w`
    void forward(float[] xs, float[] w, float[] ys, Machine machine) {
        Split.each(machine, work(), x.batch() * blocks, item -> {
            int b = item / blocks;
            int from = item % blocks * block;
            int n = Math.min(block, y.places() - from);
            var rows = rows(xs, b, from, n, machine);
            multiply(machine.kernels(), rows, n, w, ys, (b * y.places() + from) * y.channels());
            giveBack(rows, machine);
        });
    }

    /// `dw += rows of xᵀ · dy`
    void kernelBack(float[] xs, float[] dy, float[] dw, Machine machine) {
        Split.sum(machine, work(), x.batch(), dw, (first, last, sum) -> {
            for (int b = first; b < last; b++) {
                for (int from = 0; from < y.places(); from += block) {
                    int n = Math.min(block, y.places() - from);
                    var rows = rows(xs, b, from, n, machine);
                    multiplyBack(machine.kernels(), rows, n, dy, (b * y.places() + from) * y.channels(), sum);
                    giveBack(rows, machine);
                }
            }
        });
    }

    /// `dx += dy · wᵀ`, each row back to the places it was read from.
    void inputBack(float[] dy, float[] w, float[] dx, Machine machine) {
        Split.each(machine, work(), x.batch(), b -> {
            if (line) {
                lineBack(b, dy, w, dx, machine);
            } else {
                gridBack(b, dy, w, dx, machine);
            }
        });
    }

    private long work() {
        return (long) x.batch() * y.places() * taps * (x.channels() / groups) * y.channels();
    }

    private Rows rows(float[] xs, int b, int from, int n, Machine machine) {
        return line ? lineRows(xs, b, from, n, machine) : copiedRows(xs, b, from, n, machine);
    }

    private static void giveBack(Rows rows, Machine machine) {
        if (rows.borrowed) machine.reserve().give(rows.array);
    }

    /// Rows of a line: a view of x or, where they reach into the zeros around it, of a copy of that stretch.
    private Rows lineRows(float[] xs, int b, int from, int n, Machine machine) {
        int c = x.channels();
        int step = across.stride() * c;
        int tap = across.dilation() * c;
        int start = across.start(from, x.columns());
        int stretch = (n - 1) * across.stride() + across.reach();
        if (start >= 0 && start + stretch <= x.columns()) {
            return new Rows(xs, x.at(b, 0, start), step, tap, false);
        }
        var copy = machine.reserve().take(stretch * c);
        int first = Math.clamp(-start, 0, stretch);
        int last = Math.clamp(x.columns() - start, first, stretch);
        Arrays.fill(copy, 0, first * c, 0);
        System.arraycopy(xs, x.at(b, 0, start + first), copy, first * c, (last - first) * c);
        Arrays.fill(copy, last * c, stretch * c, 0);
        return new Rows(copy, 0, step, tap, true);
    }

    private Rows copiedRows(float[] xs, int b, int from, int n, Machine machine) {
        int c = x.channels();
        int width = taps * c;
        var copy = machine.reserve().take(n * width);
        for (int i = 0; i < n; i++) {
            int top = down.start((from + i) / y.columns(), x.rows());
            int left = across.start((from + i) % y.columns(), x.columns());
            int to = i * width;
            for (int p = 0; p < down.size(); p++) {
                int row = top + p * down.dilation();
                boolean inside = row >= 0 && row < x.rows();
                for (int q = 0; q < across.size(); q++, to += c) {
                    int column = left + q * across.dilation();
                    if (inside && column >= 0 && column < x.columns()) {
                        System.arraycopy(xs, x.at(b, row, column), copy, to, c);
                    } else {
                        Arrays.fill(copy, to, to + c, 0);
                    }
                }
            }
        }
        return new Rows(copy, 0, width, c, true);
    }

    /// Whether a row is one run of numbers, so that all taps are one product.
    private boolean whole(Rows rows) {
        return groups == 1 && rows.tap == x.channels();
    }

    private void multiply(Kernels k, Rows s, int n, float[] w, float[] ys, int at) {
        int f = y.channels();
        if (whole(s)) {
            k.gemm(false, false, n, f, taps * s.tap, s.array, s.at, s.step, w, 0, f, ys, at, f);
            return;
        }
        int in = x.channels() / groups;
        int out = f / groups;
        for (int t = 0; t < taps; t++) {
            for (int g = 0; g < groups; g++) {
                k.gemm(false, false, n, out, in, s.array, s.at + t * s.tap + g * in, s.step, w, t * in * f + g * out,
                        f, ys, at + g * out, f);
            }
        }
    }

    private void multiplyBack(Kernels k, Rows s, int n, float[] dy, int at, float[] dw) {
        int f = y.channels();
        if (whole(s)) {
            k.gemm(true, false, taps * s.tap, f, n, s.array, s.at, s.step, dy, at, f, dw, 0, f);
            return;
        }
        int in = x.channels() / groups;
        int out = f / groups;
        for (int t = 0; t < taps; t++) {
            for (int g = 0; g < groups; g++) {
                k.gemm(true, false, in, out, n, s.array, s.at + t * s.tap + g * in, s.step, dy, at + g * out, f, dw,
                        t * in * f + g * out, f);
            }
        }
    }

    /// Rows of a line overlap, so what goes back is added tap by tap.
    private void lineBack(int b, float[] dy, float[] w, float[] dx, Machine machine) {
        int c = x.channels();
        int n = y.columns();
        int start = across.start(0, x.columns());
        int stretch = (n - 1) * across.stride() + across.reach();
        boolean inside = start >= 0 && start + stretch <= x.columns();
        var to = inside ? dx : machine.reserve().take(stretch * c);
        if (!inside) Arrays.fill(to, 0, stretch * c, 0);
        var rows = new Rows(to, inside ? x.at(b, 0, start) : 0, across.stride() * c, across.dilation() * c, !inside);
        tapsBack(machine.kernels(), rows, n, dy, b * n * y.channels(), w);
        if (inside) return;
        for (int i = Math.max(0, -start) * c, end = Math.min(stretch, x.columns() - start) * c,
                at = x.at(b, 0, start); i < end; i++) {
            dx[at + i] += to[i];
        }
        machine.reserve().give(to);
    }

    private void tapsBack(Kernels k, Rows s, int n, float[] dy, int at, float[] w) {
        int f = y.channels();
        int in = x.channels() / groups;
        int out = f / groups;
        for (int t = 0; t < taps; t++) {
            for (int g = 0; g < groups; g++) {
                k.gemm(false, true, n, in, out, dy, at + g * out, f, w, t * in * f + g * out, f, s.array,
                        s.at + t * s.tap + g * in, s.step);
            }
        }
    }

    private void gridBack(int b, float[] dy, float[] w, float[] dx, Machine machine) {
        int c = x.channels();
        int f = y.channels();
        int width = taps * c;
        var back = machine.reserve().take(block * width);
        for (int from = 0; from < y.places(); from += block) {
            int n = Math.min(block, y.places() - from);
            int at = (b * y.places() + from) * f;
            Arrays.fill(back, 0, n * width, 0);
            if (groups == 1) {
                machine.kernels().gemm(false, true, n, width, f, dy, at, f, w, 0, f, back, 0, width);
            } else {
                tapsBack(machine.kernels(), new Rows(back, 0, width, c, true), n, dy, at, w);
            }
            addRows(b, from, n, back, dx);
        }
        machine.reserve().give(back);
    }

    private void addRows(int b, int from, int n, float[] rows, float[] dx) {
        int c = x.channels();
        for (int i = 0, at = 0; i < n; i++) {
            int top = down.start((from + i) / y.columns(), x.rows());
            int left = across.start((from + i) % y.columns(), x.columns());
            for (int p = 0; p < down.size(); p++) {
                int row = top + p * down.dilation();
                boolean inside = row >= 0 && row < x.rows();
                for (int q = 0; q < across.size(); q++, at += c) {
                    int column = left + q * across.dilation();
                    if (!inside || column < 0 || column >= x.columns()) continue;
                    int to = x.at(b, row, column);
                    for (int j = 0; j < c; j++) dx[to + j] += rows[at + j];
                }
            }
        }
    }
}
