package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import java.util.List;

/// Time without its first and last steps, `[batch, time, features]`, or pictures without their edges,
/// `[batch, rows, columns, channels]`. Keras: `Cropping1D`, `Cropping2D` (`keras/src/layers/reshaping`); PyTorch: `x[:, 1:-1]`.
///
/// A mask ends here, as in Keras.
public record Cropping(List<Edge> edges) implements Layer {
    public Cropping {
        edges = Edge.checked("Cropping%dD".formatted(edges.size()), "cropping", edges);
    }

    @Override
    public Shape output(Shape input) {
        var out = Places.expect(title(), input, edges.size());
        for (int i = 0; i < edges.size(); i++) {
            int length = edges.get(i).length(input.size(i + 1), -1);
            if (length < 1 && input.size(i + 1) != Shape.ANY) {
                throw new RondoException("%s: axis %d of its input %s is too short for cropping %d and %d".formatted(
                        title(), i + 1, input, edges.get(i).before(), edges.get(i).after()));
            }
            out = out.with(i + 1, length);
        }
        return out;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        var y = pass.input(input.tensor());
        for (int i = 0; i < edges.size(); i++) y = Ops.crop(y, i + 1, edges.get(i).before(), edges.get(i).after());
        return Signal.of(y);
    }

    @Override
    public String title() {
        return "Cropping%dD".formatted(edges.size());
    }
}
