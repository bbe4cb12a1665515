package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;

/// The middle of pictures, `[batch, rows, columns, channels]` to `[batch, height, width, channels]`, with a row or column
/// less before than after where it cannot be exact. Pictures that are too small are cut to the shape of the result and made
/// larger, bilinearly: [Resizing#cropToAspectRatio]. Keras: `CenterCrop`
/// (`keras/src/layers/preprocessing/image_preprocessing/center_crop.py`); PyTorch: torchvision's `CenterCrop`, which pads.
///
/// A mask ends here.
public record CenterCrop(int height, int width) implements Layer {
    public CenterCrop {
        Legal.atLeast(1, "CenterCrop", "height", height);
        Legal.atLeast(1, "CenterCrop", "width", width);
    }

    @Override
    public Shape output(Shape input) {
        return Places.expect("CenterCrop", input, 2).with(1, height).with(2, width);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var shape = output(input.shape());
        int over = input.shape().size(1) - height;
        int beside = input.shape().size(2) - width;
        if (over < 0 || beside < 0) return new Resizing(height, width).cropToAspectRatio().call(input, pass);
        var x = pass.input(input.tensor());
        if (x.shape().equals(shape)) return Signal.of(x);
        return Signal.of(Ops.crop(Ops.crop(x, 1, over / 2, over - over / 2), 2, beside / 2, beside - beside / 2));
    }
}
