package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// In training multiplies by normal noise of mean 1 and standard deviation `√(rate / (1 − rate))`, that of dropout
/// (Srivastava et al. 2014, section 10). Keras: `GaussianDropout`.
public record GaussianDropout(double rate) implements Layer {
    public GaussianDropout {
        Legal.belowOne("GaussianDropout", "rate", rate);
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        if (!pass.training() || rate == 0) return input;
        var key = pass.random("noise");
        double stddev = Math.sqrt(rate / (1 - rate));
        var noise = new float[input.shape().count()];
        for (int i = 0; i < noise.length; i++) noise[i] = (float) (1 + stddev * key.normal(i));
        return input.with(Ops.times(pass.input(input.tensor()), Tensor.of(input.shape(), noise)));
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}
