package dev.rondo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rondo.golden.Golden;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// As scikit-learn, whose numbers are in golden/vocabulary_data.json.
class ScalersTest {
    private record There(UnaryOperator<Tensor> transform, UnaryOperator<Tensor> inverse) {}

    static List<Golden> scalers() { return Golden.cases("vocabulary_data.json", "scalers"); }

    @ParameterizedTest
    @MethodSource("scalers")
    void asScikitLearn(Golden c) {
        var scaler = fitted(c.name(), c.tensor("train"));
        close(scaler.transform().apply(c.tensor("test")), c.tensor("out"));
        close(scaler.inverse().apply(c.tensor("out")), c.tensor("back"));
    }

    private static There fitted(String name, Tensor train) {
        return switch (name) {
            case "standard" -> of(StandardScaler.fit(train));
            case "no mean" -> of(StandardScaler.fit(train).withoutMean());
            case "no std" -> of(StandardScaler.fit(train).withoutStd());
            case "minmax" -> of(MinMaxScaler.fit(train));
            case "range" -> of(MinMaxScaler.fit(train).range(-1, 2));
            case "clip" -> of(MinMaxScaler.fit(train).clip(true));
            default -> throw new AssertionError(name);
        };
    }

    private static There of(StandardScaler s) { return new There(s::transform, s::inverse); }

    private static There of(MinMaxScaler s) { return new There(s::transform, s::inverse); }

    private static void close(Tensor found, Tensor expected) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        for (int i = 0; i < found.data().length; i++) {
            float e = expected.data()[i];
            assertThat(found.data()[i]).isCloseTo(e, offset(1e-5f * Math.max(1, Math.abs(e))));
        }
    }

    /// Windows are scaled as their rows are; forecasts of one column come back by that column's numbers.
    @Test
    void windowsAndForecasts() {
        var series = Series.of(12, 3);
        for (var scaler : List.of(of(StandardScaler.fit(series)), of(MinMaxScaler.fit(series)))) {
            var after = scaler.transform().apply(Windows.of(series, 4).batch(new int[]{2, 5}).x());
            var before = Windows.of(scaler.transform().apply(series), 4).batch(new int[]{2, 5}).x();
            assertThat(after.data()).containsExactly(before.data());
        }
        var forecast = Tensor.zeros(2, 5);
        assertThat(StandardScaler.fit(series).column(1).inverse(forecast).data()).containsOnly(56);
        assertThat(MinMaxScaler.fit(series).column(1).inverse(forecast).data()).containsOnly(1);
        assertThatThrownBy(() -> StandardScaler.fit(series).inverse(forecast))
                .hasMessageContaining("fitted on 3 columns");
        assertThatThrownBy(() -> MinMaxScaler.fit(series).column(3)).hasMessageContaining("0 to 2");
        assertThatThrownBy(() -> MinMaxScaler.fit(series).range(1, 1)).hasMessageContaining("smaller number first");
        assertThatThrownBy(() -> StandardScaler.fit(Tensor.zeros(0, 3))).hasMessageContaining("nothing to fit on");
        assertThatThrownBy(() -> StandardScaler.fit(Tensor.of(Shape.of(1, 1, 1), 1)))
                .hasMessageContaining("[rows, columns]");
    }
}
