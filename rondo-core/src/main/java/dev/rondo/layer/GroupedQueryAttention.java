package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// [MultiHeadAttention] where several heads of queries share a head of keys and values,
/// `softmax(q · kᵀ / √headDim) · v` (Ainslie et al. 2023). Keras:
/// `GroupQueryAttention` (`keras/src/layers/attention/grouped_query_attention.py`); PyTorch:
/// `scaled_dot_product_attention(enable_gqa=True)`.
///
/// @param headDim the size of a head
/// @param numQueryHeads a multiple of `numKeyValueHeads`
/// @param useCausalMask whether query i sees no key after place i
/// @param slidingWindow if given, query i sees keys less than this far from place i
/// @param useGate whether the heads are multiplied by a sigmoid of the query
public record GroupedQueryAttention(int headDim, int numQueryHeads, int numKeyValueHeads, double dropout,
        boolean useBias, boolean useCausalMask, Optional<Integer> slidingWindow, boolean useGate, Init kernelStart,
        Init biasStart) implements MultiHead {
    public GroupedQueryAttention {
        Legal.atLeast(1, "GroupedQueryAttention", "headDim", headDim);
        Legal.atLeast(1, "GroupedQueryAttention", "numQueryHeads", numQueryHeads);
        Legal.atLeast(1, "GroupedQueryAttention", "numKeyValueHeads", numKeyValueHeads);
        if (numQueryHeads % numKeyValueHeads != 0) {
            throw new RondoException("GroupedQueryAttention: %d heads of queries cannot share %d of keys evenly"
                    .formatted(numQueryHeads, numKeyValueHeads));
        }
        heads(headDim, numQueryHeads, numKeyValueHeads, dropout, useBias, useCausalMask, slidingWindow, useGate,
                kernelStart, biasStart);
    }

    public GroupedQueryAttention(int headDim, int numQueryHeads, int numKeyValueHeads) {
        this(headDim, numQueryHeads, numKeyValueHeads, 0, true, false, Optional.empty(), false, Init.glorotUniform(),
                Init.zeros());
    }

    private static HeadAttention heads(int headDim, int queryHeads, int keyHeads, double dropout, boolean useBias,
            boolean causal, Optional<Integer> window, boolean gate, Init kernelStart, Init biasStart) {
        return new HeadAttention("GroupedQueryAttention", queryHeads, keyHeads, headDim, headDim, dropout, useBias,
                List.of(), List.of(), causal, window, gate, kernelStart, biasStart);
    }

    private HeadAttention heads() {
        return heads(headDim, numQueryHeads, numKeyValueHeads, dropout, useBias, useCausalMask, slidingWindow, useGate,
                kernelStart, biasStart);
    }

    public GroupedQueryAttention dropout(double rate) {
        return new GroupedQueryAttention(headDim, numQueryHeads, numKeyValueHeads, rate, useBias, useCausalMask,
                slidingWindow, useGate, kernelStart, biasStart);
    }

    public GroupedQueryAttention useBias(boolean use) {
        return new GroupedQueryAttention(headDim, numQueryHeads, numKeyValueHeads, dropout, use, useCausalMask,
                slidingWindow, useGate, kernelStart, biasStart);
    }

    public GroupedQueryAttention useCausalMask(boolean use) {
        return new GroupedQueryAttention(headDim, numQueryHeads, numKeyValueHeads, dropout, useBias, use, slidingWindow,
                useGate, kernelStart, biasStart);
    }

    public GroupedQueryAttention slidingWindow(int steps) {
        return new GroupedQueryAttention(headDim, numQueryHeads, numKeyValueHeads, dropout, useBias, useCausalMask,
                Optional.of(steps), useGate, kernelStart, biasStart);
    }

    public GroupedQueryAttention useGate(boolean use) {
        return new GroupedQueryAttention(headDim, numQueryHeads, numKeyValueHeads, dropout, useBias, useCausalMask,
                slidingWindow, use, kernelStart, biasStart);
    }

    public GroupedQueryAttention starts(Init kernel, Init bias) {
        return new GroupedQueryAttention(headDim, numQueryHeads, numKeyValueHeads, dropout, useBias, useCausalMask,
                slidingWindow, useGate, kernel, bias);
    }

    @Override
    public List<Weight> weights(List<Shape> inputs) {
        output(inputs);
        return heads().weights(inputs);
    }

    /// Keras asks for three axes, and for queries and values of one size.
    @Override
    public Shape output(List<Shape> inputs) {
        for (var s : inputs) Expect.rank(title(), s, 3, "[batch, time, features]");
        var shape = heads().output(inputs);
        if (Expect.features(title(), shape) == Expect.features(title(), inputs.get(1))) return shape;
        throw new RondoException("GroupedQueryAttention: queries %s and values %s differ in the last axis".formatted(
                shape, inputs.get(1)));
    }

    @Override
    public Shape scoresShape(List<Shape> inputs) {
        output(inputs);
        return heads().scores(inputs);
    }

    @Override
    public void checkMask(List<Shape> inputs, Shape mask) {
        output(inputs);
        heads().checkMask(inputs, mask);
    }

    @Override
    public Found attend(List<Signal> inputs, Optional<Tensor> mask, boolean scores, Pass pass) {
        output(inputs.stream().map(Signal::shape).toList());
        return heads().attend(inputs, mask, scores, pass);
    }
}
