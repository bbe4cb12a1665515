package dev.rondo.op;

import java.util.List;

/// The windows of a pooling, one after the other.
final class Pooled {
    private Pooled() {}

    /// What is done with the window of the place that starts at `at` in y: rows `r0` to `r1` and columns `s0` to `s1` of x,
    /// the ends exclusive.
    interface Window {
        void at(int at, int r0, int r1, int s0, int s1);
    }

    /// All windows of one row of the batch.
    static void over(List<Windows> axes, Grid x, Grid y, int b, Window window) {
        var down = Grid.down(axes);
        var across = Grid.across(axes);
        for (int r = 0; r < y.rows(); r++) {
            int r0 = down.from(r, x.rows());
            int r1 = down.to(r, x.rows());
            for (int s = 0; s < y.columns(); s++) {
                window.at(y.at(b, r, s), r0, r1, across.from(s, x.columns()), across.to(s, x.columns()));
            }
        }
    }
}
