package dev.rondo.cell;

import dev.rondo.nn.Init;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import java.util.Arrays;

/// A bias whose part `part` of `parts`, the forget gate's, is exactly 1 (Jozefowicz et al. 2015): at first the cell forgets
/// little. Keras puts the one in place of what the initialiser drew.
public record ForgetBias(Init others, int part, int parts) implements Init {
    @Override
    public float[] draw(Shape shape, Key key) {
        var bias = others.draw(shape, key);
        int width = bias.length / parts;
        Arrays.fill(bias, part * width, (part + 1) * width, 1);
        return bias;
    }
}
