package dev.rondo.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rondo.RondoException;
import dev.rondo.contract.Discover;
import dev.rondo.contract.Draw;
import dev.rondo.contract.GradientCheck;
import dev.rondo.contract.Samples;
import dev.rondo.contract.Variants;
import dev.rondo.kernel.Machine;
import dev.rondo.kernel.Workers;
import dev.rondo.layer.Rnn;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weights;
import dev.rondo.scan.State;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every cell owes with each of its options, run over sequences padded in every way.
class CellContractTest {
    private static final int BATCH = 4;
    private static final int TIME = 4;
    private static final int INPUTS = 5;

    /// Which steps of the four rows are real.
    enum Padding {
        NONE, RIGHT("1111", "1110", "1000", "1100"), LEFT("0111", "1111", "0001", "0011"), HOLES("1011", "0101", "1110",
                "1001"),
        FULL_ROW("1111", "0000", "1010", "0000"), ALL("0000", "0000", "0000", "0000");

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> rows;

        Padding(String... rows) { this.rows = List.of(rows); }

        Mask mask() {
            return this == NONE ? Mask.none() : Mask.of(rows.stream().map(Padding::real).toArray(boolean[][]::new));
        }

        private static boolean[] real(String row) {
            var real = new boolean[row.length()];
            for (int t = 0; t < real.length; t++) real[t] = row.charAt(t) == '1';
            return real;
        }
    }

    /// A way to run a cell.
    record Run(Rnn rnn, Padding padding) {
        Cell cell() { return rnn.cell(); }

        /// The weights, x and the states to start from.
        Weights weights() {
            var more = new LinkedHashMap<String, Tensor>();
            more.put("x", Draw.normal("x", BATCH, TIME, INPUTS));
            var sizes = cell().stateSizes();
            for (int i = 0; i < sizes.size(); i++)
                more.put("state " + i, Draw.normal("state " + i, 0.5, BATCH, sizes.get(i)));
            return Draw.weights(cell().weights(INPUTS), 0.15, more);
        }

        /// All outputs, the last one, and the states at the end.
        List<Tensor> outputs(Pass pass) {
            var states = states(pass);
            var result = rnn.run(Signal.of(pass.weight("x"), padding.mask()), states, pass);
            return Stream.concat(Stream.of(result.sequence(), result.last()), result.states().stream()).toList();
        }

        List<Tensor> states(Pass pass) {
            return IntStream.range(0, cell().stateSizes().size()).mapToObj(i -> pass.weight("state " + i)).toList();
        }
    }

    static List<Cell> cells() { return Variants.all(Cells.class, Cell.class, Samples.small()); }

    static Stream<Run> runs() {
        return cells().stream().flatMap(cell -> Arrays.stream(Padding.values()).flatMap(padding -> {
            var rnn = new Rnn(cell);
            return Stream.of(rnn, rnn.backwards(), rnn.zeroMasked(), rnn.backwards().zeroMasked())
                    .map(way -> new Run(way, padding));
        }));
    }

    /// Every cell both ways and with every padding, options off; and every option once, with the hardest padding.
    static Stream<Run> runsToGoBackOver() {
        var basic = Variants.basic(Cells.class, Cell.class, Samples.small());
        return runs().filter(r -> !r.rnn.zeroOutputForMask())
                .filter(r -> basic.contains(r.cell()) || r.padding == Padding.HOLES);
    }

    @Test
    void noneIsForgotten() { Discover.assertNoneForgotten(Cell.class, cells()); }

    @ParameterizedTest
    @MethodSource("runsToGoBackOver")
    void gradientsAreRight(Run run) { GradientCheck.check(run.toString(), run.weights(), run::outputs); }

