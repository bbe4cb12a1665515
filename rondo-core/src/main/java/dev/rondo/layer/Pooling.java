package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.op.Padding;
import dev.rondo.op.Slide;
import dev.rondo.op.Windows;
import dev.rondo.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// The largest number or the mean of each window, channel by channel: `[batch, time, features]` to
/// `[batch, time', features]`, or two dimensions likewise. Padding never counts: a mean is taken over the places inside. Keras:
/// `MaxPooling1D`, `AveragePooling1D`, `MaxPooling2D`, `AveragePooling2D` (`keras/src/layers/pooling/base_pooling.py`);
/// PyTorch: `MaxPool1d`, `AvgPool1d` and so on.
///
/// Of equal largest numbers the first of the window gets the gradient, as in TensorFlow. A mask ends here, as in Keras.
public record Pooling(Pool pool, List<Integer> poolSize, List<Integer> strides, Padding padding) implements Layer {
    public Pooling {
        String title = title(pool, poolSize);
        poolSize = Places.positive(title, "poolSize", poolSize.size(), poolSize);
        strides = Places.positive(title, "strides", poolSize.size(), strides);
        Places.notCausal(title, padding);
    }

    /// Windows side by side.
    public Pooling(Pool pool, List<Integer> poolSize) {
        this(pool, poolSize, poolSize, Padding.VALID);
    }

    @Override
    public Shape output(Shape input) {
        Places.expect(title(), input, poolSize.size());
        return Places.output(title(), input, windows(), input.last());
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        var x = pass.input(input.tensor());
        return Signal.of(switch (pool) {
            case MAX -> Ops.maxPool(x, windows());
            case AVERAGE -> Ops.averagePool(x, windows());
        });
    }

    private List<Windows> windows() {
        var windows = new ArrayList<Windows>();
        for (int i = 0; i < poolSize.size(); i++) windows.add(Slide.of(poolSize.get(i), strides.get(i), padding));
        return windows;
    }

    @Override
    public String title() {
        return title(pool, poolSize);
    }

    private static String title(Pool pool, List<Integer> size) {
        return "%sPooling%dD".formatted(pool.word(), size.size());
    }

    /// By how many places the window moves on, its own size if nothing is said: one number for all axes, or one for each.
    public Pooling strides(int... strides) {
        return new Pooling(pool, poolSize, Places.each(title(), "strides", poolSize.size(), strides), padding);
    }

    /// [Padding#VALID] or [Padding#SAME].
    public Pooling padding(Padding padding) {
        return new Pooling(pool, poolSize, strides, padding);
    }

    @Override
    public Streaming streaming() {
        return Streaming.refused("looks at several steps at once");
    }
}
