package dev.rondo.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.layer.Rnn;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.scan.State;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What zoneout and recurrent dropout draw, and when.
class RandomCellsTest {
    private static final int UNITS = 200;
    private static final int TIME = 6;

    /// Counts steps: `h_t = h_{t−1} + x`.
    record Count(int units) implements Cell {
        @Override
        public State step(Tensor x, State s, Pass p) { return State.of(Ops.plus(s.h(), x)); }

        @Override
        public List<Weight> weights(int inputs) { return List.of(); }
    }

    /// Shows what a product sees of h: `h_t = h_{t−1} W`.
    record Seen(int units) implements Cell {
        @Override
        public State step(Tensor x, State s, Pass p) {
            var seen = Ops.linear(s.h(), p.weight("identity"));
            return new State(seen, List.of(seen, x));
        }

        @Override
        public List<Weight> weights(int inputs) { return List.of(Weight.of("identity", Init.ones(), units, units)); }

        @Override
        public List<Integer> stateSizes() { return List.of(units, units); }
    }

    private static float[][] steps(Cell cell, Pass pass, Tensor x, List<Tensor> start) {
        var all = new Rnn(cell).run(Signal.of(x), start, pass).sequence();
        var steps = new float[TIME][];
        for (int t = 0; t < TIME; t++) steps[t] = Ops.at(all, 1, t).data();
        return steps;
    }

    private static Tensor ones() {
        var x = Tensor.zeros(1, TIME, UNITS);
        Arrays.fill(x.data(), 1);
        return x;
    }

    @Test
    void zoneoutKeepsOldValuesAnewAtEachStep() {
        var cell = new Zoneout(new Count(UNITS), 0, 0.25);
        var pass = Pass.training(Weights.of(java.util.Map.of()), Machine.single(), Key.of(1));
        var h = steps(cell, pass, ones(), List.of());
        int kept = 0;
        boolean[] same = new boolean[TIME];
        Arrays.fill(same, true);
        for (int t = 0; t < TIME; t++) {
            for (int u = 0; u < UNITS; u++) {
                float step = h[t][u] - (t == 0 ? 0 : h[t - 1][u]);
                assertThat(step).matches(s -> Math.abs(s) < 1e-6 || Math.abs(s - 1) < 1e-6);
                if (step < 0.5) kept++;
                if (t > 0 && (step < 0.5) != (h[0][u] < 0.5)) same[t] = false;
            }
        }
        assertThat((double) kept / (TIME * UNITS)).isCloseTo(0.25, within(0.05));
        assertThat(same).as("steps whose mask is that of the first").containsExactly(true, false, false, false, false,
                false);
    }

    @Test
    void zoneoutIsTheMeanOtherwise() {
        var pass = Pass.inference(Weights.of(java.util.Map.of()), Machine.single());
        var h = steps(new Zoneout(new Count(UNITS), 0, 0.25), pass, ones(), List.of());
        for (int t = 0; t < TIME; t++) assertThat(h[t]).containsOnly(0.75f * (t + 1));
    }

    @Test
    void recurrentDropoutHasOneMaskForAllSteps() {
        var identity = Tensor.zeros(UNITS, UNITS);
        for (int i = 0; i < UNITS; i++) identity.data()[i * UNITS + i] = 1;
        var weights = Weights.of(java.util.Map.of("identity", identity));
        var start = Tensor.zeros(1, UNITS);
        Arrays.fill(start.data(), 1);
        var cell = new RecurrentDropout(new Seen(UNITS), 0.5);
        var h = steps(cell, Pass.training(weights, Machine.single(), Key.of(1)), ones(), List.of(start, start));
        int dropped = 0;
        for (int u = 0; u < UNITS; u++) {
            // kept at the first step, so kept and doubled at all of them
            for (int t = 0; t < TIME; t++) assertThat(h[t][u]).isEqualTo(h[0][u] == 0 ? 0 : 1 << (t + 1));
            if (h[0][u] == 0) dropped++;
        }
        assertThat(dropped).isBetween(UNITS * 2 / 5, UNITS * 3 / 5);
        var calm = steps(cell, Pass.inference(weights, Machine.single()), ones(), List.of(start, start));
        assertThat(calm[TIME - 1]).containsOnly(1);
    }

    @Test
    void recurrentDropoutRefusesCellsThatCarryH() {
        for (Cell cell : List.of(new Gru(2), new MinGru(2), new IndRnn(2), new Zoneout(new Lstm(2), 0.1, 0.1))) {
            assertThatThrownBy(() -> train(Cells.recurrentDropout(cell, 0.2))).isInstanceOf(RondoException.class)
                    .hasMessageStartingWith("RecurrentDropout: h of " + cell.title()).hasMessageContaining("zoneout");
        }
        for (Cell cell : List.of(new Lstm(2), new SimpleRnn(2), new PeepholeLstm(2), new CoupledLstm(2),
                new ProjectedLstm(3, 2), new LayerNormLstm(2)))
            assertThat(train(Cells.zoneout(Cells.recurrentDropout(cell, 0.2), 0.1, 0.1)).last()).isEqualTo(2);
    }

    private static Shape train(Cell cell) {
        var pass = Pass.training(Weights.draw(cell.weights(3), Key.of(1)), Machine.single(), Key.of(1));
        return new Rnn(cell).call(Signal.of(Tensor.zeros(1, 2, 3)), pass).shape();
    }

    @Test
    void ratesAreShares() {
        assertThatThrownBy(() -> Cells.zoneout(new Lstm(2), 1, 0)).hasMessageStartingWith("Zoneout: rate must be");
        assertThatThrownBy(() -> Cells.zoneout(new Lstm(2), 0, -0.1)).hasMessageStartingWith("Zoneout: hiddenRate");
        assertThatThrownBy(() -> Cells.recurrentDropout(new Lstm(2), Double.NaN))
                .hasMessageStartingWith("RecurrentDropout: rate");
    }
}
