package dev.rondo.layer;

import dev.rondo.nn.Constraint;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Regularizer;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import java.util.List;

/// A layer with [Rules] for training.
public record Ruled(Layer layer, Rules rules) implements Layer {
    @Override
    public List<Weight> weights(Shape input) {
        return rules.applied(title(), layer.weights(input));
    }

    @Override
    public Shape output(Shape input) {
        return layer.output(input);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        return rules.heard(List.of(layer.call(input, pass)), pass).getFirst();
    }

    @Override
    public String title() {
        return layer.title();
    }

    @Override
    public String defaultName() {
        return layer.defaultName();
    }

    @Override
    public Ruled regularizer(String weight, Regularizer cost) {
        return new Ruled(layer, rules.regularizer(weight, cost));
    }

    @Override
    public Ruled constraint(String weight, Constraint limits) {
        return new Ruled(layer, rules.constraint(weight, limits));
    }

    @Override
    public Ruled activityRegularizer(Regularizer cost) {
        return new Ruled(layer, rules.activity(cost));
    }

    @Override
    public Ruled frozen() {
        return new Ruled(layer, rules.freeze());
    }
}
