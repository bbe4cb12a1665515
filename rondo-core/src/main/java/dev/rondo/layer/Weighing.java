package dev.rondo.layer;

import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.MaskedSoftmax.Style;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// From scores to output, for attentions of one head (`_apply_scores` in `keras/src/layers/attention/attention.py`): 10⁹ is
/// taken off masked scores, then softmax, dropout, the mix of values, and zeros for masked queries. A mask of keys that
/// are others than the values is not looked at, as in Keras.
final class Weighing {
    private Weighing() {}

    static Shape output(String layer, List<Shape> inputs) {
        Attending.check(layer, inputs);
        Attending.dim(layer, inputs);
        return inputs.getFirst().with(2, inputs.get(1).last());
    }

    static Shape scores(String layer, List<Shape> inputs) {
        Attending.check(layer, inputs);
        return inputs.getFirst().with(2, inputs.get(1).size(1));
    }

    static Attending.Found weigh(String layer, List<Signal> inputs, Tensor fits, double dropout, boolean causal,
            Pass pass) {
        var s = fits.shape();
        var queries = inputs.getFirst().mask().fits(layer, s.size(0), s.size(1));
        var values = inputs.get(1).mask().fits(layer, s.size(0), s.size(2));
        var allowed = new Allowed(Mask.none(), values, Mask.none(), causal, Optional.empty()).of(s.size(0), s.size(1),
                s.size(2));
        var heads = Ops.reshape(fits, s.insert(1, 1).sizes());
        var shares = Ops.reshape(Ops.maskedSoftmax(allowed, Style.SUBTRACT, heads), s.sizes());
        if (pass.training() && dropout > 0) shares = Ops.drop((float) dropout, pass.random("dropout"), shares);
        var output = Ops.batchDot(shares, 2, pass.input(inputs.get(1).tensor()), 1);
        if (queries.present()) {
            output = Ops.select(queries.values(), output, Tensor.zeros(output.shape().sizes()));
        }
        return new Attending.Found(output, shares);
    }
}
