package dev.rondo.train.callback;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers as Python prints them, in messages and file names: halves go to the even neighbour, where [String#format] rounds
/// them up, and `g` leaves out zeros at the end.
public final class Numbers {
    private Numbers() {}

    /// Python's `{x:.4f}` for numbers above 0.001 and `{x:.4e}` below, as Keras shows metrics.
    static String metric(double x) {
        if (!Double.isFinite(x)) return special(x);
        return x > 1e-3 ? fixed(x, 4) : String.format(Locale.ROOT, "%.4e", x);
    }

    /// Python's `{x:.0f}`.
    static String whole(double x) { return fixed(x, 0); }

    /// Python's `{x:.2f}`, for two `digits`.
    public static String fixed(double x, int digits) {
        if (!Double.isFinite(x)) return special(x);
        String text = new BigDecimal(x).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        return text.startsWith("-") || Math.copySign(1, x) > 0 ? text : "-" + text; // −0.001 is −0.00
    }

    /// Python's `{x:.2e}`, for two `digits`.
    public static String scientific(double x, int digits) {
        if (!Double.isFinite(x)) return special(x);
        if (x == 0) return String.format(Locale.ROOT, "%." + digits + "e", x);
        return exponent(new BigDecimal(x).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN))
                .setScale(digits - magnitude(new BigDecimal(x), digits + 1)));
    }

    /// Python's `{x:.3g}`, for three `digits` that count.
    public static String general(double x, int digits) {
        if (!Double.isFinite(x)) return special(x);
        if (x == 0) return Math.copySign(1, x) > 0 ? "0" : "-0";
        int counted = Math.max(1, digits);
        var rounded = new BigDecimal(x).round(new MathContext(counted, RoundingMode.HALF_EVEN)).stripTrailingZeros();
        return plain(rounded, counted) ? rounded.toPlainString() : exponent(rounded);
    }

    /// Python's `repr`: the fewest digits that give the same double, such as `0.1`, `1.0` and `1e-05`.
    public static String shortest(double x) {
        if (!Double.isFinite(x)) return special(x);
        if (x == 0) return Math.copySign(1, x) > 0 ? "0.0" : "-0.0";
        var digits = new BigDecimal(Double.toString(x)).stripTrailingZeros();
        if (!plain(digits, 16)) return exponent(digits);
        String text = digits.toPlainString();
        return text.contains(".") ? text : text + ".0";
    }

    private static String special(double x) { return Double.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf"; }

    /// Whether Python writes it without an exponent.
    private static boolean plain(BigDecimal x, int digits) {
        int power = x.precision() - x.scale() - 1;
        return power >= -4 && power < digits;
    }

    /// The power of ten of the first digit, after rounding to so many digits.
    private static int magnitude(BigDecimal x, int digits) {
        var rounded = x.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        return rounded.precision() - rounded.scale() - 1;
    }

    private static String exponent(BigDecimal x) {
        String digits = x.unscaledValue().abs().toString();
        int power = x.precision() - x.scale() - 1;
        return (x.signum() < 0 ? "-" : "") + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (power < 0 ? "e-" : "e+") + "%02d".formatted(Math.abs(power));
    }
}
