package dev.rondo.scan;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.tensor.Tensor;

/// A step run over a whole sequence, in one of two ways that give the same: compiled, as one operation ([Fused]), or one
/// step after the other ([StepByStep]), the definition that the compiled way is held to.
public final class Scan {
    private Scan() {}

    /// Runs compiled, or step by step where the step holds something that cannot be fused.
    ///
    /// @param xs `[batch, time, inputs]`, at least one step
    /// @param mask which steps are real; the others leave the state as it is
    /// @param start the state before the first step
    /// @param sequences whether the outputs of all steps are wanted
    /// @param backwards whether time runs from the last step to the first
    /// @param zeroOutput whether the output at masked steps is zero; else it repeats the output before
    public static Scanned run(Step step, Tensor xs, Mask mask, State start, boolean sequences, boolean backwards,
            boolean zeroOutput, Pass pass) {
        check(xs, mask);
        try {
            return Fused.run(step, xs, mask, start, sequences, backwards, zeroOutput, pass);
        } catch (Unfusable e) {
            return StepByStep.run(step, xs, mask, start, sequences, backwards, zeroOutput, pass);
        }
    }

    /// Runs one step after the other, whatever the step holds.
    public static Scanned stepByStep(Step step, Tensor xs, Mask mask, State start, boolean sequences, boolean backwards,
            boolean zeroOutput, Pass pass) {
        check(xs, mask);
        return StepByStep.run(step, xs, mask, start, sequences, backwards, zeroOutput, pass);
    }

    private static void check(Tensor xs, Mask mask) {
        if (xs.shape().rank() != 3) {
            throw new RondoException("scan: [batch, time, features] is expected, got shape " + xs.shape());
        }
        if (xs.shape().size(1) == 0) {
            throw new RondoException("scan: the sequence has no steps: shape " + xs.shape());
        }
        mask.fits("scan", xs.shape().size(0), xs.shape().size(1));
    }
}
