package dev.rondo.scan;

import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;

/// A step compiled and run over a whole sequence as one operation.
final class Fused {
    private Fused() {}

    /// Throws if the step holds something that cannot be fused.
    static Scanned run(Step step, Tensor xs, Mask mask, State start, boolean sequences, boolean backwards,
            boolean zeroOutput, Pass pass) throws Unfusable {
        int units = start.output().shape().last();
        int shown = start.parts().indexOf(start.output());
        if (shown < 0) throw new Unfusable("its first output is not a part of the state");
        boolean withBack = pass.training();
        var plan = Plan.of(step, xs.shape().last(), start, pass, withBack);
        if (plan.outputWidth() != units) throw new Unfusable("its output changes its size");
        var sequence = new Sequence(plan, xs, start.parts(), plan.fixed(pass), shown, mask, sequences, backwards,
                zeroOutput,
                pass.tape().machine());
        var flat = Tape.apply(sequence, sequence.in());
        int batch = xs.shape().size(0);
        int time = xs.shape().size(1);
        int at = 0;
        var all = Tensor.zeros(0);
        if (sequences) {
            all = Tape.apply(new Section(0, Shape.of(batch, time, units)), flat);
            at += batch * time * units;
        }
        var last = Tape.apply(new Section(at, Shape.of(batch, units)), flat);
        at += batch * units;
        var parts = new ArrayList<Tensor>();
        for (var part : start.parts()) {
            parts.add(Tape.apply(new Section(at, part.shape()), flat));
            at += part.shape().count();
        }
        return new Scanned(all, last, parts);
    }
}
