package dev.rondo.train.callback;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers as Python prints them: halves go to the even neighbour, where [String#format] rounds them up.
final class Numbers {
    private Numbers() {}

    /// Python's `{x:.4f}` for numbers above 0.001 and `{x:.4e}` below, as Keras shows metrics.
    static String metric(double x) {
        if (Double.isNaN(x)) return "nan";
        if (Double.isInfinite(x)) return x > 0 ? "inf" : "-inf";
        return x > 1e-3 ? fixed(x, 4) : String.format(Locale.ROOT, "%.4e", x);
    }

    /// Python's `{x:.0f}`.
    static String whole(double x) { return fixed(x, 0); }

    private static String fixed(double x, int digits) {
        return new BigDecimal(x).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }
}
