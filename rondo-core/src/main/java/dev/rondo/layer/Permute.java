package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/// The axes of each example in another order: axis `i` of the output is axis `dims.get(i − 1)` of the input, both
/// counted from 1, axis 0 being the batch. `permute(2, 1)` makes `[batch, features, time]` of
/// `[batch, time, features]`. The mask ends here. Keras: `Permute` (`keras/src/layers/reshaping/permute.py`); PyTorch:
/// `permute`.
public record Permute(List<Integer> dims) implements Layer {
    public Permute {
        dims = List.copyOf(dims);
        if (!dims.stream().sorted().toList().equals(IntStream.rangeClosed(1, dims.size()).boxed().toList())) {
            throw new RondoException(
                    "Permute: the axes 1 to %d, each once, are expected, got %s".formatted(dims.size(), dims));
        }
    }

    @Override
    public Shape output(Shape input) {
        Expect.rank("Permute", input, dims.size() + 1, "%d axes beside the batch".formatted(dims.size()));
        return Shape.of(order().map(input::size).toArray());
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        return Signal.of(Ops.transpose(pass.input(input.tensor()), order().toArray()));
    }

    private IntStream order() {
        return IntStream.concat(IntStream.of(0), dims.stream().mapToInt(i -> i));
    }
}
