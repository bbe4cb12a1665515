package dev.rondo.train.loss;

/// The losses, one line each. Where a loss takes probabilities, `withLogits()` makes it take what comes before the
/// softmax or sigmoid; in Keras's words `from_logits=True`. How a batch becomes one number, says
/// `.reduction(Reduction.SUM)`. Formulas and defaults are Keras's (`keras/src/losses/losses.py`).
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

    /// For one-hot targets after a softmax, where most examples are easy.
    public static CategoricalFocalCrossentropy categoricalFocalCrossentropy() {
        return new CategoricalFocalCrossentropy();
    }

    /// For yes-or-no targets after a sigmoid, where most examples are easy.
    public static BinaryFocalCrossentropy binaryFocalCrossentropy() { return new BinaryFocalCrossentropy(); }

    /// For class numbers of which some are wrong, after a softmax.
    public static CategoricalGeneralizedCrossEntropy categoricalGeneralizedCrossEntropy() {
        return new CategoricalGeneralizedCrossEntropy();
    }

    /// For distributions as targets, after a softmax.
    public static KlDivergence klDivergence() { return new KlDivergence(); }

    /// For counts.
    public static Poisson poisson() { return new Poisson(); }

    public static MeanSquaredError meanSquaredError() { return new MeanSquaredError(); }

    public static MeanAbsoluteError meanAbsoluteError() { return new MeanAbsoluteError(); }

    /// The error in percent of the target.
    public static MeanAbsolutePercentageError meanAbsolutePercentageError() {
        return new MeanAbsolutePercentageError();
    }

    /// For positive numbers of different sizes.
    public static MeanSquaredLogarithmicError meanSquaredLogarithmicError() {
        return new MeanSquaredLogarithmicError();
    }

    /// Squares for small errors, straight lines for large ones.
    public static Huber huber() { return new Huber(); }

    /// As [#huber], smooth everywhere.
    public static LogCosh logCosh() { return new LogCosh(); }

    /// For directions.
    public static CosineSimilarity cosineSimilarity() { return new CosineSimilarity(); }

    /// For answers −1 and 1.
    public static Hinge hinge() { return new Hinge(); }

    /// For answers −1 and 1.
    public static SquaredHinge squaredHinge() { return new SquaredHinge(); }

    /// For one-hot targets and scores that are no probabilities.
    public static CategoricalHinge categoricalHinge() { return new CategoricalHinge(); }

    /// For yes-or-no targets of which few are yes.
    public static Dice dice() { return new Dice(); }

    /// [#dice], where misses and false alarms cost differently.
    public static Tversky tversky() { return new Tversky(); }

    /// For embeddings, with class numbers as targets.
    public static Circle circle() { return new Circle(); }

    /// For labels without a place in time, as in speech.
    public static Ctc ctc() { return new Ctc(); }
}
