package dev.rondo.scan;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.tensor.Tensor;

/// A step run over a whole sequence.
///
/// This is where the sequence compiler goes: it will record `step` once on a tiny batch, read the tape as a graph and run
/// the sequence as one fused operation wherever that graph allows. Callers will not notice, except for the time it takes.
/// Until then every sequence is run by [StepByStep], which stays as the definition that the compiler is held to.
public final class Scan {
    private Scan() {}

    /// @param xs `[batch, time, inputs]`, at least one step
    /// @param mask which steps are real; the others leave the state as it is
    /// @param start the state before the first step
    /// @param backwards whether time runs from the last step to the first
    /// @param zeroOutput whether the output at masked steps is zero; else it repeats the output before
    public static Scanned run(Step step, Tensor xs, Mask mask, State start, boolean backwards, boolean zeroOutput,
            Pass pass) {
        if (xs.shape().rank() != 3) {
            throw new RondoException("scan: [batch, time, features] is expected, got shape " + xs.shape());
        }
        if (xs.shape().size(1) == 0) {
            throw new RondoException("scan: the sequence has no steps: shape " + xs.shape());
        }
        mask.fits("scan", xs.shape().size(0), xs.shape().size(1));
        return StepByStep.run(step, xs, mask, start, backwards, zeroOutput, pass);
    }
}
