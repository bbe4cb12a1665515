package dev.rondo.layer;

import dev.rondo.cell.Cell;
import dev.rondo.cell.Gru;
import dev.rondo.cell.Lstm;
import dev.rondo.cell.SimpleRnn;
import dev.rondo.nn.Activation;
import dev.rondo.nn.OutputMode;
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

    /// Numbers of categories as vectors; Keras's `CategoryEncoding`.
    public static CategoryEncoding categoryEncoding(int numTokens) {
        return new CategoryEncoding(numTokens);
    }

    /// Features of mean 0 and variance 1, with one mean and variance for all; [Normalization#adapt] learns them.
    public static Normalization normalization(double mean, double variance) {
        return normalization(new double[]{mean}, new double[]{variance});
    }

    /// The same with a mean and a variance for each feature, the last axis.
    public static Normalization normalization(double[] mean, double[] variance) {
        return new Normalization(List.of(-1), Numbers.list(mean), Numbers.list(variance), false);
    }

    /// Numbers as bins between ascending boundaries; [Discretization#adapt] learns them.
    public static Discretization discretization(double... binBoundaries) {
        return new Discretization(Numbers.list(binBoundaries), OutputMode.INT);
    }

    /// Whole numbers of any size as `numBins` bins.
    public static Hashing hashing(int numBins) {
        return new Hashing(numBins);
    }

    /// `scale · x`
    public static Rescaling rescaling(double scale) {
        return rescaling(scale, 0);
    }

    /// `scale · x + offset`
    public static Rescaling rescaling(double scale, double offset) {
        return rescaling(new double[]{scale}, new double[]{offset});
    }

    /// The same with a scale and an offset for each feature, the last axis.
    public static Rescaling rescaling(double[] scale, double[] offset) {
        return new Rescaling(Numbers.list(scale), Numbers.list(offset));
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
