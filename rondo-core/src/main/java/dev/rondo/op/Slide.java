package dev.rondo.op;

import dev.rondo.Legal;

/// A window of `size` taps, `dilation` apart, that moves along one axis by `stride`. Lengths are those of Keras
/// (`compute_conv_output_shape` in `keras/src/ops/operation_utils.py`).
public record Slide(int size, int stride, int dilation, Padding padding) implements Windows {
    public Slide {
        Legal.atLeast(1, "slide", "size", size);
        Legal.atLeast(1, "slide", "stride", stride);
        Legal.atLeast(1, "slide", "dilation", dilation);
    }

    /// A window of neighbours.
    public static Slide of(int size, int stride, Padding padding) {
        return new Slide(size, stride, 1, padding);
    }

    /// From the first tap to the last, both counted.
    public int reach() {
        return (size - 1) * dilation + 1;
    }

    @Override
    public int places(int length) {
        int room = padding == Padding.VALID ? length - reach() : length - 1;
        return Math.floorDiv(room, stride) + 1;
    }

    /// The zeros before the first place.
    public int before(int length) {
        return switch (padding) {
            case VALID -> 0;
            case SAME -> Math.max(0, (places(length) - 1) * stride + reach() - length) / 2;
            case CAUSAL -> reach() - 1;
        };
    }

    /// Where the first tap of the window of a place is; below 0 in the zeros before.
    int start(int place, int length) {
        return place * stride - before(length);
    }

    @Override
    public int from(int place, int length) {
        return Math.max(0, start(place, length));
    }

    @Override
    public int to(int place, int length) {
        return Math.min(length, start(place, length) + reach());
    }
}
