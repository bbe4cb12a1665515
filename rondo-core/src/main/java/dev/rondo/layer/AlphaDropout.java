package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// Dropout for networks of `SELU`: in training a number becomes the least that a SELU gives, with probability `rate`,
/// and then all are scaled and shifted so that a mean of 0 and a variance of 1 stay so by `y = a·z + b` with
/// `a = ((1 − rate)(1 + rate·α²))^−½` and `b = −a·rate·α`, α being that least number (Klambauer et al. 2017,
/// arXiv:1706.02515). Keras: `AlphaDropout`; PyTorch: `AlphaDropout`.
public record AlphaDropout(double rate) implements Layer {
    /// −α·s of SELU.
    private static final double LEAST = -1.6732632423543772 * 1.0507009873554805;

    public AlphaDropout {
        Expect.rate("AlphaDropout", "rate", rate);
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        if (!pass.training() || rate == 0) return input;
        var key = pass.random("dropout");
        double scale = 1 / Math.sqrt((1 - rate) * (1 + rate * LEAST * LEAST));
        double shift = -scale * LEAST * rate;
        var factor = new float[input.shape().count()];
        var added = new float[factor.length];
        for (int i = 0; i < factor.length; i++) {
            boolean kept = key.uniform(i) >= rate;
            factor[i] = kept ? (float) scale : 0;
            added[i] = (float) (kept ? shift : scale * LEAST + shift);
        }
        var scaled = Ops.times(pass.input(input.tensor()), Tensor.of(input.shape(), factor));
        return input.with(Ops.plus(scaled, Tensor.of(input.shape(), added)));
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}
