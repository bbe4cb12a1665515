package dev.rondo.data;

import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.simpleRnn;
import static dev.rondo.model.Seed.seed;
import static dev.rondo.train.Fitting.epochs;
import static dev.rondo.train.Fitting.verbose;
import static dev.rondo.train.loss.Losses.meanSquaredError;
import static dev.rondo.train.optimizer.Optimizers.adam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import dev.rondo.golden.Golden;
import dev.rondo.model.Model;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.Training;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WindowsTest {
    static List<Golden> windows() { return Golden.cases("vocabulary_data.json", "windows"); }

    static List<Golden> generators() { return Golden.cases("vocabulary_data.json", "generators"); }

    @ParameterizedTest
    @MethodSource("windows")
    void asKeras(Golden c) {
        var data = Series.of(c.whole("rows"), c.whole("columns"));
        same(c, () -> {
            var w = c.given("targets")
                    ? Windows.of(data, Series.targets(c.whole("targets")), c.whole("length"))
                    : Windows.of(data, c.whole("length"));
            w = w.sequenceStride(c.whole("stride")).samplingRate(c.whole("rate")).startIndex(c.whole("start"));
            return c.given("end") ? w.endIndex(c.whole("end")) : w;
        });
    }

    @ParameterizedTest
    @MethodSource("generators")
    void theOldGeneratorAsKeras(Golden c) {
        int rows = c.whole("rows");
        same(c, () -> {
            var end = c.given("end") ? OptionalInt.of(c.whole("end")) : OptionalInt.empty();
            var g = new TimeseriesGenerator(Series.of(rows, c.whole("columns")), Series.targets(rows),
                    c.whole("length"),
                    c.whole("rate"), c.whole("stride"), c.whole("start"), end, c.flag("reverse"));
            assertThat((g.size() + 3) / 4).as("batches of 4").isEqualTo(c.whole("batches"));
            return g;
        });
    }

    private static void same(Golden c, Supplier<Dataset> made) {
        if (c.given("error")) {
            assertThatThrownBy(() -> made.get().batch(Series.all(made.get()))).isInstanceOf(RondoException.class);
            return;
        }
        var batch = made.get().batch(Series.all(made.get()));
        assertThat(batch.x().shape()).isEqualTo(c.tensor("x").shape());
        assertThat(batch.x().data()).containsExactly(c.tensor("x").data());
        assertThat(batch.targets()).hasSize(c.given("y") ? 1 : 0);
        if (c.given("y")) assertThat(batch.y().data()).containsExactly(c.tensor("y").data());
    }

    /// Against the definition, with random sizes and rows in random order.
    @RepeatedTest(50)
    void aForecastIsWhatFollows(RepetitionInfo repetition) {
        var draw = new Random(repetition.getCurrentRepetition());
        int columns = 1 + draw.nextInt(3);
        int length = 1 + draw.nextInt(5);
        int stride = 1 + draw.nextInt(4);
        int rate = 1 + draw.nextInt(3);
        int steps = 1 + draw.nextInt(4);
        int ahead = 1 + draw.nextInt(3);
        int start = draw.nextInt(4);
        int span = (length - 1 + ahead - 1 + steps) * rate;
        int rows = start + span + 5 + draw.nextInt(20);
        int end = start + span + 1 + draw.nextInt(rows - start - span - 1);
        int column = draw.nextInt(columns);
        var series = Series.of(rows, columns);
        var w = Windows.of(series, length).sequenceStride(stride).samplingRate(rate).startIndex(start).endIndex(end);
        var single = w.horizon(steps, column).ahead(ahead);
        var some = w.horizon(steps, List.of(column, 0)).ahead(ahead);
        var whole = w.horizon(steps).ahead(ahead);

        int count = 0;
        for (int first = start; first + span < end; first += stride) count++;
        assertThat(single.size()).isEqualTo(count);
        int i = draw.nextInt(count);
        var x = single.batch(new int[]{i}).x();
        int first = start + i * stride;
        for (int t = 0; t < length; t++)
            for (int c = 0; c < columns; c++)
                assertThat(x.at(0, t, c)).isEqualTo(series.at(first + t * rate, c));
        for (int s = 0; s < steps; s++) {
            int row = first + (length - 1 + ahead + s) * rate;
            assertThat(single.batch(new int[]{i}).y().at(0, s)).isEqualTo(series.at(row, column));
            assertThat(some.batch(new int[]{i}).y().at(0, s, 0)).isEqualTo(series.at(row, column));
            assertThat(some.batch(new int[]{i}).y().at(0, s, 1)).isEqualTo(series.at(row, 0));
            assertThat(whole.batch(new int[]{i}).y().at(0, s, column)).isEqualTo(series.at(row, column));
        }
        assertThatThrownBy(() -> single.batch(new int[]{single.size()})).hasMessageContaining("no window");
    }

    /// 5 · 10¹⁰ numbers if all windows were made.
    @Test
    void windowsAreCutWhenAskedFor() {
        var series = Tensor.zeros(1_000_000, 1);
        series.data()[999_999] = 7;
        var windows = Windows.of(series, 50_000);
        assertThat(windows.size()).isEqualTo(950_001);
        assertThat(windows.batch(new int[]{950_000}).x().at(0, 49_999, 0)).isEqualTo(7);
    }

    @Test
    void holesAreNamed() {
        var series = Series.of(20, 3);
        series.data()[3 * 17 + 2] = Float.NaN;
        assertThatThrownBy(() -> Windows.of(series, 4)).isInstanceOf(RondoException.class)
                .hasMessage("windows: the series: row 17, column 2 is NaN; fill it in or leave its row out");
        assertThatThrownBy(() -> Windows.of(Series.of(20, 0), Tensor.vector(1, Float.POSITIVE_INFINITY), 4))
                .hasMessageContaining("the targets: row 1 is Infinity");
        assertThatThrownBy(() -> StandardScaler.fit(series)).hasMessageContaining("row 17, column 2");
        assertThatThrownBy(() -> MinMaxScaler.fit(series)).hasMessageContaining("row 17, column 2");
        assertThatThrownBy(() -> Streams.of(series, series, 2, 3)).hasMessageContaining("row 17, column 2");
    }

    @Test
    void whatDoesNotGoTogether() {
        var w = Windows.of(Series.of(20, 2), 4);
        assertThatThrownBy(() -> w.horizon(0)).hasMessageContaining("horizon must be at least 1, got 0");
        assertThatThrownBy(() -> w.horizon(2).ahead(0)).hasMessageContaining("ahead");
        assertThatThrownBy(() -> w.ahead(2)).hasMessageContaining("give a horizon");
        assertThatThrownBy(() -> w.horizon(2, 2)).hasMessageContaining("columns 0 to 1");
        assertThatThrownBy(() -> w.horizon(2, List.of())).hasMessageContaining("no columns");
        assertThatThrownBy(() -> Windows.of(Series.of(20, 0), 4).horizon(2, 0)).hasMessageContaining("[time, columns]");
        assertThatThrownBy(() -> Windows.of(Series.of(20, 2), Series.targets(20), 4).horizon(2))
                .hasMessageContaining("not both");
        assertThatThrownBy(() -> w.horizon(17).size()).hasMessageContaining("do not fit into rows 0 to 19");
        assertThatThrownBy(() -> w.batch(new int[]{0}).y()).hasMessageContaining("no targets");
    }

    @Test
    void aModelLearnsToForecast() {
        var sine = Tensor.zeros(300, 1);
        for (int i = 0; i < 300; i++) sine.data()[i] = (float) Math.sin(i / 3.0);
        var parts = ChronologicalSplit.of(300, 0.8, 0);
        var model = Model.sequential(seed(1), input(12, 1), simpleRnn(8), dense(3));
        var training = Training.compile(model, adam(0.01), meanSquaredError());
        training.fit(Windows.of(parts.train(sine), 12).horizon(3, 0), epochs(30), verbose(0));
        assertThat(training.evaluate(Windows.of(parts.test(sine), 12).horizon(3, 0)).get("loss")).isLessThan(0.02);
    }

    @Test
    void partsOfASeriesDoNotOverlap() {
        var series = Series.of(10, 2);
        var parts = ChronologicalSplit.of(10, 0.7, 0.2);
        assertThat(parts.train(series).shape()).isEqualTo(Shape.of(7, 2));
        assertThat(parts.validation(series).data()).containsExactly(70, 71, 80, 81);
        assertThat(parts.test(series).data()).containsExactly(90, 91);
        var apart = new ChronologicalSplit(10, 4, 2, 1);
        assertThat(apart.train(Series.of(10, 0)).data()).containsExactly(0, 10, 20, 30);
        assertThat(apart.validation(Series.of(10, 0)).data()).containsExactly(50, 60);
        assertThat(apart.test(Series.of(10, 0)).data()).containsExactly(80, 90);
        assertThat(new ChronologicalSplit(10, 8, 0, 1).test(Series.of(10, 0)).data()).containsExactly(90);
        assertThatThrownBy(() -> new ChronologicalSplit(10, 8, 1, 1)).hasMessageContaining("leave nothing");
        assertThatThrownBy(() -> ChronologicalSplit.of(10, 0.7, 0.3)).hasMessageContaining("leave some for the test");
        assertThatThrownBy(() -> parts.train(Series.of(11, 0))).hasMessageContaining("made for 10 rows");
    }
}
