package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// Dropout for networks of `SELU`: in training a number becomes the least that a SELU gives, with probability `rate`,
/// and then all are scaled and shifted so that a mean of 0 and a variance of 1 stay so by `y = a·z + b` with
/// `a = ((1 − rate)(1 + rate·α²))^−½` and `b = −a·rate·α`, α being that least number (Klambauer et al. 2017,
/// arXiv:1706.02515). Keras: `AlphaDropout`; PyTorch: `AlphaDropout`.
///
/// @param sizes the noise shape, see [#noiseShape]; empty if each number is drawn for by itself
public record AlphaDropout(double rate, List<Integer> sizes) implements Layer {
    /// −α·s of SELU.
    private static final double LEAST = -1.6732632423543772 * 1.0507009873554805;

    public AlphaDropout {
        Legal.belowOne("AlphaDropout", "rate", rate);
        sizes = NoiseShape.checked("AlphaDropout", sizes);
    }

    public AlphaDropout(double rate) {
        this(rate, List.of());
    }

    @Override
    public Shape output(Shape input) {
        return NoiseShape.expect("AlphaDropout", input, sizes);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        if (!pass.training() || rate == 0) return input;
        var drawn = NoiseShape.drawn("AlphaDropout", input.shape(), sizes);
        var kept = NoiseShape.kept(pass.random("dropout"), rate, drawn.count());
        double scale = 1 / Math.sqrt((1 - rate) * (1 + rate * LEAST * LEAST));
        double shift = -scale * LEAST * rate;
        var factor = new float[kept.length];
        var added = new float[kept.length];
        for (int i = 0; i < kept.length; i++) {
            factor[i] = kept[i] ? (float) scale : 0;
            added[i] = (float) (kept[i] ? shift : scale * LEAST + shift);
        }
        var scaled = Ops.times(pass.input(input.tensor()), Tensor.of(drawn, factor));
        return input.with(Ops.plus(scaled, Tensor.of(drawn, added)));
    }

    /// Which numbers fall together, by the shape of what is drawn, with an axis for each of the input's, the batch among
    /// them: 1 where all places of an axis share a draw, [Shape#ANY] where each has its own. See [Dropout#noiseShape].
    public AlphaDropout noiseShape(int... noiseShape) {
        return new AlphaDropout(rate, Axes.list(noiseShape));
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}
