package dev.rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Where the formulas for exp and tanh end: the floats around their limits, one by one.
class CurvesTest {
    private static final int EACH_SIDE = 100_000;

    @Test
    void noFloatNearALimitGivesNaN() {
        for (float limit : new float[]{88.72284f, -88.72284f, 87, -87, 7.905311f, -7.905311f, 0}) {
            var x = new float[2 * EACH_SIDE];
            var at = limit;
            for (int i = EACH_SIDE; i < x.length; i++, at = Math.nextUp(at)) x[i] = at;
            at = limit;
            for (int i = EACH_SIDE - 1; i >= 0; i--) x[i] = at = Math.nextDown(at);
            assertThat(values(x, true).allMatch(y -> y >= 0 && y <= 1)).as("sigmoid near " + limit).isTrue();
            assertThat(values(x, false).allMatch(y -> y >= -1.000001 && y <= 1.000001)).as("tanh near " + limit)
                    .isTrue();
        }
    }

    private static DoubleStream values(float[] x, boolean sigmoid) {
        var y = new float[x.length];
        if (sigmoid) Kernels.best().sigmoid(x, y, 0, x.length);
        else Kernels.best().tanh(x, y, 0, x.length);
        return IntStream.range(0, y.length).mapToDouble(i -> y[i]);
    }
}
