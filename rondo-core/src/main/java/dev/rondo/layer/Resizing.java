package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/// Pictures of one size, `[batch, rows, columns, channels]` to `[batch, height, width, channels]`: each number is a mean of
/// those around its place in the input, as [Interpolation] says, first along rows and then along columns. Keras: `Resizing`
/// (`keras/src/layers/preprocessing/image_preprocessing/resizing.py`) on JAX, whose numbers are not rounded; PyTorch:
/// `functional.interpolate(align_corners=False)`, whose cubic curve is another.
///
/// A mask ends here.
///
/// @param crops whether the input is first cut to the shape of the result
/// @param padding what stands around an input that is first brought to the shape of the result, if it is
/// @param antialiased whether a picture that becomes smaller is smoothed as much
public record Resizing(int height, int width, Interpolation interpolation, boolean crops, Optional<Double> padding,
        boolean antialiased) implements Layer {
    public Resizing {
        Legal.atLeast(1, "Resizing", "height", height);
        Legal.atLeast(1, "Resizing", "width", width);
        if (crops && padding.isPresent()) {
            throw new RondoException("Resizing: a picture is cut or padded to the shape of the result, not both");
        }
        padding.ifPresent(fill -> Legal.finite("Resizing", "fillValue", fill));
    }

    public Resizing(int height, int width) {
        this(height, width, Interpolation.BILINEAR, false, Optional.empty(), false);
    }

    @Override
    public Shape output(Shape input) {
        var in = Places.expect("Resizing", input, 2);
        for (int axis = 1; axis < 3; axis++) {
            if (in.size(axis) == 0) throw new RondoException("Resizing: its input %s has no pixels".formatted(in));
        }
        return in.with(1, height).with(2, width);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        var x = pass.input(input.tensor());
        if (crops) x = cropped(x);
        if (padding.isPresent()) x = padded(x, padding.get().floatValue());
        return Signal.of(resampled(resampled(x, 1, height), 2, width));
    }

    private Tensor resampled(Tensor x, int axis, int size) {
        return x.shape().size(axis) == size ? x
                : Ops.resample(x, axis, size, interpolation.curve(), antialiased);
    }

    /// The largest part in the middle that has the shape of the result.
    private Tensor cropped(Tensor x) {
        int rows = x.shape().size(1);
        int columns = x.shape().size(2);
        return middle(middle(x, 1, Math.clamp(like(columns, height, width), 1, rows)), 2,
                Math.clamp(like(rows, width, height), 1, columns));
    }

    private static Tensor middle(Tensor x, int axis, int size) {
        int over = x.shape().size(axis) - size;
        return over == 0 ? x : Ops.crop(x, axis, over / 2, over - over / 2);
    }

    /// The picture in the middle of the least that has the shape of the result, as far as both sides can be as wide.
    private Tensor padded(Tensor x, float fill) {
        int rows = x.shape().size(1);
        int columns = x.shape().size(2);
        return framed(framed(x, 1, (like(columns, height, width) - rows) / 2, fill), 2,
                (like(rows, width, height) - columns) / 2, fill);
    }

    private static Tensor framed(Tensor x, int axis, int each, float fill) {
        if (each <= 0) return x;
        var framed = Ops.pad(x, axis, each, each);
        var frame = Tensor.zeros(Shape.of(1, 1, 1).with(axis - 1, framed.shape().size(axis)).sizes());
        Arrays.fill(frame.data(), 0, each, fill);
        Arrays.fill(frame.data(), frame.data().length - each, frame.data().length, fill);
        return Ops.plus(framed, frame);
    }

    /// What belongs to `size` as `wanted` belongs to `per`, rounded down.
    private static int like(int size, int wanted, int per) {
        return (int) ((long) size * wanted / per);
    }

    /// How the numbers between the places are found; BILINEAR otherwise.
    public Resizing interpolation(Interpolation how) {
        return new Resizing(height, width, how, crops, padding, antialiased);
    }

    /// First cuts away what is too high or too wide, equally on both sides, so that nothing is stretched.
    public Resizing cropToAspectRatio() {
        return new Resizing(height, width, interpolation, true, padding, antialiased);
    }

    /// First puts zeros where it is too low or too narrow, equally on both sides, so that nothing is stretched.
    public Resizing padToAspectRatio() {
        return padToAspectRatio(0);
    }

    /// The same with another number than 0; Keras's `fill_value`.
    public Resizing padToAspectRatio(double fillValue) {
        return new Resizing(height, width, interpolation, crops, Optional.of(fillValue), antialiased);
    }

    /// Smooths what becomes smaller, so that fine patterns do not become coarse ones; nothing with NEAREST, as in Keras.
    public Resizing antialias() {
        return new Resizing(height, width, interpolation, crops, padding, true);
    }
}
