package dev.rondo.train.metric;

/// How scores of classes become one score.
public enum Average {
    /// Count hits and misses over all classes together.
    MICRO,
    /// The mean over all classes, also those that never occur, whose score is 0: as Keras averages.
    MACRO,
    /// The mean over the classes that occur among targets or predictions: as scikit-learn averages.
    MACRO_OCCURRING,
    /// The mean over classes, each weighted by how often it is the target.
    WEIGHTED
}
