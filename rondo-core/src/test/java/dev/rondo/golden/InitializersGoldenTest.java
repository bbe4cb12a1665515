package dev.rondo.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.rondo.nn.Init;
import dev.rondo.nn.Orthogonal;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The distributions that weights start from. Keras's random numbers are its own; fans, limits and moments are shared.
class InitializersGoldenTest {
    private static final Key KEY = Key.of(11);

    static List<JsonNode> fans() { return list("fans"); }

    static List<JsonNode> parameters() { return list("parameters"); }

    static List<JsonNode> moments() { return list("moments"); }

    static List<JsonNode> orthogonal() { return list("orthogonal"); }

    private static List<JsonNode> list(String name) {
        return Golden.cases("initializers.json", name).stream().map(Golden::json).toList();
    }

    /// Variance 1/fan, so uniform within ±√(3/fan), for one fan after the other.
    @ParameterizedTest
    @MethodSource("fans")
    void fans(JsonNode c) {
        for (var mode : List.of(Init.VarianceScaling.Mode.FAN_IN, Init.VarianceScaling.Mode.FAN_OUT)) {
            double fan = c.get(mode == Init.VarianceScaling.Mode.FAN_IN ? "fan_in" : "fan_out").asDouble();
            double limit = Math.sqrt(3 / fan);
            assertSame(new Init.VarianceScaling(1, mode, Init.VarianceScaling.Distribution.UNIFORM),
                    Init.randomUniform(-limit, limit), shape(c));
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void limitsAndDeviations(JsonNode c) {
        var plain = switch (c.get("distribution").asString()) {
            case "uniform" -> Init.randomUniform(-c.get("limit").asDouble(), c.get("limit").asDouble());
            case "truncated_normal" -> Init.truncatedNormal(0, c.get("stddev").asDouble());
            default -> throw new AssertionError(c.get("distribution"));
        };
        assertSame(init(c.get("initializer").asString(), 0, 0), plain, shape(c));
    }

    private static void assertSame(Init a, Init b, Shape shape) {
        assertThat(a.draw(shape, KEY)).containsExactly(b.draw(shape, KEY), offset(1e-6f));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void moments(JsonNode c) {
        var config = c.get("config");
        var kind = c.get("initializer").asString();
        assertThat(config.propertyNames()).as("words of %s", c).isSubsetOf("minval", "maxval", "mean", "stddev");
        var init = kind.equals("RandomUniform")
                ? init(kind, config.path("minval").asDouble(-0.05), config.path("maxval").asDouble(0.05))
                : init(kind, config.path("mean").asDouble(0), config.path("stddev").asDouble(0.05));
        var w = init.draw(shape(c), KEY);
        double mean = 0;
        double square = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (float x : w) {
            mean += (double) x / w.length;
            square += (double) x * x / w.length;
            min = Math.min(min, x);
            max = Math.max(max, x);
        }
        double std = c.get("std").asDouble();
        // two samples of n numbers: five of their standard errors apart at most
        assertThat(mean).isCloseTo(c.get("mean").asDouble(), offset(5 * std * Math.sqrt(2.0 / w.length)));
        assertThat(Math.sqrt(square - mean * mean)).isCloseTo(std, withinPercentage(1));
        // where a distribution ends; a normal one does not, and its extremes vary
        double slack = kind.equals("RandomNormal") || kind.equals("Orthogonal") ? 2 * std : 0.01 * std;
        assertThat(min).isCloseTo(c.get("min").asDouble(), offset(slack));
        assertThat(max).isCloseTo(c.get("max").asDouble(), offset(slack));
    }

    private static Init init(String kind, double a, double b) {
        return switch (kind) {
            case "GlorotUniform" -> Init.glorotUniform();
            case "GlorotNormal" -> Init.glorotNormal();
            case "HeUniform" -> Init.heUniform();
            case "HeNormal" -> Init.heNormal();
            case "LecunUniform" -> Init.lecunUniform();
            case "LecunNormal" -> Init.lecunNormal();
            case "RandomUniform" -> Init.randomUniform(a, b);
            case "RandomNormal" -> Init.randomNormal(a, b);
            case "TruncatedNormal" -> Init.truncatedNormal(a, b);
            case "Orthogonal" -> Init.orthogonal();
            default -> throw new AssertionError("initializer " + kind + " is not known to this test");
        };
    }

    /// R·Rᵀ = gain²·I, or Rᵀ·R where the matrix is tall.
    @ParameterizedTest
    @MethodSource("orthogonal")
    void orthogonality(JsonNode c) {
        double gain = c.get("gain").asDouble();
        int rows = c.get("as_matrix").get(0).asInt();
        int columns = c.get("as_matrix").get(1).asInt();
        boolean wide = c.get("orthonormal").asString().equals("rows");
        var w = new Orthogonal(gain).draw(shape(c), KEY);
        int n = wide ? rows : columns;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double dot = 0;
                for (int k = 0; k < w.length / n; k++) {
                    dot += (double) w[wide ? i * columns + k : k * columns + i]
                            * w[wide ? j * columns + k : k * columns + j];
                }
                assertThat(dot).isCloseTo(i == j ? gain * gain : 0, offset(1e-5));
            }
        }
    }

    private static Shape shape(JsonNode c) {
        return Shape.of(c.get("shape").valueStream().mapToInt(JsonNode::intValue).toArray());
    }
}
