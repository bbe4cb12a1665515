package dev.rondo.layer;

import dev.rondo.cell.Cell;
import dev.rondo.cell.Gru;
import dev.rondo.cell.Lstm;
import dev.rondo.cell.SimpleRnn;
import dev.rondo.nn.Activation;
import dev.rondo.nn.OutputMode;
import dev.rondo.tensor.Shape;
import java.util.List;
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
    public static Bidirectional bidirectional(Recurrent layer) {
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

    /// What comes in, as it is.
    public static IdentityLayer identity() {
        return new IdentityLayer();
    }

    /// A product by an equation such as `"...x,xy->...y"`; `outputShape` without the batch and what the dots stand for.
    public static EinsumDense einsumDense(String equation, int... outputShape) {
        return new EinsumDense(equation, Axes.list(outputShape));
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

    /// `e^x − 1` below 0.
    public static Elu elu() {
        return elu(1);
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

    /// 32 groups of channels of each example to mean 0 and variance 1.
    public static GroupNormalization groupNormalization() {
        return groupNormalization(32);
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
    public static SpatialDropout1D spatialDropout1d(double rate) {
        return new SpatialDropout1D(rate);
    }

    /// Dropout of whole channels of pictures.
    public static SpatialDropout2D spatialDropout2d(double rate) {
        return new SpatialDropout2D(rate);
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

    /// Costs nothing until it is given l1 or l2, as Keras's.
    public static ActivityRegularization activityRegularization() {
        return activityRegularization(0, 0);
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

    /// Several features as one of `numBins` bins: `hashedCrossing(100).on(a, b)`.
    public static HashedCrossing hashedCrossing(int numBins) {
        return new HashedCrossing(numBins);
    }

    /// The spectrum of sounds `[batch, samples, channels]` over time, by kernels that can be trained, in frames of 256 samples.
    public static StftSpectrogram stftSpectrogram() {
        return stftSpectrogram(256);
    }

    /// The same in frames of so many samples.
    public static StftSpectrogram stftSpectrogram(int frameLength) {
        return new StftSpectrogram(frameLength);
    }

    /// Sounds `[batch, samples]` as loudness of mel bands over time, by an FFT of 2048 samples.
    public static MelSpectrogram melSpectrogram() {
        return melSpectrogram(2048);
    }

    /// The same by an FFT of so many samples.
    public static MelSpectrogram melSpectrogram(int fftLength) {
        return new MelSpectrogram(fftLength);
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

    /// Filters slid over time.
    public static Conv conv1d(int filters, int kernelSize) {
        return new Conv(filters, List.of(kernelSize));
    }

    /// Filters slid over pictures; the size is one number for a square, or rows and columns.
    public static Conv conv2d(int filters, int... kernelSize) {
        return new Conv(filters, Places.each("Conv2D", "kernelSize", 2, kernelSize));
    }

    /// A convolution backwards, from few steps to many.
    public static ConvTranspose conv1dTranspose(int filters, int kernelSize) {
        return new ConvTranspose(filters, List.of(kernelSize));
    }

    /// A convolution backwards, from small pictures to large ones.
    public static ConvTranspose conv2dTranspose(int filters, int... kernelSize) {
        return new ConvTranspose(filters, Places.each("Conv2DTranspose", "kernelSize", 2, kernelSize));
    }

    /// Filters over time for each feature by itself.
    public static DepthwiseConv depthwiseConv1d(int kernelSize) {
        return new DepthwiseConv(List.of(kernelSize));
    }

    /// Filters over pictures for each channel by itself.
    public static DepthwiseConv depthwiseConv2d(int... kernelSize) {
        return new DepthwiseConv(Places.each("DepthwiseConv2D", "kernelSize", 2, kernelSize));
    }

    /// Filters over time for each feature by itself, whose results are mixed.
    public static SeparableConv separableConv1d(int filters, int kernelSize) {
        return new SeparableConv(filters, List.of(kernelSize));
    }

    /// Filters over pictures for each channel by itself, whose results are mixed.
    public static SeparableConv separableConv2d(int filters, int... kernelSize) {
        return new SeparableConv(filters, Places.each("SeparableConv2D", "kernelSize", 2, kernelSize));
    }

    /// An LSTM over sequences of lines, `[batch, time, places, channels]`.
    public static ConvLstm convLstm1d(int filters, int kernelSize) {
        return new ConvLstm(filters, List.of(kernelSize));
    }

    /// An LSTM over films, `[batch, time, rows, columns, channels]`.
    public static ConvLstm convLstm2d(int filters, int... kernelSize) {
        return new ConvLstm(filters, Places.each("ConvLSTM2D", "kernelSize", 2, kernelSize));
    }

    /// The larger of each two steps.
    public static Pooling maxPooling1d() {
        return maxPooling1d(2);
    }

    /// The largest of each `poolSize` steps.
    public static Pooling maxPooling1d(int poolSize) {
        return new Pooling(Pool.MAX, List.of(poolSize));
    }

    /// The largest number of each square of two by two.
    public static Pooling maxPooling2d() {
        return maxPooling2d(2, 2);
    }

    /// The largest number of each part of a picture; the size is one number for a square, or rows and columns.
    public static Pooling maxPooling2d(int... poolSize) {
        return new Pooling(Pool.MAX, Places.each("MaxPooling2D", "poolSize", 2, poolSize));
    }

    /// The mean of each `poolSize` steps.
    public static Pooling averagePooling1d(int poolSize) {
        return new Pooling(Pool.AVERAGE, List.of(poolSize));
    }

    /// The mean of each part of a picture; the size is one number for a square, or rows and columns.
    public static Pooling averagePooling2d(int... poolSize) {
        return new Pooling(Pool.AVERAGE, Places.each("AveragePooling2D", "poolSize", 2, poolSize));
    }

    /// The largest numbers over time, masked steps among them.
    public static GlobalPooling globalMaxPooling1d() {
        return new GlobalPooling(Pool.MAX, 1, false);
    }

    /// The largest numbers of a picture.
    public static GlobalPooling globalMaxPooling2d() {
        return new GlobalPooling(Pool.MAX, 2, false);
    }

    /// The mean over time, without masked steps.
    public static GlobalPooling globalAveragePooling1d() {
        return new GlobalPooling(Pool.AVERAGE, 1, false);
    }

    /// The mean of a picture.
    public static GlobalPooling globalAveragePooling2d() {
        return new GlobalPooling(Pool.AVERAGE, 2, false);
    }

    /// Time cut into `outputSize` parts, the largest number of each.
    public static AdaptivePooling adaptiveMaxPooling1d(int outputSize) {
        return new AdaptivePooling(Pool.MAX, List.of(outputSize));
    }

    /// Pictures cut into so many rows and columns, the largest number of each part.
    public static AdaptivePooling adaptiveMaxPooling2d(int... outputSize) {
        return new AdaptivePooling(Pool.MAX, Places.each("AdaptiveMaxPooling2D", "outputSize", 2, outputSize));
    }

    /// Time cut into `outputSize` parts, the mean of each.
    public static AdaptivePooling adaptiveAveragePooling1d(int outputSize) {
        return new AdaptivePooling(Pool.AVERAGE, List.of(outputSize));
    }

    /// Pictures cut into so many rows and columns, the mean of each part.
    public static AdaptivePooling adaptiveAveragePooling2d(int... outputSize) {
        return new AdaptivePooling(Pool.AVERAGE,
                Places.each("AdaptiveAveragePooling2D", "outputSize", 2, outputSize));
    }

    /// Zeros before and after time.
    public static ZeroPadding zeroPadding1d(int before, int after) {
        return new ZeroPadding(Edge.pairs(before, after));
    }

    /// Zeros around pictures.
    public static ZeroPadding zeroPadding2d(int top, int bottom, int left, int right) {
        return new ZeroPadding(Edge.pairs(top, bottom, left, right));
    }

    /// Time without its first and last steps.
    public static Cropping cropping1d(int before, int after) {
        return new Cropping(Edge.pairs(before, after));
    }

    /// Pictures without their edges.
    public static Cropping cropping2d(int top, int bottom, int left, int right) {
        return new Cropping(Edge.pairs(top, bottom, left, right));
    }

    /// Each step twice.
    public static UpSampling upSampling1d() {
        return upSampling1d(2);
    }

    /// Each step `size` times.
    public static UpSampling upSampling1d(int size) {
        return new UpSampling(List.of(size));
    }

    /// Pictures twice as high and twice as wide.
    public static UpSampling upSampling2d() {
        return upSampling2d(2, 2);
    }

    /// Pictures `size` times as large; one number, or one for rows and one for columns.
    public static UpSampling upSampling2d(int... size) {
        return new UpSampling(Places.each("UpSampling2D", "size", 2, size));
    }

    /// Pictures of one size.
    public static Resizing resizing(int height, int width) {
        return new Resizing(height, width);
    }

    /// The middle of pictures.
    public static CenterCrop centerCrop(int height, int width) {
        return new CenterCrop(height, width);
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
