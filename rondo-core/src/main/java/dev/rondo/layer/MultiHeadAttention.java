package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Attention of several heads (Vaswani et al. 2017): each mixes the values in its own way, `softmax(q · kᵀ / √keyDim) · v`
/// of linear maps of queries, keys and values, and a last linear map makes one vector of all. Inputs are those of
/// [Attending]. Keras: `MultiHeadAttention` (`keras/src/layers/attention/multi_head_attention.py`), whose weights have
/// these names and shapes; PyTorch: `nn.MultiheadAttention`, whose `embed_dim` is `numHeads · keyDim`.
///
/// @param keyDim the size of a head for queries and keys
/// @param valueDim the size of a head for values; `keyDim` if empty
/// @param outputShape the sizes after `[batch, queries]`; those of the queries if empty
/// @param attentionAxes the axes whose places see each other; all between batch and features if empty
/// @param useCausalMask whether query i sees no key after place i
/// @param slidingWindow if given, query i sees keys less than this far from place i
/// @param useGate whether the heads are multiplied by a sigmoid of the query (Qiu et al. 2025)
public record MultiHeadAttention(int numHeads, int keyDim, Optional<Integer> valueDim, double dropout, boolean useBias,
        List<Integer> outputShape, List<Integer> attentionAxes, boolean useCausalMask, Optional<Integer> slidingWindow,
        boolean useGate,
        Init kernelStart, Init biasStart) implements MultiHead {
    public MultiHeadAttention {
        Legal.atLeast(1, "MultiHeadAttention", "numHeads", numHeads);
        Legal.atLeast(1, "MultiHeadAttention", "keyDim", keyDim);
        Legal.atLeast(1, "MultiHeadAttention", "valueDim", valueDim.orElse(1));
        outputShape = List.copyOf(outputShape);
        attentionAxes = List.copyOf(attentionAxes);
        heads(numHeads, keyDim, valueDim, dropout, useBias, outputShape, attentionAxes, useCausalMask, slidingWindow,
                useGate,
                kernelStart, biasStart);
    }

    public MultiHeadAttention(int numHeads, int keyDim) {
        this(numHeads, keyDim, Optional.empty(), 0, true, List.of(), List.of(), false, Optional.empty(), false,
                Init.glorotUniform(), Init.zeros());
    }

    private static HeadAttention heads(int numHeads, int keyDim, Optional<Integer> valueDim, double dropout,
            boolean useBias, List<Integer> outputShape, List<Integer> attentionAxes, boolean causal,
            Optional<Integer> window, boolean gate,
            Init kernelStart, Init biasStart) {
        return new HeadAttention("MultiHeadAttention", numHeads, numHeads, keyDim, valueDim.orElse(keyDim), dropout,
                useBias, outputShape, attentionAxes, causal, window, gate, kernelStart, biasStart);
    }

    private HeadAttention heads() {
        return heads(numHeads, keyDim, valueDim, dropout, useBias, outputShape, attentionAxes, useCausalMask,
                slidingWindow, useGate,
                kernelStart, biasStart);
    }

    public MultiHeadAttention valueDim(int size) {
        return new MultiHeadAttention(numHeads, keyDim, Optional.of(size), dropout, useBias, outputShape, attentionAxes,
                useCausalMask, slidingWindow, useGate, kernelStart, biasStart);
    }

    public MultiHeadAttention dropout(double rate) {
        return new MultiHeadAttention(numHeads, keyDim, valueDim, rate, useBias, outputShape, attentionAxes,
                useCausalMask, slidingWindow, useGate, kernelStart, biasStart);
    }

    public MultiHeadAttention useBias(boolean use) {
        return new MultiHeadAttention(numHeads, keyDim, valueDim, dropout, use, outputShape, attentionAxes,
                useCausalMask, slidingWindow, useGate, kernelStart, biasStart);
    }

    public MultiHeadAttention outputShape(int... sizes) {
        return new MultiHeadAttention(numHeads, keyDim, valueDim, dropout, useBias,
                Arrays.stream(sizes).boxed().toList(), attentionAxes, useCausalMask, slidingWindow, useGate,
                kernelStart, biasStart);
    }

    /// Of inputs with several axes between batch and features, such as `[batch, steps, notes, features]`, which are attended,
    /// counted from the batch or, if negative, from the end: with `attentionAxes(1)` each note sees itself in other steps,
    /// with `attentionAxes(2)` the other notes of its step, with neither or both all notes of all steps. A causal mask and a
    /// sliding window go along the one attended axis.
    public MultiHeadAttention attentionAxes(int... axes) {
        return new MultiHeadAttention(numHeads, keyDim, valueDim, dropout, useBias, outputShape,
                Arrays.stream(axes).boxed().toList(), useCausalMask, slidingWindow, useGate, kernelStart, biasStart);
    }

    public MultiHeadAttention useCausalMask(boolean use) {
        return new MultiHeadAttention(numHeads, keyDim, valueDim, dropout, useBias, outputShape, attentionAxes, use,
                slidingWindow,
                useGate, kernelStart, biasStart);
    }

    public MultiHeadAttention slidingWindow(int steps) {
        return new MultiHeadAttention(numHeads, keyDim, valueDim, dropout, useBias, outputShape, attentionAxes,
                useCausalMask, Optional.of(steps), useGate, kernelStart, biasStart);
    }

    public MultiHeadAttention useGate(boolean use) {
        return new MultiHeadAttention(numHeads, keyDim, valueDim, dropout, useBias, outputShape, attentionAxes,
                useCausalMask, slidingWindow, use, kernelStart, biasStart);
    }

    public MultiHeadAttention starts(Init kernel, Init bias) {
        return new MultiHeadAttention(numHeads, keyDim, valueDim, dropout, useBias, outputShape, attentionAxes,
                useCausalMask, slidingWindow, useGate, kernel, bias);
    }

    @Override
    public List<Weight> weights(List<Shape> inputs) {
        return heads().weights(inputs);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return heads().output(inputs);
    }

    @Override
    public Shape scoresShape(List<Shape> inputs) {
        return heads().scores(inputs);
    }

    @Override
    public void checkMask(List<Shape> inputs, Shape mask) {
        heads().checkMask(inputs, mask);
    }

    @Override
    public Found attend(List<Signal> inputs, Optional<Tensor> mask, boolean scores, Pass pass) {
        return heads().attend(inputs, mask, scores, pass);
    }
}
