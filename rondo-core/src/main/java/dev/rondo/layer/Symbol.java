package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// A tensor that will be: what a block gives when it is put on others. Models with several inputs or outputs, shared layers
/// and shortcuts are written with symbols; Keras's functional API, its `KerasTensor`.
///
/// ```java
/// var x = input(Shape.ANY, 16).symbol();
/// var y = lstm(32).on(x);
/// var model = Model.graph(x, dense(2, SOFTMAX).on(y));
/// ```
///
/// Shapes are checked as the graph is written, so an error comes from the line that is wrong.
public final class Symbol {
    private final Application from;
    private final int output;
    private final Shape shape;

    /// One use of a block: what it was put on, and whose weights it uses.
    ///
    /// @param owner the same object for all uses of one [Shared] block
    /// @param view whether the block only uses the weights of its owner, and asks for none
    public record Application(Block block, List<Symbol> inputs, Object owner, boolean view) {
        public Application {
            inputs = List.copyOf(inputs);
        }
    }

    private Symbol(Application from, int output, Shape shape) {
        this.from = from;
        this.output = output;
        this.shape = shape;
    }

    /// What comes from outside.
    static Symbol input(Layer block, Shape shape) {
        return new Symbol(new Application(block, List.of(), new Object(), false), 0, shape);
    }

    static List<Symbol> apply(Block block, List<Symbol> inputs) {
        return apply(block, inputs, new Object(), false);
    }

    static List<Symbol> apply(Block block, List<Symbol> inputs, Object owner, boolean view) {
        if (inputs.isEmpty()) throw new RondoException(block.title() + ": it is put on nothing");
        var shapes = inputs.stream().map(Symbol::shape).toList();
        block.weights(shapes);
        var outputs = block.outputs(shapes);
        var application = new Application(block, inputs, owner, view);
        var symbols = new ArrayList<Symbol>();
        for (int i = 0; i < outputs.size(); i++) symbols.add(new Symbol(application, i, outputs.get(i)));
        return List.copyOf(symbols);
    }

    /// The only one of a block's outputs. Throws if there are more.
    static Symbol only(Block block, List<Symbol> outputs) {
        if (outputs.size() == 1) return outputs.getFirst();
        throw new RondoException("%s: it gives %d outputs; put it on a list, on(List.of(…)), to have them all"
                .formatted(block.title(), outputs.size()));
    }

    /// `[batch, …]`; what is not known yet is [Shape#ANY].
    public Shape shape() {
        return shape;
    }

    /// Where it comes from.
    public Application from() {
        return from;
    }

    /// Which output of [#from] it is.
    public int output() {
        return output;
    }

    @Override
    public String toString() {
        return "%s of %s".formatted(shape, from.block().title());
    }
}
