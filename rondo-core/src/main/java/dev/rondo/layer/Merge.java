package dev.rondo.layer;

/// How the two directions of a bidirectional layer become one output: Keras's `merge_mode`. With `NONE` they stay two and
/// are asked for by name, [Bidirectional#run].
public enum Merge {
    CONCAT, SUM, MUL, AVE, NONE
}
