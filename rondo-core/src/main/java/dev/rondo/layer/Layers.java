package dev.rondo.layer;

import dev.rondo.cell.Cell;
import dev.rondo.cell.Gru;
import dev.rondo.cell.Lstm;
import dev.rondo.cell.SimpleRnn;
import dev.rondo.nn.Activation;
import dev.rondo.tensor.Shape;
import java.util.List;

/// The layers, one line each: the vocabulary that models are written in, and all that a model file may name.
public final class Layers {
    private Layers() {}

    /// The shape of one example: `input(49, 1)` is 49 steps of one feature. Use [Shape#ANY] where sizes vary.
    public static Input input(int... sizes) {
        return new Input(Shape.of(sizes).insert(0, Shape.ANY));
    }

    /// Vanilla recurrent network; Keras's `SimpleRNN`.
    public static Rnn simpleRnn(int units) {
        return rnn(new SimpleRnn(units));
    }

    /// Long short-term memory; Keras's `LSTM`.
    public static Rnn lstm(int units) {
        return rnn(new Lstm(units));
    }

    /// Gated recurrent unit; Keras's `GRU`.
    public static Rnn gru(int units) {
        return rnn(new Gru(units));
    }

    /// Any cell over time: one of [dev.rondo.cell.Cells] or your own; Keras's `RNN`.
    public static Rnn rnn(Cell cell) {
        return new Rnn(cell);
    }

    /// Forward and backward in time, side by side; see [Bidirectional#merge].
    public static Bidirectional bidirectional(Rnn layer) {
        return new Bidirectional(layer);
    }

    /// A vector for each word; `inputDim` is the vocabulary plus one where 0 is padding.
    public static Embedding embedding(int inputDim, int outputDim) {
        return new Embedding(inputDim, outputDim);
    }

    /// Steps that are all zero are padding.
    public static Masking masking() {
        return new Masking(0);
    }

    /// Steps whose features all equal `maskValue` are padding.
    public static Masking masking(double maskValue) {
        return new Masking((float) maskValue);
    }

    public static Dense dense(int units) {
        return new Dense(units, Activation.LINEAR);
    }

    public static Dense dense(int units, Activation activation) {
        return new Dense(units, activation);
    }

    public static ActivationLayer activation(Activation activation) {
        return new ActivationLayer(activation);
    }

    public static Dropout dropout(double rate) {
        return new Dropout(rate);
    }

    /// `layer` at every time step.
    public static TimeDistributed timeDistributed(Layer layer) {
        return new TimeDistributed(layer);
    }

    /// One vector as `n` equal steps.
    public static RepeatVector repeatVector(int n) {
        return new RepeatVector(n);
    }

    /// Everything but the batch as one axis.
    public static Flatten flatten() {
        return new Flatten();
    }

    /// Side by side along the last axis, or another [Concatenate#axis]: `concatenate().on(a, b)`.
    public static Concatenate concatenate() {
        return new Concatenate();
    }

    /// The sum of several inputs.
    public static Add add() {
        return new Add();
    }

    /// The first of two inputs less the second.
    public static Subtract subtract() {
        return new Subtract();
    }

    /// The product of several inputs, element by element.
    public static Multiply multiply() {
        return new Multiply();
    }

    /// The mean of several inputs, element by element.
    public static Average average() {
        return new Average();
    }

    /// The largest of several inputs, element by element.
    public static Maximum maximum() {
        return new Maximum();
    }

    /// The smallest of several inputs, element by element.
    public static Minimum minimum() {
        return new Minimum();
    }

    /// The product of two inputs, summed over an axis of each that has this number; the batch is axis 0, the last -1.
    public static Dot dot(int axis) {
        return new Dot(axis, axis);
    }

    /// The product of two inputs, summed over an axis of the first and an axis of the second.
    public static Dot dot(int firstAxis, int secondAxis) {
        return new Dot(firstAxis, secondAxis);
    }

    /// Dot-product attention: `attention().on(queries, values)`, or with keys of their own as a third input.
    public static Attention attention() {
        return new Attention();
    }

    /// Bahdanau's attention: `additiveAttention().on(queries, values)`, or with keys of their own as a third input.
    public static AdditiveAttention additiveAttention() {
        return new AdditiveAttention();
    }

    /// Attention of several heads: `multiHeadAttention(4, 32).on(queries, values)`, or with keys as a third input.
    public static MultiHeadAttention multiHeadAttention(int numHeads, int keyDim) {
        return new MultiHeadAttention(numHeads, keyDim);
    }

    /// Attention where heads of queries share heads of keys and values; Keras's `GroupQueryAttention`.
    public static GroupedQueryAttention groupedQueryAttention(int headDim, int numQueryHeads, int numKeyValueHeads) {
        return new GroupedQueryAttention(headDim, numQueryHeads, numKeyValueHeads);
    }

    /// A sequence's [#multiHeadAttention] to itself, as a layer.
    public static SelfAttention selfAttention(int numHeads, int keyDim) {
        return selfAttention(multiHeadAttention(numHeads, keyDim));
    }

    /// A sequence's attention to itself, as a layer.
    public static SelfAttention selfAttention(Attending attention) {
        return new SelfAttention(attention);
    }

    /// A layer under a name of your own.
    public static Named named(String name, Layer layer) {
        return new Named(name, layer);
    }

    /// A block of several inputs or outputs under a name of your own.
    public static NamedBlock named(String name, Block block) {
        return new NamedBlock(name, block);
    }

    /// Layers one after the other as one layer.
    public static Chain chain(Layer... layers) {
        return Chain.of(List.of(layers));
    }

    /// A block to be used at several places of a graph, with the same weights everywhere.
    public static Shared shared(Block block) {
        return new Shared(block);
    }

    /// Scores for each word from the table of a shared embedding: tied weights.
    public static Unembedding unembedding(int words) {
        return new Unembedding(words);
    }
}
