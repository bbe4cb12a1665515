package dev.rondo.train.callback;

/// Something that `fit` can be asked for: a callback, or one of the options in [dev.rondo.train.Fitting].
public interface FitOption {}
