package dev.rondo.scan;

import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A planned step run over a whole sequence as one operation.
final class Fused {
    private Fused() {}

    static Scanned run(Plan plan, Tensor xs, Mask mask, State start, How how, Pass pass) {
        var sequence = new Sequence(plan, xs, start, plan.fixed(pass), plan.keys(pass), mask, how,
                pass.tape().machine());
        var out = Tape.apply(sequence, sequence.in());
        if (how.states()) return takenApart(out, sequence, start, how);
        // outputs stand in the order of processing, so the last one is at the end whatever the direction
        return how.sequences()
                ? new Scanned(out, Ops.at(out, 1, xs.shape().size(1) - 1), List.of())
                : new Scanned(Tensor.zeros(0), out, List.of());
    }

    /// With states the operation has several results in one row of numbers.
    private static Scanned takenApart(Tensor flat, Sequence sequence, State start, How how) {
        Shape shown = sequence.shown();
        var all = Tensor.zeros(0);
        Tensor last;
        int at = shown.count();
        if (how.sequences()) {
            all = Tape.apply(new Section(0, shown), flat);
            last = Ops.at(all, 1, shown.size(1) - 1);
        } else {
            last = Tape.apply(new Section(0, shown), flat);
        }
        var parts = new ArrayList<Tensor>();
        for (var part : start.parts()) {
            parts.add(Tape.apply(new Section(at, part.shape()), flat));
            at += part.shape().count();
        }
        return new Scanned(all, last, parts);
    }
}
