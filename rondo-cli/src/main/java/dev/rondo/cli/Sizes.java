package dev.rondo.cli;

/// How large a text classifier is and how it is trained.
///
/// @param words how many words it knows, the most frequent
/// @param maxLength how many words of a text it reads, the first
/// @param embedding numbers for each word
/// @param units of the LSTM, in each direction
/// @param patience epochs without a better validation accuracy before training stops
public record Sizes(int words, int maxLength, int embedding, int units, double dropout, int epochs, int batchSize,
        double learningRate, int patience) {
    /// For the main job.
    static final Sizes GLOSSES = new Sizes(30_000, 49, 128, 96, 0.4, 3, 128, 2e-3, 1);

    /// What suits this many texts: small data gets a small model and more epochs.
    public static Sizes of(int texts) {
        if (texts < 2_000) return new Sizes(10_000, 200, 32, 24, 0.3, 40, 16, 3e-3, 8);
        if (texts < 20_000) return new Sizes(20_000, 200, 64, 48, 0.4, 20, 32, 2e-3, 3);
        return new Sizes(30_000, 200, 100, 64, 0.4, 10, 64, 2e-3, 2);
    }

    /// These, but for what the user asked for.
    Sizes with(TrainingOptions options) {
        return new Sizes(words, maxLength, embedding, units, dropout, options.epochs.orElse(epochs),
                options.batchSize.orElse(batchSize), options.learningRate.orElse(learningRate), patience);
    }
}
