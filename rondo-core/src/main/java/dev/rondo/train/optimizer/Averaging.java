package dev.rondo.train.optimizer;

import dev.rondo.Legal;

/// An exponential moving average of the weights (Polyak & Juditsky 1992; `keras/src/optimizers/base_optimizer.py`):
/// `average = momentum·average + (1 − momentum)·w` after each step, and w itself after the first. Every
/// `overwriteFrequency` steps the weights are set to it; never if 0.
///
/// With accumulation the average goes on in each step and what is counted are updates, as in Keras: so it is w itself
/// until the first update, and overwriting lasts for all steps that gather for one update.
public record Averaging(double momentum, int overwriteFrequency) {
    public Averaging {
        Legal.fraction("averaging", "momentum", momentum);
        Legal.atLeast(0, "averaging", "overwriteFrequency", overwriteFrequency);
    }

    /// Takes the numbers `from` to `to` of a weight into its average, after `updates` updates before this one.
    void take(float[] w, float[] average, long updates, int from, int to) {
        float keep = updates == 0 ? 0 : (float) momentum;
        float add = 1 - keep;
        for (int i = from; i < to; i++) average[i] = keep * average[i] + add * w[i];
        if (overwriteFrequency > 0 && (updates + 1) % overwriteFrequency == 0) {
            System.arraycopy(average, from, w, from, to - from);
        }
    }
}
