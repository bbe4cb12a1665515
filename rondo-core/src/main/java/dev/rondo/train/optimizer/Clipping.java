package dev.rondo.train.optimizer;

import dev.rondo.Legal;

/// How gradients are limited, before weight decay and the update (`keras/src/optimizers/base_optimizer.py`).
public sealed interface Clipping {
    /// What a gradient is multiplied with, given its own norm and that of all gradients together.
    double factor(double norm, double globalNorm);

    record None() implements Clipping {
        @Override
        public double factor(double norm, double globalNorm) { return 1; }
    }

    /// Every number into [−value, value]; nothing is scaled.
    record ByValue(double value) implements Clipping {
        public ByValue { Legal.positive("clipping", "clipValue", value); }

        @Override
        public double factor(double norm, double globalNorm) { return 1; }
    }

    /// The gradient of each weight to a norm of at most `norm`, by itself.
    record ByNorm(double norm) implements Clipping {
        public ByNorm { Legal.positive("clipping", "clipNorm", norm); }

        @Override
        public double factor(double own, double globalNorm) { return norm / Math.max(own, norm); }
    }

    /// All gradients together to a norm of at most `norm` (Pascanu et al. 2013): their direction stays.
    record ByGlobalNorm(double norm) implements Clipping {
        public ByGlobalNorm { Legal.positive("clipping", "globalClipNorm", norm); }

        @Override
        public double factor(double own, double globalNorm) { return norm / Math.max(globalNorm, norm); }
    }
}
