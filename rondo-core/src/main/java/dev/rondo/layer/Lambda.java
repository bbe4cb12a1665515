package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Java code as a layer: `lambda(x -> Ops.square(x))` is `y = x²` (`keras/src/layers/core/lambda_layer.py`). The
/// function is made of [dev.rondo.op.Ops], so that gradients find their way back; it gives a tensor with the same
/// batch. The mask ends here unless [#mask] says what becomes of it.
///
/// What shape comes out is found by trying the function on zeros. A model with a lambda can be trained but not saved: for
/// that, write a record that implements [Layer]. Keras: `Lambda`.
public record Lambda(UnaryOperator<Tensor> function, BiFunction<Tensor, Mask, Mask> masks) implements Layer {
    public Lambda(UnaryOperator<Tensor> function) {
        this(function, (_, _) -> Mask.none());
    }

    /// Sizes that are unknown are tried as 2 and as 3: what differs then is unknown in the output.
    @Override
    public Shape output(Shape input) {
        var two = tried(input, 2);
        if (input.known()) return two;
        var three = tried(input, 3);
        if (two.rank() != three.rank()) {
            throw new RondoException("Lambda: the function gives %s for %s, but %s for %s; the number of axes must not "
                    .formatted(two, filled(input, 2), three, filled(input, 3)) + "depend on their sizes");
        }
        var shape = two;
        for (int axis = 0; axis < two.rank(); axis++) {
            if (two.size(axis) != three.size(axis)) shape = shape.with(axis, Shape.ANY);
        }
        return shape;
    }

    private Shape tried(Shape input, int size) {
        var zeros = Tensor.zeros(filled(input, size).sizes());
        return asked(zeros.shape(), () -> function.apply(zeros)).shape();
    }

    private static Shape filled(Shape input, int size) {
        var shape = input;
        for (int axis = 0; axis < input.rank(); axis++) {
            if (input.size(axis) == Shape.ANY) shape = shape.with(axis, size);
        }
        return shape;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var x = pass.input(input.tensor());
        return asked(x.shape(), () -> Signal.of(function.apply(x), masks.apply(x, input.mask())));
    }

    private static <T> T asked(Shape input, Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            throw new RondoException("Lambda: the function does not take %s: %s".formatted(input, e.getMessage()), e);
        }
    }

    /// What becomes of the mask, given the input and its mask: `(x, mask) -> mask` passes it on.
    public Lambda mask(BiFunction<Tensor, Mask, Mask> rule) {
        return new Lambda(function, rule);
    }

    /// The code itself has no name.
    @Override
    public String toString() {
        return "Lambda[…]";
    }
}
