package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.MaskedSoftmax.Style;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import dev.rondo.Legal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What attentions of several heads share (`keras/src/layers/attention/multi_head_attention.py`): queries, keys and values
/// go through a [Projection] each, each head mixes by `softmax(q · kᵀ / √keyDim)`, and a last projection makes one vector of
/// all heads. Keys that the masks of queries, values or keys, the causal mask or the window forbid get no share.
///
/// A query that may see nothing, as any masked one, gets zeros from the heads if there is dropout or somebody looks at the
/// scores or inputs have more than three axes, and the mean of all values otherwise: two ways to compute that Keras has, one
/// fused and one not.
record HeadAttention(String title, int heads, int keyHeads, int keyDim, int valueDim, double dropout, boolean useBias,
        List<Integer> outputShape, List<Integer> attentionAxes, boolean causal, Optional<Integer> window, boolean gate,
        Init kernelStart, Init biasStart) {
    HeadAttention {
        outputShape = List.copyOf(outputShape);
        attentionAxes = List.copyOf(attentionAxes);
        Legal.belowOne(title, "dropout", dropout);
        for (int size : outputShape) Legal.atLeast(1, title, "each size of the output shape", size);
        window.ifPresent(w -> Legal.atLeast(1, title, "slidingWindow", w));
    }

    Shape output(List<Shape> inputs) {
        checked(inputs);
        var query = inputs.getFirst();
        if (outputShape.isEmpty()) return query;
        var shape = query.without(query.rank() - 1);
        for (int size : outputShape) shape = shape.insert(shape.rank(), size);
        return shape;
    }

    Shape scores(List<Shape> inputs) {
        return checked(inputs).scores(inputs.getFirst(), inputs.get(1), heads);
    }

    void checkMask(List<Shape> inputs, Shape mask) {
        AttentionMask.check(title, mask, checked(inputs), scores(inputs));
    }

    /// The axes that are attended. "Before" and "near" are said of places along one axis only.
    private AttentionAxes checked(List<Shape> inputs) {
        var axes = AttentionAxes.of(title, attentionAxes, Expect.first(title, inputs));
        axes.check(title, inputs);
        if (axes.axes().size() > 1 && (causal || window.isPresent())) {
            throw new RondoException(
                    "%s: a causal mask or a sliding window needs one attention axis, but on %s it has %s"
                            .formatted(title, inputs.getFirst(), axes.axes()));
        }
        return axes;
    }

    List<Weight> weights(List<Shape> inputs) {
        checked(inputs);
        var weights = new ArrayList<Weight>();
        for (var p : projections(inputs)) weights.addAll(p.weights(kernelStart, biasStart));
        return weights;
    }

    /// For queries, keys, values and output, and for a gate if there is one; in Keras's order.
    private List<Projection> projections(List<Shape> inputs) {
        int dim = Expect.features(title, inputs.getFirst());
        var all = new ArrayList<Projection>();
        all.add(new Projection("query", List.of(dim), List.of(heads, keyDim), useBias));
        all.add(new Projection("key", List.of(Expect.features(title, inputs.getLast())), List.of(keyHeads, keyDim),
                useBias));
        if (gate) all.add(new Projection("gate", List.of(dim), List.of(heads, valueDim), useBias));
        all.add(new Projection("value", List.of(Expect.features(title, inputs.get(1))), List.of(keyHeads, valueDim),
                useBias));
        all.add(new Projection("attention_output", List.of(heads, valueDim),
                outputShape.isEmpty() ? List.of(dim) : outputShape, useBias));
        return all;
    }

    Attending.Found attend(List<Signal> inputs, Optional<Tensor> mask, boolean scores, Pass pass) {
        var shapes = inputs.stream().map(Signal::shape).toList();
        var shape = output(shapes);
        var axes = checked(shapes);
        var projections = projections(shapes);
        var query = axes.flat(pass.input(inputs.getFirst().tensor()));
        var q = Ops.scale((float) (1 / Math.sqrt(keyDim)), projections.getFirst().of(query, pass));
        var k = projections.get(1).of(axes.flat(pass.input(inputs.getLast().tensor())), pass);
        var v = projections.get(projections.size() - 2).of(axes.flat(pass.input(inputs.get(1).tensor())), pass);
        var style = scores || dropout > 0 || axes.rank() > 3 ? Style.ZERO : Style.EVEN;
        var shares = Ops.maskedSoftmax(allowed(inputs, mask, axes), style, Ops.headScores(q, heads, k, keyHeads));
        Tensor dropped = pass.training() && dropout > 0 ? Ops.drop((float) dropout, pass.random("dropout"), shares)
                : shares;
        var mixed = Ops.headMix(dropped, heads, v, keyHeads);
        if (gate) mixed = Ops.times(mixed, Ops.sigmoid(projections.get(2).of(query, pass)));
        var out = axes.back(projections.getLast().of(mixed, pass), shapes.getFirst());
        return new Attending.Found(outputShape.size() < 2 ? out : Ops.reshape(out, shape.sizes()),
                axes.rank() > 3 ? Ops.reshape(shares, scores(shapes).sizes()) : shares);
    }

    private boolean[] allowed(List<Signal> inputs, Optional<Tensor> mask, AttentionAxes axes) {
        var query = inputs.getFirst();
        var value = inputs.get(1);
        var scores = axes.scores(query.shape(), value.shape(), heads);
        var said = mask.map(m -> AttentionMask.of(title, m, axes, scores));
        return new Allowed(query.mask(), value.mask(), inputs.getLast().mask(), said, causal, window)
                .of(title, axes, query.shape(), value.shape(), heads);
    }
}
