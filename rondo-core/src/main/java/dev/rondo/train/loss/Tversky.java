package dev.rondo.train.loss;

import dev.rondo.Legal;
import java.util.Arrays;
import java.util.List;

/// `1 − I / (I + alpha Σ t (1 − p) + beta Σ p (1 − t) + 1e-7)` with `I = Σ t p`: [Dice] in which misses and false alarms cost
/// differently (Salehi et al. 2017). Shapes, axes and masks as there. PyTorch has none.
///
/// Keras's page calls alpha the weight of false positives; what its code weights with alpha, and this does too, are the
/// false negatives (`keras/src/losses/losses.py`).
public record Tversky(double alpha, double beta, List<Integer> axes) implements Overlap {
    public Tversky {
        axes = List.copyOf(axes);
        Legal.notNegative("tversky", "alpha", alpha);
        Legal.notNegative("tversky", "beta", beta);
    }

    public Tversky() { this(0.5, 0.5, List.of()); }

    /// What a miss costs; 0.5 by default.
    public Tversky alpha(double a) { return new Tversky(a, beta, axes); }

    /// What a false alarm costs; 0.5 by default.
    public Tversky beta(double b) { return new Tversky(alpha, b, axes); }

    /// The axes to sum over, which go away; all if none is given.
    public Tversky axis(int... axis) { return new Tversky(alpha, beta, Arrays.stream(axis).boxed().toList()); }

    @Override
    public String name() { return "tversky"; }

    @Override
    public double miss() { return alpha; }

    @Override
    public double falseAlarm() { return beta; }

    @Override
    public double epsilon() { return Probability.LEAST; }
}
