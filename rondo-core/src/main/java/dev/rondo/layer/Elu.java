package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;

/// `x where x > 0, α (e^x − 1) elsewhere` (Clevert et al. 2016, arXiv:1511.07289). Keras: `ELU`; PyTorch: `ELU`.
public record Elu(double alpha) implements Layer {
    public Elu {
        Legal.finite("ELU", "alpha", alpha);
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        return input.with(Ops.elu(alpha, pass.input(input.tensor())));
    }

    @Override
    public String title() {
        return "ELU";
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}
