package dev.rondo.scan;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.tensor.Tensor;

/// A step run over a whole sequence, in one of two ways that give the same: compiled, as one operation ([Fused]), or one
/// step after the other ([StepByStep]), the definition that the compiled way is held to.
public final class Scan {
    private Scan() {}

    /// Runs compiled, or step by step where the step holds something that cannot be fused (a warning says what) or where
    /// the pass watches every state.
    ///
    /// @param xs `[batch, time, inputs]`, at least one step
    /// @param mask which steps are real; the others leave the state as it is
    /// @param start the state before the first step
    public static Scanned run(Step step, Tensor xs, Mask mask, State start, How how, Pass pass) {
        check(xs, mask);
        if (pass.watch().isPresent()) return StepByStep.run(step, xs, mask, start, how, pass);
        var plan = Planned.of(step, xs.shape().last(), start, pass).plan();
        return plan.isPresent()
                ? Fused.run(plan.get(), xs, mask, start, how, pass)
                : StepByStep.run(step, xs, mask, start, how, pass);
    }

    /// Runs one step after the other, whatever the step holds.
    public static Scanned stepByStep(Step step, Tensor xs, Mask mask, State start, How how, Pass pass) {
        check(xs, mask);
        return StepByStep.run(step, xs, mask, start, how, pass);
    }

    /// An account of how a step is run: what was hoisted, fused and kept, or which operation stands in the way and why.
    public static String plan(Step step, int inputs, State start, Pass pass) {
        var planned = Planned.of(step, inputs, start, pass);
        return planned.plan().map(Plan::account).orElseGet(() -> "step by step: " + planned.obstacle() + "\n");
    }

    private static void check(Tensor xs, Mask mask) {
        if (xs.shape().rank() != 3) {
            throw new RondoException("scan: [batch, time, features] is expected, got shape " + xs.shape());
        }
        if (xs.shape().size(1) == 0) {
            throw new RondoException(("scan: the sequence has no steps: at least one is expected, got shape %s; "
                    + "leave it out, as an empty text, or pad it").formatted(xs.shape()));
        }
        mask.fits("scan", xs.shape().size(0), xs.shape().size(1));
    }
}
