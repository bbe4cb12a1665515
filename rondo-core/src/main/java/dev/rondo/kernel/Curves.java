package dev.rondo.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// tanh and exp in SIMD lanes, and by the same steps, to the same bits, for what does not fill a vector.
///
/// Written out rather than taken from `VectorOperators.EXP` and `TANH`, whose results depend on the platform's library.
/// Each method is one long formula and longer than 325 bytes of bytecode on purpose: longer ones the JIT compiler does
/// not inline, and it gives up on a caller that holds several formulas.
final class Curves {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /// Beyond this, tanh is ±1 in float.
    private static final float TANH_LIMIT = 7.905311f;

    /// `e^x` is taken to be infinite above the first, and zero below the second: what is left out is not a normal float, or
    /// so close to the largest one that rounding makes it NaN (88.72284f).
    private static final float EXP_HIGHEST = 88.72283f;
    private static final float EXP_LOWEST = -87f;

    private static final float LOG2_E = 1.442695f;

    /// −ln 2 in two parts, of which the first has few enough bits that an exponent times it is exact.
    private static final float MINUS_LN_2 = -0.6933594f;
    private static final float MINUS_LN_2_REST = 0.00021219444f;

    /// Adding 1.5 · 2²³ to a small float rounds it to an integer, which then is in the low bits.
    private static final float ROUNDER = 12582912f;

    private Curves() {}

    /// tanh as a ratio of polynomials of degree 13 and 6, with the coefficients of Eigen's `ptanh_float`.
    static void tanh(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector z = FloatVector.fromArray(S, x, i);
            // blends, not min and max: they pass NaN on as it is, and cost less
            z = z.blend(TANH_LIMIT, z.compare(VectorOperators.GT, TANH_LIMIT));
            z = z.blend(-TANH_LIMIT, z.compare(VectorOperators.LT, -TANH_LIMIT));
            FloatVector z2 = z.mul(z);
            FloatVector p = constant(-2.7607684e-16f).fma(z2, constant(2.000188e-13f));
            p = p.fma(z2, constant(-8.604672e-11f));
            p = p.fma(z2, constant(5.1222973e-8f));
            p = p.fma(z2, constant(1.48572235e-5f));
            p = p.fma(z2, constant(6.3726195e-4f));
            p = p.fma(z2, constant(4.8935246e-3f));
            FloatVector q = constant(1.1982584e-6f).fma(z2, constant(1.1853471e-4f));
            q = q.fma(z2, constant(2.2684347e-3f));
            q = q.fma(z2, constant(4.893525e-3f));
            p.mul(z).div(q).intoArray(y, i);
        }
        for (; i < to; i++) {
            float z = x[i];
            if (z > TANH_LIMIT) z = TANH_LIMIT;
            if (z < -TANH_LIMIT) z = -TANH_LIMIT;
            float z2 = z * z;
            float p = Math.fma(-2.7607684e-16f, z2, 2.000188e-13f);
            p = Math.fma(p, z2, -8.604672e-11f);
            p = Math.fma(p, z2, 5.1222973e-8f);
            p = Math.fma(p, z2, 1.48572235e-5f);
            p = Math.fma(p, z2, 6.3726195e-4f);
            p = Math.fma(p, z2, 4.8935246e-3f);
            float q = Math.fma(1.1982584e-6f, z2, 1.1853471e-4f);
            q = Math.fma(q, z2, 2.2684347e-3f);
            q = Math.fma(q, z2, 4.893525e-3f);
            y[i] = p * z / q;
        }
    }

    /// `y = e^(factor · x + shift)`, as `2^n · e^r` with `n = round(x / ln 2)`, so that `|r| ≤ ln 2 / 2`, and Cephes's polynomial
    /// for `e^r`.
    static void exp(float factor, float shift, float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            FloatVector z = FloatVector.fromArray(S, x, xAt + i).fma(constant(factor), constant(shift));
            FloatVector shifted = z.fma(constant(LOG2_E), constant(ROUNDER));
            FloatVector whole = shifted.sub(ROUNDER);
            FloatVector r = whole.fma(constant(MINUS_LN_2), z);
            r = whole.fma(constant(MINUS_LN_2_REST), r);
            FloatVector p = constant(1.9875691e-4f).fma(r, constant(1.3981999e-3f));
            p = p.fma(r, constant(8.333452e-3f));
            p = p.fma(r, constant(4.1665796e-2f));
            p = p.fma(r, constant(1.6666666e-1f));
            p = p.fma(r, constant(0.5f));
            p = p.fma(r.mul(r), r).add(1f);
            FloatVector e = p.reinterpretAsInts().add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                    .reinterpretAsFloats();
            // z · ∞ is ∞ above the highest, and NaN for NaN
            e = z.mul(Float.POSITIVE_INFINITY).blend(e, z.compare(VectorOperators.LE, EXP_HIGHEST));
            e.blend(0f, z.compare(VectorOperators.LT, EXP_LOWEST)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            float z = Math.fma(x[xAt + i], factor, shift);
            float shifted = Math.fma(z, LOG2_E, ROUNDER);
            float whole = shifted - ROUNDER;
            float r = Math.fma(whole, MINUS_LN_2, z);
            r = Math.fma(whole, MINUS_LN_2_REST, r);
            float p = Math.fma(1.9875691e-4f, r, 1.3981999e-3f);
            p = Math.fma(p, r, 8.333452e-3f);
            p = Math.fma(p, r, 4.1665796e-2f);
            p = Math.fma(p, r, 1.6666666e-1f);
            p = Math.fma(p, r, 0.5f);
            p = Math.fma(p, r * r, r) + 1;
            float e = Float.intBitsToFloat(Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(shifted) << 23));
            if (!(z <= EXP_HIGHEST)) e = z * Float.POSITIVE_INFINITY;
            y[yAt + i] = z < EXP_LOWEST ? 0 : e;
        }
    }

    private static FloatVector constant(float value) { return FloatVector.broadcast(S, value); }
}
