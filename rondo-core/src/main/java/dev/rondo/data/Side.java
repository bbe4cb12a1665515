package dev.rondo.data;

/// At which end of a sequence something is added or cut off: Keras's `"pre"` and `"post"`.
public enum Side {
    /// in front of the first time step
    PRE,
    /// behind the last time step
    POST
}
