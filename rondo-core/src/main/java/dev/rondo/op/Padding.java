package dev.rondo.op;

/// How many zeros are thought around an axis before a window slides over it: Keras's `padding`.
public enum Padding {
    /// None: the window stays inside.
    VALID,
    /// As many as give one place in `stride`: with stride 1 the axis keeps its length. An odd one stands at the end, as in
    /// TensorFlow.
    SAME,
    /// All before the first place, so that no place sees a later one.
    CAUSAL
}
