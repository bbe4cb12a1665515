package dev.rondo.file;

/// What a saved model is for, so that a program that loads it knows what to feed it.
public enum Task {
    /// Numbers in, numbers out; nothing more is known.
    NONE,
    /// Text in, one of the labels out.
    TEXT_CLASSIFICATION
}