    /// The definition: each row by itself, step by step over its real steps; padding leaves the state and repeats the
    /// output.
    @ParameterizedTest
    @MethodSource("runs")
    void aBatchIsItsRowsRunAlone(Run run) {
        var pass = Pass.inference(run.weights(), Machine.single());
        var found = run.outputs(pass);
        for (int row = 0; row < BATCH; row++) {
            var expected = alone(run, row, pass);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(row(found.get(i), row).data()).as("row %d of output %d", row, i)
                        .containsExactly(expected.get(i).data(), offset(1e-6f * scale(expected.get(i).data())));
            }
        }
    }

    /// The largest number, but at least 1: differences are relative where numbers are large.
    private static float scale(float[] x) {
        float scale = 1;
        for (float v : x) scale = Math.max(scale, Math.abs(v));
        return scale;
    }

    private static List<Tensor> alone(Run run, int row, Pass pass) {
        var state = run.cell().state(run.states(pass).stream().map(s -> row(s, row)).toList());
        var outputs = new ArrayList<float[]>();
        for (int i = 0; i < TIME; i++) {
            int t = run.rnn.goBackwards() ? TIME - 1 - i : i;
            boolean real = run.padding.mask().real(row, t);
            if (real) state = step(run.cell(), row(row(pass.weight("x"), row), t, INPUTS), state, pass);
            outputs.add(real || !run.rnn.zeroOutputForMask() ? state.output().data() : new float[run.cell().units()]);
        }
        return Stream
                .concat(Stream.of(Tensor.matrix(outputs.toArray(float[][]::new)), Tensor.vector(outputs.getLast())),
                        state.parts().stream())
                .toList();
    }

    private static State step(Cell cell, Tensor x, State state, Pass pass) { return cell.step(x, state, pass); }

    /// One row of `[batch, …]` as a batch of one.
    private static Tensor row(Tensor t, int row) { return row(t, row, t.data().length / t.shape().size(0)); }

    private static Tensor row(Tensor t, int row, int width) {
        return Tensor.of(Shape.of(1, width), Arrays.copyOfRange(t.data(), row * width, (row + 1) * width));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void sizesAreWhatTheCellSays(Cell cell) {
        var run = new Run(new Rnn(cell), Padding.NONE);
        var pass = Pass.training(run.weights(), Machine.single(), Draw.key("sizes"));
        var found = run.outputs(pass);
        assertThat(found.getFirst().shape()).isEqualTo(Shape.of(BATCH, TIME, cell.units()));
        assertThat(found.stream().skip(2).map(s -> s.shape().last())).isEqualTo(cell.stateSizes());
        assertThat(pass.read().keySet()).as("every weight is used").containsAll(run.weights().asMap().keySet());
        assertThat(cell.start(2).parts()).allSatisfy(part -> assertThat(part.data()).containsOnly(0));
        assertThat(cell.toString()).doesNotContain("@").contains(cell.getClass().getSimpleName());
    }

    static List<Cell> largeCells() { return Variants.basic(Cells.class, Cell.class, new Samples(65)); }

    /// At sizes at which work is shared.
    @ParameterizedTest
    @MethodSource("largeCells")
    void threadsChangeNoBit(Cell cell) {
        var x = Draw.normal("x", 67, 3, 33);
        var weights = Draw.weights(cell.weights(33), 0.2, Map.of("x", x));
        try (var workers = Workers.of(3)) {
            var three = new Machine(Machine.single().kernels(), workers);
            var expected = GradientCheck.gradients(weights, Machine.single(), p -> sequence(cell, p));
            GradientCheck.gradients(weights, three, p -> sequence(cell, p))
                    .forEach((name, g) -> assertThat(g).as(name).isEqualTo(expected.get(name)));
            assertThat(sequence(cell, Pass.inference(weights, three)).getFirst().data())
                    .isEqualTo(sequence(cell, Pass.inference(weights, Machine.single())).getFirst().data());
        }
    }

    private static List<Tensor> sequence(Cell cell, Pass pass) {
        return List.of(new Rnn(cell).run(Signal.of(pass.weight("x")), List.of(), pass).sequence());
    }

    @Test
    void noUnits() {
        assertThatThrownBy(() -> Cells.lstmCell(0)).isInstanceOf(RondoException.class)
                .hasMessage("LSTM: units must be at least 1, got 0");
        assertThatThrownBy(() -> Cells.gruCell(-1)).isInstanceOf(RondoException.class)
                .hasMessageStartingWith("GRU: units");
        assertThatThrownBy(() -> Cells.simpleRnnCell(0)).isInstanceOf(RondoException.class)
                .hasMessageStartingWith("SimpleRNN: units");
        assertThatThrownBy(Cells::stacked).isInstanceOf(RondoException.class).hasMessageContaining("at least one cell");
    }
}
