package dev.rondo.train.callback;

/// Which way a monitored number gets better.
public enum Mode {
    /// As its metric says; the loss goes down.
    AUTO, MIN, MAX
}
