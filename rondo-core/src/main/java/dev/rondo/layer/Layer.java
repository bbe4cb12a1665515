package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Constraint;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Regularizer;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import java.util.List;

/// A block with one input and one output: what stands in a stack.
public interface Layer extends Block {
    /// The weights for inputs of this shape, `[batch, …]`, where the batch and any size the weights do not depend on may
    /// be unknown. Throws if the layer cannot take such inputs.
    default List<Weight> weights(Shape input) {
        return List.of();
    }

    /// The shape of the output for inputs of this shape.
    Shape output(Shape input);

    Signal call(Signal input, Pass pass);

    @Override
    default List<Weight> weights(List<Shape> inputs) {
        return weights(one(inputs));
    }

    @Override
    default List<Shape> outputs(List<Shape> inputs) {
        return List.of(output(one(inputs)));
    }

    @Override
    default List<Signal> call(List<Signal> inputs, Pass pass) {
        return List.of(call(one(inputs), pass));
    }

    @Override
    default Layer regularizer(String weight, Regularizer cost) {
        return new Ruled(this, Rules.NONE.regularizer(weight, cost));
    }

    @Override
    default Layer constraint(String weight, Constraint limits) {
        return new Ruled(this, Rules.NONE.constraint(weight, limits));
    }

    @Override
    default Layer activityRegularizer(Regularizer cost) {
        return new Ruled(this, Rules.NONE.activity(cost));
    }

    @Override
    default Layer frozen() {
        return new Ruled(this, Rules.NONE.freeze());
    }

    private <T> T one(List<T> inputs) {
        if (inputs.size() == 1) return inputs.getFirst();
        throw new RondoException("%s: one input is expected, got %d".formatted(title(), inputs.size()));
    }
}
