package dev.rondo.nn;

import dev.rondo.tensor.Shape;

/// Negative numbers become zero, `max(w, 0)`. Keras: `NonNeg`.
public record NonNeg() implements Constraint {
    @Override
    public void apply(Shape shape, float[] w) {
        for (int i = 0; i < w.length; i++) w[i] = Math.max(w[i], 0);
    }
}
