package dev.rondo.bench;

import static dev.rondo.op.Ops.linear;
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
import java.util.ArrayList;
import java.util.List;

/// [OwnCell] the way a paper has it, with matrices of its own for each gate: twelve products a step that the sequence
/// compiler may merge.
record OwnCellByGates(int units) implements Cell {
    private static final List<String> GATES = List.of("i", "f", "g", "o", "u", "v");

    @Override
    public State step(Tensor x, State s, Pass p) {
        var i = sigmoid(gate("i", x, s, p));
        var f = sigmoid(gate("f", x, s, p));
        var g = tanh(gate("g", x, s, p));
        var o = sigmoid(gate("o", x, s, p));
        var u = sigmoid(gate("u", x, s, p));
        var v = tanh(gate("v", x, s, p));
        var c = plus(times(f, s.c()), times(i, g));
        return State.of(plus(times(o, tanh(c)), times(u, v)), c);
    }

    private static Tensor gate(String name, Tensor x, State s, Pass p) {
        var gate = p.in(name);
        return plus(plus(linear(x, gate.weight("w")), linear(s.h(), gate.weight("u"))), gate.weight("b"));
    }

    @Override
    public List<Weight> weights(int inputs) {
        var list = new ArrayList<Weight>();
        for (var gate : GATES) {
            list.add(Weight.of("w", Init.glorotUniform(), inputs, units).in(gate));
            list.add(Weight.of("u", Init.orthogonal(), units, units).in(gate));
            list.add(Weight.of("b", Init.zeros(), units).in(gate));
        }
        return list;
    }

    @Override
    public List<Integer> stateSizes() {
        return List.of(units, units);
    }
}
