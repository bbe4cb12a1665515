package dev.rondo.layer;

import dev.rondo.tensor.Shape;
import java.util.List;

/// A merge of inputs element by element, such as their sum; how shapes meet: [Aligned].
interface Elementwise extends Merging {
    @Override
    default Shape output(List<Shape> inputs) {
        return Aligned.shape(title(), inputs);
    }

    /// Step by step, unless an input of fewer axes would be taken for something that all steps share.
    @Override
    default Streaming streaming(List<Shape> inputs) {
        boolean even = inputs.stream().allMatch(s -> s.rank() == inputs.getFirst().rank());
        return even ? Streaming.eachStep()
                : Streaming
                        .refused("merges sequences of different ranks, %s, whose steps do not meet".formatted(inputs));
    }
}
