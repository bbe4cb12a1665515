package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// `scale · x + offset`, one number for all or one for each of the last axis: pixels to 0 … 1 with `rescaling(1 / 255.0)`
/// (Keras: `Rescaling`, `keras/src/layers/preprocessing/rescaling.py`). The mask passes through.
public record Rescaling(List<Float> scale, List<Float> offset) implements Layer {
    public Rescaling {
        scale = Numbers.finite("Rescaling", "scale", scale);
        offset = Numbers.finite("Rescaling", "offset", offset);
    }

    @Override
    public Shape output(Shape input) {
        fits("scale", scale, input);
        fits("offset", offset, input);
        return input;
    }

    private static void fits(String what, List<Float> numbers, Shape input) {
        if (numbers.size() == 1) return;
        Expect.atLeastRank("Rescaling", input, 2, "[batch, …]");
        if (input.last() == numbers.size()) return;
        throw new RondoException("Rescaling: %s has %d numbers, one or that of the last axis of %s is expected"
                .formatted(what, numbers.size(), input));
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        var scaled = Ops.times(pass.input(input.tensor()), tensor(scale));
        return input.with(Ops.plus(scaled, tensor(offset)));
    }

    private static Tensor tensor(List<Float> numbers) {
        return Tensor.of(Shape.of(numbers.size()), Numbers.array(numbers));
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}
