package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Regularizers;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;

/// Changes nothing, but large numbers that pass through cost: `l1 · Σ |x| + l2 · Σ x²`, divided by the size of the batch, is
/// added to the loss, that of validation too. Keras: `ActivityRegularization`
/// (`keras/src/layers/regularization/activity_regularization.py`).
public record ActivityRegularization(double l1, double l2) implements Layer {
    public ActivityRegularization {
        Legal.notNegative("ActivityRegularization", "l1", l1);
        Legal.notNegative("ActivityRegularization", "l2", l2);
    }

    @Override
    public Shape output(Shape input) {
        Expect.atLeastRank("ActivityRegularization", input, 1, "[batch, …]");
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        int batch = output(input.shape()).size(0);
        if (batch == 0) return input;
        var x = pass.input(input.tensor());
        pass.cost(Ops.scale(1f / batch, Regularizers.l1l2(l1, l2).of(x)));
        return input.with(x);
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}
