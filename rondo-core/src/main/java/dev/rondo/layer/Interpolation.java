package dev.rondo.layer;

import dev.rondo.op.Curve;

/// What stands between the places of a picture that is made larger or smaller, along rows and then along columns.
public enum Interpolation {
    /// The nearest place again.
    NEAREST(Curve.NEAREST),
    /// Straight lines between two places.
    BILINEAR(Curve.LINEAR),
    /// Cubic curves over four places.
    BICUBIC(Curve.CUBIC),
    /// Lanczos's windowed sinc over six places.
    LANCZOS3(Curve.LANCZOS3),
    /// Lanczos's windowed sinc over ten places.
    LANCZOS5(Curve.LANCZOS5);

    private final Curve curve;

    Interpolation(Curve curve) {
        this.curve = curve;
    }

    Curve curve() {
        return curve;
    }
}
