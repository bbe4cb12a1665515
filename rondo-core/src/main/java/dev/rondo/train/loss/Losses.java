package dev.rondo.train.loss;

/// The losses, one line each. Where a loss takes probabilities, `withLogits()` makes it take what comes before the
/// softmax or sigmoid; in Keras's words `from_logits=True`.
public final class Losses {
    private Losses() {}

    /// For one-hot targets after a softmax.
    public static CategoricalCrossentropy categoricalCrossentropy() { return new CategoricalCrossentropy(); }

    /// For class numbers as targets, after a softmax.
    public static SparseCategoricalCrossentropy sparseCategoricalCrossentropy() {
        return new SparseCategoricalCrossentropy();
    }

    /// For yes-or-no targets after a sigmoid.
    public static BinaryCrossentropy binaryCrossentropy() { return new BinaryCrossentropy(); }

    public static MeanSquaredError meanSquaredError() { return new MeanSquaredError(); }

    public static MeanAbsoluteError meanAbsoluteError() { return new MeanAbsoluteError(); }
}
