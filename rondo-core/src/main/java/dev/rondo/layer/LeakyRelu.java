package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;

/// `x where x ≥ 0, negativeSlope · x elsewhere` (Maas et al. 2013). Keras: `LeakyReLU`, whose slope is 0.3, while the
/// activation of that name has 0.2; PyTorch: `LeakyReLU`, 0.01.
public record LeakyRelu(double negativeSlope) implements Layer {
    public LeakyRelu {
        Legal.notNegative("LeakyReLU", "negativeSlope", negativeSlope);
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        return input.with(Ops.leakyRelu((float) negativeSlope, pass.input(input.tensor())));
    }

    @Override
    public String title() {
        return "LeakyReLU";
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}
