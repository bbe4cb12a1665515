package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import java.util.List;

/// One layer applied to every time step: `[batch, time, …]` is seen as `[batch · time, …]`. The mask passes through.
/// Keras: `TimeDistributed` (`keras/src/layers/rnn/time_distributed.py`).
public record TimeDistributed(Layer layer) implements Layer {
    @Override
    public List<Weight> weights(Shape input) {
        return layer.weights(oneStep(input));
    }

    @Override
    public Shape output(Shape input) {
        var out = layer.output(oneStep(input));
        return out.insert(1, input.size(1));
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var x = pass.input(input.tensor());
        var step = oneStep(x.shape());
        int batch = x.shape().size(0);
        int time = x.shape().size(1);
        var steps = Ops.reshape(x, step.with(0, batch * time).sizes());
        // in a stream each step brings a whole sequence for a recurrent layer in here
        var out = layer.call(Signal.of(steps), pass.wholeSequences()).tensor();
        return input.with(Ops.reshape(out, out.shape().with(0, batch).insert(1, time).sizes()));
    }

    private static Shape oneStep(Shape input) {
        if (input.rank() < 3) {
            throw new RondoException("TimeDistributed: expects [batch, time, …], got shape " + input);
        }
        return input.without(1);
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}
