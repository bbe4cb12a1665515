package dev.rondo.scan;

import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;

/// The definition of a sequence: one step after the other, as Keras's loop has it (`keras/src/backend/numpy/rnn.py`).
///
/// At a masked step the state stays and the output is that of the state before; with `zeroOutput` it is zero.
final class StepByStep {
    private StepByStep() {}

    static Scanned run(Step step, Tensor xs, Mask mask, State start, How how, Pass pass) {
        int time = xs.shape().size(1);
        var outputs = new ArrayList<Tensor>(time);
        var state = start;
        for (int i = 0; i < time; i++) {
            int t = how.backwards() ? time - 1 - i : i;
            if (!mask.present()) {
                state = seen(i, step.step(Ops.at(xs, 1, t), state, pass.atStep(i)), pass);
                outputs.add(state.output());
                continue;
            }
            boolean[] real = mask.at(t);
            if (any(real)) {
                var next = step.step(Ops.at(xs, 1, t), state, pass.atStep(i));
                state = all(real) ? next : blend(real, next, state);
            }
            state = seen(i, state, pass);
            outputs.add(how.zeroOutput() && !all(real) ? zeroed(real, state.output()) : state.output());
        }
        return new Scanned(how.sequences() ? Ops.stack(1, outputs) : Tensor.zeros(0), outputs.getLast(), state.parts());
    }

    /// The state as whoever watches the pass gives it back.
    private static State seen(int i, State state, Pass pass) {
        if (pass.watch().isEmpty()) return state;
        var parts = new ArrayList<Tensor>();
        for (int p = 0; p < state.parts().size(); p++) {
            parts.add(pass.watch().get().seen(pass.scope(), i, p, state.parts().get(p)));
        }
        int shown = state.parts().indexOf(state.output());
        return new State(shown >= 0 ? parts.get(shown) : state.output(), parts);
    }

    private static State blend(boolean[] real, State next, State before) {
        var parts = new ArrayList<Tensor>();
        for (int i = 0; i < next.parts().size(); i++) {
            parts.add(Ops.select(real, next.parts().get(i), before.parts().get(i)));
        }
        int shown = next.parts().indexOf(next.output());
        return new State(shown >= 0 ? parts.get(shown) : Ops.select(real, next.output(), before.output()), parts);
    }

    private static Tensor zeroed(boolean[] real, Tensor output) {
        return Ops.select(real, output, Tensor.of(output.shape(), new float[output.shape().count()]));
    }

    private static boolean any(boolean[] rows) {
        for (boolean r : rows) {
            if (r) return true;
        }
        return false;
    }

    private static boolean all(boolean[] rows) {
        for (boolean r : rows) {
            if (!r) return false;
        }
        return true;
    }
}
