package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import java.util.List;

/// `y = f(x · W + b)` over the last axis: `[…, inputs]` to `[…, units]`. Keras: `Dense`
/// (`keras/src/layers/core/dense.py`); PyTorch: `Linear`.
public record Dense(int units, Activation activation, boolean useBias, Init kernelStart, Init biasStart)
        implements
            Layer {
    private static final String AXES = "[batch, …, features]";

    public Dense {
        Legal.atLeast(1, "Dense", "units", units);
        activation.keepsSize("Dense");
    }

    public Dense(int units, Activation activation) {
        this(units, activation, true, Init.glorotUniform(), Init.zeros());
    }

    @Override
    public List<Weight> weights(Shape input) {
        Expect.atLeastRank("Dense", input, 2, AXES);
        var kernel = Weight.of("kernel", kernelStart, Expect.features("Dense", input), units);
        return useBias ? List.of(kernel, Weight.of("bias", biasStart, units)) : List.of(kernel);
    }

    @Override
    public Shape output(Shape input) {
        Expect.atLeastRank("Dense", input, 2, AXES);
        return input.with(-1, units);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        Expect.atLeastRank("Dense", input.shape(), 2, AXES);
        var z = Ops.linear(input.tensor(), pass.weight("kernel"));
        return input.with(activation.of(useBias ? Ops.plus(z, pass.weight("bias")) : z));
    }

    public Dense useBias(boolean use) {
        return new Dense(units, activation, use, kernelStart, biasStart);
    }

    public Dense starts(Init kernel, Init bias) {
        return new Dense(units, activation, useBias, kernel, bias);
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}
