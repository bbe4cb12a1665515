package dev.rondo.train.loss;

import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;

/// The targets of the hinges: −1 and 1.
final class SignedTargets {
    private SignedTargets() {}

    /// If all numbers of the target are 0 or 1, `2 t − 1`; otherwise the target as it is. So one −1 in a batch decides
    /// that a 0 is a 0, Keras's `convert_binary_labels_to_hinge`.
    static float[] of(Tensor target) {
        var t = target.data();
        for (float x : t) if (x != 0 && x != 1) return t;
        var signed = new float[t.length];
        for (int i = 0; i < t.length; i++) signed[i] = 2 * t[i] - 1;
        return signed;
    }

    /// Throws unless all are −1, 0 or 1. A 0 among −1 and 1 is what padding holds.
    static void check(String who, Tensor target) {
        for (float x : target.data()) {
            if (x == -1 || x == 0 || x == 1) continue;
            throw new RondoException("%s: a target is %s, but targets are −1 and 1, or 0 and 1".formatted(who,
                    Targets.show(x)));
        }
    }
}
