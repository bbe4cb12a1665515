package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;

/// The numbers of each example under another shape: `[batch, …]` to `[batch, target…]`. One size may be [Shape#ANY]:
/// what is left. The mask ends here. Keras: `Reshape` (`keras/src/layers/reshaping/reshape.py`); PyTorch: `Unflatten`.
public record Reshape(Shape target) implements Layer {
    public Reshape {
        if (unknown(target) > 1) {
            throw new RondoException("Reshape: at most one size may be left open, got " + target);
        }
    }

    @Override
    public Shape output(Shape input) {
        Expect.atLeastRank("Reshape", input, 1, "[batch, …]");
        var example = input.without(0);
        if (!example.known()) return target.insert(0, input.size(0));
        int rest = 1;
        for (int size : target.sizes()) rest *= size == Shape.ANY ? 1 : size;
        int count = example.count();
        boolean open = unknown(target) == 1;
        if (open ? rest == 0 || count % rest != 0 : count != rest) {
            throw new RondoException("Reshape: the %d numbers of an example of its input %s do not make %s".formatted(
                    count, input, target));
        }
        var shape = target;
        for (int axis = 0; axis < target.rank(); axis++) {
            if (target.size(axis) == Shape.ANY) shape = shape.with(axis, count / rest);
        }
        return shape.insert(0, input.size(0));
    }

    private static int unknown(Shape shape) {
        int n = 0;
        for (int size : shape.sizes()) if (size == Shape.ANY) n++;
        return n;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        return Signal.of(Ops.reshape(pass.input(input.tensor()), output(input.shape()).sizes()));
    }
}
