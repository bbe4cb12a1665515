package dev.rondo.layer;

import dev.rondo.nn.Constraint;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Regularizer;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import java.util.List;

/// A block of several inputs or outputs with [Rules] for training; for layers see [Ruled].
public record RuledBlock(Block block, Rules rules) implements Block {
    @Override
    public List<Weight> weights(List<Shape> inputs) {
        return rules.applied(title(), block.weights(inputs));
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        return block.outputs(inputs);
    }

    @Override
    public List<Signal> call(List<Signal> inputs, Pass pass) {
        return rules.heard(block.call(inputs, pass), pass);
    }

    @Override
    public String title() {
        return block.title();
    }

    @Override
    public String defaultName() {
        return block.defaultName();
    }

    @Override
    public RuledBlock regularizer(String weight, Regularizer cost) {
        return new RuledBlock(block, rules.regularizer(weight, cost));
    }

    @Override
    public RuledBlock constraint(String weight, Constraint limits) {
        return new RuledBlock(block, rules.constraint(weight, limits));
    }

    @Override
    public RuledBlock activityRegularizer(Regularizer cost) {
        return new RuledBlock(block, rules.activity(cost));
    }

    @Override
    public RuledBlock frozen() {
        return new RuledBlock(block, rules.freeze());
    }
}
