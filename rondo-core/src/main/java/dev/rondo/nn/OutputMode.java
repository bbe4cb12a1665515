package dev.rondo.nn;

/// How whole numbers, such as the numbers of words or of bins, come out of preprocessing: Keras's `output_mode`. `depth`
/// is how many different numbers there are.
public enum OutputMode {
    /// As they are.
    INT,
    /// Each as a row of `depth` with a single 1.
    ONE_HOT,
    /// All of one example as one row of `depth`: 1 where the number occurs.
    MULTI_HOT,
    /// All of one example as one row of `depth`: how often each number occurs.
    COUNT,
    /// As COUNT, times the inverse document frequency of each number; only where there are words or other tokens.
    TF_IDF
}
