package dev.rondo.layer;

import dev.rondo.cell.Cell;
import dev.rondo.cell.Gru;
import dev.rondo.cell.Lstm;
import dev.rondo.cell.SimpleRnn;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Init;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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

    /// A slope below 0 too; Keras's 0.3.
    public static LeakyRelu leakyRelu() {
        return leakyRelu(0.3);
    }

    /// `negativeSlope · x` below 0.
    public static LeakyRelu leakyRelu(double negativeSlope) {
        return new LeakyRelu(negativeSlope);
    }

    /// Learned slopes below 0.
    public static PRelu prelu() {
        return new PRelu(List.of(), Init.zeros());
    }

    /// `alpha (e^x − 1)` below 0.
    public static Elu elu(double alpha) {
        return new Elu(alpha);
    }

    /// The rectifier, with settings as its options.
    public static Relu relu() {
        return new Relu(Optional.empty(), 0, 0);
    }

    /// Softmax as a layer, along any axes.
    public static Softmax softmax() {
        return new Softmax(List.of(-1));
    }

    /// Each example to mean 0 and variance 1.
    public static LayerNormalization layerNormalization() {
        return new LayerNormalization();
    }

    /// Each example to a mean square of 1.
    public static RmsNormalization rmsNormalization() {
        return new RmsNormalization();
    }

    /// Each feature to mean 0 and variance 1 over the batch.
    public static BatchNormalization batchNormalization() {
        return new BatchNormalization();
    }

    /// Groups of channels of each example to mean 0 and variance 1; −1 is a group for each channel.
    public static GroupNormalization groupNormalization(int groups) {
        return new GroupNormalization(groups);
    }

    /// Each example to length 1.
    public static UnitNormalization unitNormalization() {
        return new UnitNormalization(List.of(-1));
    }

    /// Dropout of whole features of a sequence.
    public static SpatialDropout1D spatialDropout1D(double rate) {
        return new SpatialDropout1D(rate);
    }

    /// Noise that is added in training.
    public static GaussianNoise gaussianNoise(double stddev) {
        return new GaussianNoise(stddev);
    }

    /// Noise that is multiplied with in training.
    public static GaussianDropout gaussianDropout(double rate) {
        return new GaussianDropout(rate);
    }

    /// Dropout that goes with SELU.
    public static AlphaDropout alphaDropout(double rate) {
        return new AlphaDropout(rate);
    }

    /// Large numbers that pass here cost.
    public static ActivityRegularization activityRegularization(double l1, double l2) {
        return new ActivityRegularization(l1, l2);
    }

    /// Another shape for each example; one size may be -1, what is left.
    public static Reshape reshape(int... target) {
        return new Reshape(Shape.of(target));
    }

    /// The axes of each example in another order, counted from 1.
    public static Permute permute(int... dims) {
        return new Permute(Axes.list(dims));
    }

    /// Java code as a layer.
    public static Lambda lambda(UnaryOperator<Tensor> function) {
        return new Lambda(function);
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

    /// A layer under a name of your own.
    public static Named named(String name, Layer layer) {
        return new Named(name, layer);
    }
}
