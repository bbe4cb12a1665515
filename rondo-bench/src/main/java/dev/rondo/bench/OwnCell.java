package dev.rondo.bench;

import static dev.rondo.op.Ops.linear;
import static dev.rondo.op.Ops.part;
import static dev.rondo.op.Ops.plus;
import static dev.rondo.op.Ops.sigmoid;
import static dev.rondo.op.Ops.tanh;
import static dev.rondo.op.Ops.times;

import dev.rondo.cell.Cell;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weight;
import dev.rondo.scan.State;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// A cell as a user might write one: an LSTM with two more gates, `u` and `v`, that let the new candidate into the output
/// directly. Nothing in Rondo knows it.
record OwnCell(int units) implements Cell {
    static final int GATES = 6;

    @Override
    public State step(Tensor x, State s, Pass p) {
        var z = plus(plus(linear(x, p.weight("w")), linear(s.h(), p.weight("u"))), p.weight("b"));
        var i = sigmoid(part(z, 0, GATES));
        var f = sigmoid(part(z, 1, GATES));
        var g = tanh(part(z, 2, GATES));
        var o = sigmoid(part(z, 3, GATES));
        var u = sigmoid(part(z, 4, GATES));
        var v = tanh(part(z, 5, GATES));
        var c = plus(times(f, s.c()), times(i, g));
        return State.of(plus(times(o, tanh(c)), times(u, v)), c);
    }

    @Override
    public List<Weight> weights(int inputs) {
        return List.of(Weight.of("w", Init.glorotUniform(), inputs, GATES * units),
                Weight.of("u", Init.orthogonal(), units, GATES * units), Weight.of("b", Init.zeros(), GATES * units));
    }

    @Override
    public List<Integer> stateSizes() {
        return List.of(units, units);
    }
}
