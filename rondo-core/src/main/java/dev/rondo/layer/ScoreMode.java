package dev.rondo.layer;

/// How well a key fits a query, in [Attention]: their product, or the sum of `tanh(q + k)`.
public enum ScoreMode {
    DOT, CONCAT
}
