package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Even;
import dev.rondo.op.Ops;
import dev.rondo.op.Windows;
import dev.rondo.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// A pooling to so many places, whatever came in: `[batch, time, features]` to `[batch, outputSize, features]`, or two
/// dimensions likewise. The windows are as even as they can be, see [Even]. Keras: `AdaptiveMaxPooling1D`,
/// `AdaptiveAveragePooling1D` and so on (`keras/src/layers/pooling/base_adaptive_pooling.py`); PyTorch: `AdaptiveMaxPool1d`,
/// `AdaptiveAvgPool1d`. Unlike Keras it also takes lengths that are not known beforehand.
///
/// A mask ends here, as in Keras.
public record AdaptivePooling(Pool pool, List<Integer> outputSize) implements Layer {
    public AdaptivePooling {
        outputSize = Places.positive("Adaptive%sPooling%dD".formatted(pool.word(), outputSize.size()), "outputSize",
                outputSize.size(), outputSize);
    }

    @Override
    public Shape output(Shape input) {
        Places.expect(title(), input, outputSize.size());
        var out = Places.output(title(), input, windows(), input.last());
        for (int i = 0; i < outputSize.size(); i++) out = out.with(i + 1, outputSize.get(i));
        return out;
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
        for (int n : outputSize) windows.add(new Even(n));
        return windows;
    }

    @Override
    public String title() {
        return "Adaptive%sPooling%dD".formatted(pool.word(), outputSize.size());
    }

    @Override
    public Streaming streaming() {
        return Streaming.refused("looks at several steps at once");
    }
}
