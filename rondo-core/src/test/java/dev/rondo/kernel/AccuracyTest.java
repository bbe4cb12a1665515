package dev.rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// tanh, sigmoid and exp against `Math` in double, as close as [Kernels] promises.
class AccuracyTest {
    private static final float ULP = Math.ulp(1f);

    static Kernels[] kernels() { return new Kernels[]{new ScalarKernels(), new VectorKernels()}; }

    @ParameterizedTest
    @MethodSource("kernels")
    void tanh(Kernels kernels) {
        float[] x = range(-100, 100);
        float[] y = new float[x.length];
        kernels.tanh(x, y, 0, x.length);
        assertError(x, y, Math::tanh, 3e-7, 0);
        float[] small = range(-1e-3f, 1e-3f);
        kernels.tanh(small, y, 0, small.length);
        assertError(small, y, Math::tanh, 0, 5 * ULP);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sigmoid(Kernels kernels) {
        float[] x = range(-87, 100);
        float[] y = new float[x.length];
        kernels.sigmoid(x, y, 0, x.length);
        assertError(x, y, v -> 1 / (1 + Math.exp(-v)), 0, 4 * ULP);
        x = range(-100, -87);
        kernels.sigmoid(x, y, 0, x.length);
        assertError(x, y, v -> 1 / (1 + Math.exp(-v)), 2e-38, 0);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void exp(Kernels kernels) {
        float[] x = range(-87, 88.7f);
        float[] y = new float[x.length];
        kernels.exp(x, y, 0, x.length);
        assertError(x, y, Math::exp, 0, 2 * ULP);
        x = range(-100, -87);
        kernels.exp(x, y, 0, x.length);
        assertError(x, y, Math::exp, 2e-38, 0);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void extremes(Kernels kernels) {
        float inf = Float.POSITIVE_INFINITY;
        float nan = Float.intBitsToFloat(0x7fc12345);
        // as many as a vector has lanes and more, so that both the loop and what it leaves over meet all of them
        float[] x = new float[35];
        float[] y = new float[x.length];
        float[] values = {nan, inf, -inf, 200, -200, 0, -0f};
        float[] tanh = {nan, 1, -1, 1, -1, 0, 0};
        float[] sigmoid = {nan, 1, 0, 1, 0, 0.5f, 0.5f};
        float[] exp = {nan, inf, 0, inf, 0, 1, 1};
        for (int i = 0; i < x.length; i++) {
            x[i] = values[i % values.length];
        }
        for (int i = 0; i < x.length; i++) {
            int value = i % values.length;
            kernels.tanh(x, y, 0, x.length);
            assertSame(y[i], tanh[value]);
            kernels.sigmoid(x, y, 0, x.length);
            assertSame(y[i], sigmoid[value]);
            kernels.exp(x, y, 0, x.length);
            assertSame(y[i], exp[value]);
        }
    }

    private static void assertSame(float actual, float expected) {
        if (Float.isNaN(expected)) {
            assertThat(actual).isNaN();
        } else if (Float.isInfinite(expected)) {
            assertThat(actual).isEqualTo(expected);
        } else {
            assertThat(Math.abs(actual - expected)).isLessThan(3e-7f);
        }
    }

    private static float[] range(float from, float to) {
        float[] x = new float[40_001];
        for (int i = 0; i < x.length; i++) {
            x[i] = from + (to - from) * i / (x.length - 1);
        }
        return x;
    }

    private static void assertError(float[] x, float[] y, DoubleUnaryOperator exact, double absolute, double relative) {
        for (int i = 0; i < x.length; i++) {
            double expected = exact.applyAsDouble(x[i]);
            double allowed = absolute + relative * Math.abs(expected);
            if (!(Math.abs(y[i] - expected) <= allowed)) {
                throw new AssertionError("of " + x[i] + ": expected " + expected + " but was " + y[i]);
            }
        }
    }
}
