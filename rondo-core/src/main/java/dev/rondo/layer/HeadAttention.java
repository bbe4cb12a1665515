package dev.rondo.layer;

import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.MaskedSoftmax.Style;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What attentions of several heads share (`keras/src/layers/attention/multi_head_attention.py`): queries, keys and values
/// go through a [Projection] each, each head mixes by `softmax(q · kᵀ / √keyDim)`, and a last projection makes one vector of
/// all heads. Keys that the masks of queries, values or keys, the causal mask or the window forbid get no share.
///
/// A query that may see nothing, as any masked one, gets zeros from the heads if there is dropout or somebody looks at the
/// scores, and the mean of all values otherwise: two ways to compute that Keras has, one fused and one not.
record HeadAttention(String title, int heads, int keyHeads, int keyDim, int valueDim, double dropout, boolean useBias,
        List<Integer> outputShape, boolean causal, Optional<Integer> window, boolean gate, Init kernelStart,
        Init biasStart) {
    HeadAttention {
        outputShape = List.copyOf(outputShape);
        Expect.rate(title, "dropout", dropout);
        for (int size : outputShape) Expect.positive(title, "each size of the output shape", size);
        window.ifPresent(w -> Expect.positive(title, "sliding window", w));
    }

    Shape output(List<Shape> inputs) {
        Attending.check(title, inputs);
        var query = inputs.getFirst();
        if (outputShape.isEmpty()) return query;
        var shape = query.without(2);
        for (int size : outputShape) shape = shape.insert(shape.rank(), size);
        return shape;
    }

    Shape scores(List<Shape> inputs) {
        Attending.check(title, inputs);
        var query = inputs.getFirst();
        return Shape.of(query.size(0), heads, query.size(1), inputs.get(1).size(1));
    }

    List<Weight> weights(List<Shape> inputs) {
        Attending.check(title, inputs);
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

    Attending.Found attend(List<Signal> inputs, boolean scores, Pass pass) {
        var shapes = inputs.stream().map(Signal::shape).toList();
        var shape = output(shapes);
        var projections = projections(shapes);
        var query = pass.input(inputs.getFirst().tensor());
        var q = Ops.scale((float) (1 / Math.sqrt(keyDim)), projections.getFirst().of(query, pass));
        var k = projections.get(1).of(pass.input(inputs.getLast().tensor()), pass);
        var v = projections.get(projections.size() - 2).of(pass.input(inputs.get(1).tensor()), pass);
        var style = scores || dropout > 0 ? Style.ZERO : Style.EVEN;
        var shares = Ops.maskedSoftmax(allowed(inputs), style, Ops.headScores(q, heads, k, keyHeads));
        Tensor dropped = pass.training() && dropout > 0 ? Ops.drop((float) dropout, pass.random("dropout"), shares)
                : shares;
        var mixed = Ops.headMix(dropped, heads, v, keyHeads);
        if (gate) mixed = Ops.times(mixed, Ops.sigmoid(projections.get(2).of(query, pass)));
        var out = projections.getLast().of(mixed, pass);
        return new Attending.Found(outputShape.size() < 2 ? out : Ops.reshape(out, shape.sizes()), shares);
    }

    private boolean[] allowed(List<Signal> inputs) {
        for (var s : inputs) s.mask().fits(title, s.shape().size(0), s.shape().size(1));
        var query = inputs.getFirst();
        return new Allowed(query.mask(), inputs.get(1).mask(), inputs.getLast().mask(), causal, window).of(
                query.shape().size(0), query.shape().size(1), inputs.get(1).shape().size(1));
    }
}
