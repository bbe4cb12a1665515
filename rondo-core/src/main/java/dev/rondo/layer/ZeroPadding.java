package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import java.util.List;

/// Zeros around time, `[batch, time, features]`, or around pictures, `[batch, rows, columns, channels]`. Keras:
/// `ZeroPadding1D`, `ZeroPadding2D` (`keras/src/layers/reshaping`); PyTorch: `ZeroPad1d`, `ZeroPad2d`, which begins with the
/// columns.
///
/// A mask ends here, as in Keras.
public record ZeroPadding(List<Edge> edges) implements Layer {
    public ZeroPadding {
        edges = Edge.checked("ZeroPadding%dD".formatted(edges.size()), "padding", edges);
    }

    @Override
    public Shape output(Shape input) {
        var out = Places.expect(title(), input, edges.size());
        for (int i = 0; i < edges.size(); i++) out = out.with(i + 1, edges.get(i).length(out.size(i + 1), 1));
        return out;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        var y = pass.input(input.tensor());
        for (int i = 0; i < edges.size(); i++) y = Ops.pad(y, i + 1, edges.get(i).before(), edges.get(i).after());
        return Signal.of(y);
    }

    @Override
    public String title() {
        return "ZeroPadding%dD".formatted(edges.size());
    }
}
