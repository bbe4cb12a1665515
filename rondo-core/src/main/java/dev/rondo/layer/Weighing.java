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
        axes(layer, inputs);
        Attending.dim(layer, inputs);
        var query = inputs.getFirst();
        return query.with(query.rank() - 1, inputs.get(1).last());
    }

    static Shape scores(String layer, List<Shape> inputs) {
        axes(layer, inputs);
        var query = inputs.getFirst();
        return query.with(query.rank() - 1, inputs.get(1).size(query.rank() - 2));
    }

    /// The one before the features is attended.
    private static AttentionAxes axes(String layer, List<Shape> inputs) {
        var axes = AttentionAxes.of(layer, List.of(-2), Expect.first(layer, inputs));
        axes.check(layer, inputs);
        return axes;
    }

    interface Fit {
        /// How well each key fits each query, `[groups, queries, keys]`, by queries and keys `[groups, …, features]`.
        Tensor of(Tensor queries, Tensor keys);
    }

    static Attending.Found weigh(String layer, List<Signal> inputs, Fit fit, double dropout, boolean causal,
            Pass pass) {
        var shapes = inputs.stream().map(Signal::shape).toList();
        output(layer, shapes);
        var axes = axes(layer, shapes);
        var query = shapes.getFirst();
        var fits = fit.of(axes.flat(pass.input(inputs.getFirst().tensor())),
                axes.flat(pass.input(inputs.getLast().tensor())));
        var s = fits.shape();
        var allowed = new Allowed(Mask.none(), inputs.get(1).mask(), Mask.none(), Optional.empty(), causal,
                Optional.empty()).of(layer, axes, query, shapes.get(1), 1);
        var heads = Ops.reshape(fits, s.insert(1, 1).sizes());
        var shares = Ops.reshape(Ops.maskedSoftmax(allowed, Style.SUBTRACT, heads), s.sizes());
        if (pass.training() && dropout > 0) shares = Ops.drop((float) dropout, pass.random("dropout"), shares);
        var output = Ops.batchDot(shares, 2, axes.flat(pass.input(inputs.get(1).tensor())), 1);
        var asking = axes.real(layer, inputs.getFirst().mask(), query);
        if (asking.length > 0) output = Ops.select(asking, output, Tensor.zeros(output.shape().sizes()));
        return new Attending.Found(axes.back(output, query),
                axes.rank() > 3 ? Ops.reshape(shares, scores(layer, shapes).sizes()) : shares);
    }
}
