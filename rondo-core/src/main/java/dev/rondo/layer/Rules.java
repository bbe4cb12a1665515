package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Constraint;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Regularizer;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Use;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What training should heed about a block, whatever block it is: costs and limits of its weights by the last part of their
/// names, a cost of its output, and whether it learns at all. Keras's `kernel_regularizer`, `recurrent_constraint`,
/// `activity_regularizer`, `trainable` and so on.
public record Rules(Map<String, Regularizer> regularizers, Map<String, Constraint> constraints,
        Optional<Regularizer> activity, boolean frozen) {
    static final Rules NONE = new Rules(Map.of(), Map.of(), Optional.empty(), false);

    Rules regularizer(String weight, Regularizer cost) {
        return new Rules(with(regularizers, weight, cost), constraints, activity, frozen);
    }

    Rules constraint(String weight, Constraint limits) {
        return new Rules(regularizers, with(constraints, weight, limits), activity, frozen);
    }

    Rules activity(Regularizer cost) {
        return new Rules(regularizers, constraints, Optional.of(cost), frozen);
    }

    Rules freeze() {
        return new Rules(regularizers, constraints, activity, true);
    }

    /// The weights, ruled. Throws if a rule is about a weight that is not among them.
    List<Weight> applied(String who, List<Weight> weights) {
        for (var rules : List.of(regularizers, constraints)) {
            for (var name : rules.keySet()) {
                if (weights.stream().noneMatch(w -> w.lastName().equals(name))) {
                    throw new RondoException("%s: there is no weight \"%s\"; there are %s".formatted(who, name,
                            weights.stream().map(Weight::lastName).distinct().toList()));
                }
            }
        }
        return weights.stream().map(this::applied).toList();
    }

    private Weight applied(Weight w) {
        var ruled = frozen ? w.use(Use.FROZEN) : w;
        var cost = regularizers.get(w.lastName());
        if (cost != null) ruled = ruled.regularizer(cost);
        var limits = constraints.get(w.lastName());
        return limits == null ? ruled : ruled.constraint(limits);
    }

    /// Adds the cost of the outputs to the loss: for one example on average, so that the size of the batch does not matter
    /// (`keras/src/layers/layer.py`, `__call__`).
    List<Signal> heard(List<Signal> outputs, Pass pass) {
        activity.ifPresent(cost -> outputs.forEach(out -> pass
                .cost(Ops.scale(1f / Math.max(1, out.shape().size(0)), cost.of(pass.input(out.tensor()))))));
        return outputs;
    }

    private static <T> Map<String, T> with(Map<String, T> map, String name, T value) {
        var more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}
