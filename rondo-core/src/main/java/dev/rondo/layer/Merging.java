package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Shape;
import java.util.List;

/// A block that makes one tensor of several, such as their sum or an attention over them.
public interface Merging extends Block {
    Shape output(List<Shape> inputs);

    Signal merge(List<Signal> inputs, Pass pass);

    @Override
    default List<Shape> outputs(List<Shape> inputs) {
        return List.of(output(inputs));
    }

    @Override
    default List<Signal> call(List<Signal> inputs, Pass pass) {
        return List.of(merge(inputs, pass));
    }
}
