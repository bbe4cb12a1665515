package dev.rondo.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import dev.rondo.cell.Cell;
import dev.rondo.cell.Gru;
import dev.rondo.cell.IndRnn;
import dev.rondo.cell.Lstm;
import dev.rondo.cell.SimpleRnn;
import dev.rondo.kernel.Machine;
import dev.rondo.layer.Rnn;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import dev.rondo.nn.Weight;
import dev.rondo.cell.LayerNormLstm;
import dev.rondo.cell.Cells;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a plan says of itself, and what holds for every run by one.
class PlanTest {
    private static Pass training(Cell cell) {
        return Pass.training(Weights.draw(cell.weights(3), Key.of(7)), Machine.single(), Key.of(1));
    }

    @Test
    void theAccountOfAnLstm() {
        var cell = new Lstm(4);
        assertThat(new Rnn(cell).plan(3, training(cell))).startsWith("LSTM, 3 inputs\nhoisted: x · kernel[0–2, ")
                .contains("each step: a product with recurrent_kernel[0–3, 12–15], packed once")
                .contains("at the end: 8 gradients of matrices, each one product over time and batch");
    }

    @Test
    void whatStandsInTheWayIsNamed() {
        var cell = new Gru(4).activation(Activation.SOFTMAX);
        assertThat(new Rnn(cell).plan(3, training(cell))).contains("step by step: Softmax");
    }

    /// What works on each number by itself is fused; what looks at a whole row runs step by step, and the plan says so.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GLU")
    void everyActivation(Activation f) {
        var cell = new Lstm(4).activation(f);
        var plan = new Rnn(cell).plan(3, training(cell));
        if (Set.of(Activation.SOFTMAX, Activation.LOG_SOFTMAX, Activation.SPARSEMAX).contains(f)) {
            assertThat(plan).contains("step by step: ").contains(" is not among the operations that can be fused");
        } else {
            assertThat(plan).contains("fused: ").doesNotContain("step by step");
        }
    }

    @Test
    void gluIsRefusedByEveryCell() {
        for (ThrowingCallable cell : List.<ThrowingCallable>of(() -> new Lstm(4).activation(Activation.GLU),
                () -> new Lstm(4).recurrentActivation(Activation.GLU), () -> new Gru(4).activation(Activation.GLU),
                () -> new Gru(4).recurrentActivation(Activation.GLU), () -> new SimpleRnn(4).activation(Activation.GLU),
                () -> new IndRnn(4).activation(Activation.GLU))) {
            assertThatThrownBy(cell).isInstanceOf(RondoException.class)
                    .hasMessageContaining(": GLU halves the last axis");
        }
    }

    /// Noise of another kind than drop: numbers that a plan would take for the same in every pass.
    record Noisy(int units, boolean drops) implements Cell {
        @Override
        public State step(Tensor x, State s, Pass p) {
            var key = p.randomEachStep("noise");
            if (drops) return State.of(Ops.plus(s.h(), Ops.drop(0.5f, key.in("mine"), x)));
            return State.of(Ops.plus(s.h(), Ops.plus(x, key.uniform(0))));
        }

        @Override
        public List<Weight> weights(int inputs) {
            return List.of();
        }
    }

    @Test
    void randomnessThatAPlanCannotDrawIsNamed() {
        assertThat(new Rnn(new Noisy(3, false)).plan(3, training(new Noisy(3, false))))
                .contains("step by step: randomness is drawn, for noise, but not for drop");
        assertThat(new Rnn(new Noisy(3, true)).plan(3, training(new Noisy(3, true))))
                .contains("step by step: drop with a key that the step did not draw");
    }

    /// The products of a layer-normalised LSTM are taken as a whole, for the mean, and not once more for each gate.
    @Test
    void whatIsNormalisedIsComputedOnce() {
        var cell = new LayerNormLstm(4);
        assertThat(new Rnn(cell).plan(3, training(cell))).contains("hoisted: x · kernel[0–2, 0–15]")
                .contains("each step: a product with recurrent_kernel[0–3, 0–15]")
                .contains("at the end: 2 gradients of matrices");
    }

    /// A plan outlives the pass; what is dropped is decided by the pass.
    @Test
    void eachPassDropsAnew() {
        var cell = Cells.recurrentDropout(new Lstm(8), 0.5);
        var weights = Weights.draw(cell.weights(3), Key.of(7));
        var machine = Machine.single();
        var first = outputs(cell, weights, machine, 1);
        assertThat(outputs(cell, weights, machine, 2)).isNotEqualTo(first);
        assertThat(outputs(cell, weights, machine, 1)).isEqualTo(first);
    }

    private static float[] outputs(Cell cell, Weights weights, Machine machine, int key) {
        var pass = Pass.training(weights, machine, Key.of(key));
        var x = Tensor.zeros(2, 5, 3);
        Arrays.fill(x.data(), 0.3f);
        return new Rnn(cell).sequences().call(Signal.of(x), pass).tensor().data();
    }

    @Test
    void goingBackTwiceIsRefused() {
        var cell = new Lstm(4);
        var pass = training(cell);
        var x = Signal.of(pass.watched(Tensor.zeros(2, 3, 3)));
        var loss = Ops.sum(new Rnn(cell).call(x, pass).tensor());
        pass.backward(loss);
        assertThatThrownBy(() -> pass.backward(loss)).isInstanceOf(RondoException.class).hasMessageContaining("once");
    }

    @Test
    void memoryUsedAgainChangesNothing() {
        var cell = new Lstm(4);
        var machine = Machine.single();
        var weights = Weights.draw(cell.weights(3), Key.of(7));
        var first = run(cell, weights, machine, 5);
        run(cell, weights, machine, 9); // leaves other numbers behind
        assertThat(run(cell, weights, machine, 5)).isEqualTo(first);
    }

    private static float[] run(Cell cell, Weights weights, Machine machine, int time) {
        var pass = Pass.training(weights, machine, Key.of(1));
        var x = pass.watched(Tensor.zeros(2, time, 3));
        Arrays.fill(x.data(), 0.3f);
        var out = new Rnn(cell).sequences().call(Signal.of(x), pass).tensor();
        return pass.backward(Ops.sum(Ops.times(out, out))).of(x);
    }
}
