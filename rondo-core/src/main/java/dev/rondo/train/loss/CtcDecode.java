package dev.rondo.train.loss;

/// What a model trained with [Ctc] says, from its logits; Keras's `keras.ops.ctc_decode` by its `strategy`.
public final class CtcDecode {
    private CtcDecode() {}

    /// The best class of each step: quick, and not always the most probable labels.
    public static CtcGreedy greedy() { return new CtcGreedy(); }

    /// The most probable labels that a beam of 100 prefixes finds.
    public static CtcBeamSearch beamSearch() { return new CtcBeamSearch(); }
}
