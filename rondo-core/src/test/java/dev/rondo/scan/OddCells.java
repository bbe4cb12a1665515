package dev.rondo.scan;

import dev.rondo.cell.Cell;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// Steps that use what no built-in cell does of the compiler's language.
final class OddCells {
    private OddCells() {}

    static List<Cell> all() { return List.of(new Pieces(6), new Wholes(6), new Holes(6), new Tied(6)); }

    /// Parts of the input and of the state by themselves, two of them over each other.
    record Pieces(int units) implements Cell {
        @Override
        public State step(Tensor x, State s, Pass p) {
            var both = Ops.times(Ops.columns(s.h(), 0, 4), Ops.columns(s.h(), 2, 6));
            var z = Ops.linear(Ops.concat(both, Ops.columns(x, 1, 3)), p.weight("kernel"));
            return State.of(Ops.plus(Ops.tanh(z), Ops.scale(0.5f, s.h())));
        }

        @Override
        public List<Weight> weights(int inputs) { return List.of(Weight.of("kernel", Init.ones(), 6, units)); }
    }

    /// A value as a whole and its parts; one number an example on either side of an operation.
    record Wholes(int units) implements Cell {
        @Override
        public State step(Tensor x, State s, Pass p) {
            var z = Ops.plus(Ops.linear(x, p.weight("kernel")), Ops.linear(s.h(), p.weight("recurrent")));
            var sum = Ops.expandDims(Ops.sumLast(Ops.square(z)), 1);
            var centred = Ops.minus(Ops.meanLast(s.h()), s.h());
            var gate = Ops.sigmoid(Ops.plus(Ops.part(z, 1, 2), sum));
            return State.of(Ops.plus(Ops.times(sum, Ops.tanh(Ops.part(z, 0, 2))), Ops.times(gate, centred)));
        }

        @Override
        public List<Weight> weights(int inputs) {
            return List.of(Weight.of("kernel", Init.ones(), inputs, 2 * units),
                    Weight.of("recurrent", Init.ones(), units, 2 * units));
        }
    }

    /// Dropped weights, a dropped input, and gates out of one dropped value, anew at each step.
    record Holes(int units) implements Cell {
        @Override
        public State step(Tensor x, State s, Pass p) {
            var w = Ops.drop(0.3f, p.random("weights"), p.weight("recurrent"));
            var zx = Ops.linear(Ops.drop(0.3f, p.random("input"), x), p.weight("kernel"));
            var z = Ops.drop(0.4f, p.randomEachStep("gates"), Ops.plus(zx, Ops.linear(s.h(), w)));
            return State.of(Ops.plus(Ops.times(Ops.sigmoid(Ops.part(z, 0, 2)), s.h()), Ops.part(z, 1, 2)));
        }

        @Override
        public List<Weight> weights(int inputs) {
            return List.of(Weight.of("kernel", Init.ones(), inputs, 2 * units),
                    Weight.of("recurrent", Init.ones(), units, 2 * units));
        }
    }

    /// One matrix in several products: their gradients add up in one place, whichever threads compute them.
    record Tied(int units) implements Cell {
        @Override
        public State step(Tensor x, State s, Pass p) {
            var u = p.weight("recurrent");
            var once = Ops.linear(s.h(), u);
            var again = Ops.linear(Ops.tanh(s.h()), u);
            var z = Ops.plus(Ops.linear(x, p.weight("kernel")), once, Ops.linear(Ops.sigmoid(again), u));
            return State.of(Ops.tanh(z));
        }

        @Override
        public List<Weight> weights(int inputs) {
            return List.of(Weight.of("kernel", Init.ones(), inputs, units),
                    Weight.of("recurrent", Init.ones(), units, units));
        }
    }
}
