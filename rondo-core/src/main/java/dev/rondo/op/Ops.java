package dev.rondo.op;

import static dev.rondo.tensor.Tape.apply;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// The operations, one line each: the table of contents of this package and the language that cells are written in.
public final class Ops {
    private Ops() {}

    /// `a + b`, broadcast as in NumPy.
    public static Tensor plus(Tensor a, Tensor b) {
        return apply(new Plus(), a, b);
    }

    /// `a + b + …`, from left to right.
    public static Tensor plus(Tensor a, Tensor b, Tensor c) {
        return plus(plus(a, b), c);
    }

    /// `a − b`
    public static Tensor minus(Tensor a, Tensor b) {
        return apply(new Minus(), a, b);
    }

    /// `a ∘ b`, element by element.
    public static Tensor times(Tensor a, Tensor b) {
        return apply(new Times(), a, b);
    }

    /// `x + b`
    public static Tensor plus(Tensor x, float b) {
        return apply(new Affine(1, b), x);
    }

    /// `a·x`
    public static Tensor scale(float a, Tensor x) {
        return apply(new Affine(a, 0), x);
    }

    /// `1 − x`
    public static Tensor oneMinus(Tensor x) {
        return apply(new Affine(-1, 1), x);
    }

    /// `x · w`, with x `[…, inputs]` and w `[inputs, outputs]`.
    public static Tensor linear(Tensor x, Tensor w) {
        return apply(new Linear(), x, w);
    }

    /// `x · wᵀ`, with x `[…, inputs]` and w `[outputs, inputs]`.
    public static Tensor linearTransposed(Tensor x, Tensor w) {
        return apply(new LinearTransposed(), x, w);
    }

    /// `x · w + b`
    public static Tensor linear(Tensor x, Tensor w, Tensor b) {
        return plus(linear(x, w), b);
    }

    public static Tensor tanh(Tensor x) {
        return apply(new Tanh(), x);
    }

    public static Tensor sigmoid(Tensor x) {
        return apply(new Sigmoid(), x);
    }

    /// `relu6(x + 3) / 6`
    public static Tensor hardSigmoid(Tensor x) {
        return apply(new HardSigmoid(), x);
    }

    public static Tensor relu(Tensor x) {
        return apply(new Relu(), x);
    }

    /// `x` between 0 and 6.
    public static Tensor relu6(Tensor x) {
        return apply(new BoundedRelu(), x);
    }

    /// Keras's `relu` with settings; `max` is infinite for none.
    public static Tensor relu(Tensor x, float max, float negativeSlope, float threshold) {
        return apply(new BoundedRelu(max, negativeSlope, threshold), x);
    }

    /// `x` where it is not negative, `0.2 · x` elsewhere.
    public static Tensor leakyRelu(Tensor x) {
        return leakyRelu(0.2f, x);
    }

    /// `x` where it is not negative, `negativeSlope · x` elsewhere.
    public static Tensor leakyRelu(float negativeSlope, Tensor x) {
        return apply(new LeakyRelu(negativeSlope), x);
    }

    public static Tensor elu(Tensor x) {
        return apply(new Elu(), x);
    }

    public static Tensor elu(double alpha, Tensor x) {
        return apply(new Elu(alpha), x);
    }

    public static Tensor celu(Tensor x) {
        return celu(1, x);
    }

    public static Tensor celu(double alpha, Tensor x) {
        return apply(new Celu(alpha), x);
    }

    public static Tensor selu(Tensor x) {
        return apply(new Selu(), x);
    }

    public static Tensor gelu(Tensor x) {
        return apply(new Gelu(), x);
    }

    /// [#gelu] by a formula with tanh.
    public static Tensor geluTanh(Tensor x) {
        return apply(new GeluTanh(), x);
    }

    /// `a ∘ sigmoid(b)`, a and b being the halves of the last axis (Dauphin et al. 2017, arXiv:1612.08083).
    public static Tensor glu(Tensor x) {
        return times(part(x, 0, 2), sigmoid(part(x, 1, 2)));
    }

    /// The same along another axis, which is halved.
    public static Tensor glu(Tensor x, int axis) {
        return along(x, axis, Ops::glu);
    }

    /// `x` where `|x|` is above 0.5, 0 elsewhere.
    public static Tensor hardShrink(Tensor x) {
        return hardShrink(0.5f, x);
    }

    /// `x` where `|x|` is above the threshold, 0 elsewhere.
    public static Tensor hardShrink(float threshold, Tensor x) {
        return apply(new HardShrink(threshold), x);
    }

    /// `x` moved towards 0 by 0.5, 0 where it would pass it.
    public static Tensor softShrink(Tensor x) {
        return softShrink(0.5f, x);
    }

    /// `x` moved towards 0 by the threshold, 0 where it would pass it.
    public static Tensor softShrink(float threshold, Tensor x) {
        return apply(new SoftShrink(threshold), x);
    }

    /// `x − tanh x`
    public static Tensor tanhShrink(Tensor x) {
        return apply(new TanhShrink(), x);
    }

    /// `x` where it is above the threshold, `otherwise` elsewhere.
    public static Tensor threshold(float threshold, float otherwise, Tensor x) {
        return apply(new Threshold(threshold, otherwise), x);
    }

    /// `x · hardSigmoid(x)`
    public static Tensor hardSilu(Tensor x) {
        return apply(new HardSilu(), x);
    }

    /// `x` between −1 and 1.
    public static Tensor hardTanh(Tensor x) {
        return apply(new HardTanh(), x);
    }

    public static Tensor mish(Tensor x) {
        return apply(new Mish(), x);
    }

    public static Tensor sparsePlus(Tensor x) {
        return apply(new SparsePlus(), x);
    }

    public static Tensor sparseSigmoid(Tensor x) {
        return apply(new SparseSigmoid(), x);
    }

    /// `(x + √(x² + 4)) / 2`
    public static Tensor squareplus(Tensor x) {
        return squareplus(4, x);
    }

    /// `(x + √(x² + b)) / 2`
    public static Tensor squareplus(double b, Tensor x) {
        return apply(new Squareplus(b), x);
    }

    /// The logarithm of the sigmoid.
    public static Tensor logSigmoid(Tensor x) {
        return apply(new LogSigmoid(), x);
    }

    public static Tensor abs(Tensor x) {
        return apply(new Abs(), x);
    }

    public static Tensor silu(Tensor x) {
        return apply(new Silu(), x);
    }

    public static Tensor softplus(Tensor x) {
        return apply(new Softplus(), x);
    }

    public static Tensor softsign(Tensor x) {
        return apply(new Softsign(), x);
    }

    public static Tensor exp(Tensor x) {
        return apply(new Exp(), x);
    }

    /// The natural logarithm.
    public static Tensor log(Tensor x) {
        return apply(new Log(), x);
    }

    public static Tensor square(Tensor x) {
        return apply(new Square(), x);
    }

    /// `x^p`, of numbers of 0 or more.
    public static Tensor power(double p, Tensor x) {
        return apply(new Power(p), x);
    }

    /// The angle of the points `(x, y)`, from −π to π.
    public static Tensor atan2(Tensor y, Tensor x) {
        return apply(new Atan2(), y, x);
    }

    /// The short-time Fourier transform of `[batch, samples]`, a frame every `stride` samples: `[batch, frames, 2 bins]`.
    public static Tensor spectrum(Tensor x, int stride, List<Double> window) {
        return apply(new Spectrum(stride, window), x);
    }

    /// `1 / √x`
    public static Tensor rsqrt(Tensor x) {
        return apply(new Rsqrt(), x);
    }

    /// Softmax over the last axis.
    public static Tensor softmax(Tensor x) {
        return apply(new Softmax(), x);
    }

    /// Softmax along one axis; negative ones count from the last.
    public static Tensor softmax(Tensor x, int axis) {
        return along(x, axis, Ops::softmax);
    }

    /// The logarithm of softmax over the last axis.
    public static Tensor logSoftmax(Tensor x) {
        return apply(new LogSoftmax(), x);
    }

    /// The logarithm of softmax along one axis.
    public static Tensor logSoftmax(Tensor x, int axis) {
        return along(x, axis, Ops::logSoftmax);
    }

    /// Sparsemax over the last axis.
    public static Tensor sparsemax(Tensor x) {
        return apply(new Sparsemax(), x);
    }

    /// Sparsemax along one axis.
    public static Tensor sparsemax(Tensor x, int axis) {
        return along(x, axis, Ops::sparsemax);
    }

    /// What works along the last axis, along another.
    private static Tensor along(Tensor x, int axis, UnaryOperator<Tensor> last) {
        int rank = x.shape().rank();
        if (axis < -rank || axis >= rank) {
            throw new RondoException("there is no axis %d in shape %s".formatted(axis, x.shape()));
        }
        int at = axis < 0 ? axis + rank : axis;
        if (at == rank - 1) return last.apply(x);
        var swapped = IntStream.range(0, rank).map(i -> i == at ? rank - 1 : i == rank - 1 ? at : i).toArray();
        return transpose(last.apply(transpose(x, swapped)), swapped);
    }

    /// Mean 0 and variance 1 over the last axis.
    public static Tensor standardize(float epsilon, Tensor x) {
        return apply(new Standardize(epsilon), x);
    }

    /// Mean 0 and variance 1 over all axes but one. `(x − mean) / √(variance + ε)`.
    public static Tensor batchStandardize(BatchStandardize how, Tensor x) {
        return apply(how, x);
    }

    /// A mean square of 1 over the last axis.
    public static Tensor rmsNormalize(float epsilon, Tensor x) {
        return apply(new RmsNormalize(epsilon), x);
    }

    /// Length 1 over the last axis.
    public static Tensor unitNormalize(float epsilon, Tensor x) {
        return apply(new UnitNormalize(epsilon), x);
    }

    /// Part `index` of `parts` equal parts of the last axis, `[…, n]` to `[…, n / parts]`: `part(z, 1, 4)` is the
    /// second gate of four.
    public static Tensor part(Tensor x, int index, int parts) {
        int width = x.shape().last() / parts;
        if (width * parts != x.shape().last()) {
            throw new RondoException(
                    "part: the last axis of shape %s does not divide into %d".formatted(x.shape(), parts));
        }
        return columns(x, index * width, (index + 1) * width);
    }

    /// The numbers `from` (inclusive) to `to` (exclusive) of the last axis.
    public static Tensor columns(Tensor x, int from, int to) {
        return apply(new Part(from, to), x);
    }

    /// The larger of two, element by element, broadcast.
    public static Tensor maximum(Tensor a, Tensor b) {
        return apply(new Maximum(), a, b);
    }

    /// The smaller of two, element by element, broadcast.
    public static Tensor minimum(Tensor a, Tensor b) {
        return apply(new Minimum(), a, b);
    }

    /// The product example by example, summed over `aAxis` of a and `bAxis` of b; the batch is axis 0.
    public static Tensor batchDot(Tensor a, int aAxis, Tensor b, int bAxis) {
        return apply(new BatchDot(aAxis, bAxis), a, b);
    }

    /// The products of all queries with all keys, `heads` of them side by side in the last axis of the queries and
    /// `keyHeads` in that of the keys, to `[batch, heads, queries, keys]`.
    public static Tensor headScores(Tensor queries, int heads, Tensor keys, int keyHeads) {
        return apply(new HeadScores(heads, keyHeads), queries, keys);
    }

    /// Values mixed by `shares` `[batch, heads, queries, keys]`, to `[batch, queries, heads · depth]`.
    public static Tensor headMix(Tensor shares, int heads, Tensor values, int keyHeads) {
        return apply(new HeadMix(heads, keyHeads), shares, values);
    }

    /// `Σ_d w_d · tanh(q_td + k_sd)` for all queries and keys, to `[batch, queries, keys]`.
    public static Tensor additiveScores(Tensor queries, Tensor keys, Tensor weights) {
        return apply(new AdditiveScores(), queries, keys, weights);
    }

    /// Softmax over the last axis of `[batch, heads, queries, keys]`, of what is `allowed`, `[batch, queries, keys]`.
    public static Tensor maskedSoftmax(boolean[] allowed, MaskedSoftmax.Style style, Tensor scores) {
        return apply(new MaskedSoftmax(allowed, style), scores);
    }

    /// Side by side along the last axis.
    public static Tensor concat(Tensor... xs) {
        return apply(new Concat(), xs);
    }

    /// Place `i` of `axis`, which goes away.
    public static Tensor at(Tensor x, int axis, int i) {
        return apply(new At(axis, i), x);
    }

    /// Tensors of one shape as the places of a new axis.
    public static Tensor stack(int axis, List<Tensor> xs) {
        return apply(new Stack(axis), xs.toArray(new Tensor[0]));
    }

    /// One axis in the opposite order.
    public static Tensor reverse(int axis, Tensor x) {
        return apply(new Reverse(axis), x);
    }

    /// The same numbers under another shape.
    public static Tensor reshape(Tensor x, int... sizes) {
        return apply(new Reshape(Shape.of(sizes)), x);
    }

    /// Axes in another order: axis i of the result is axis `axes[i]` of x.
    public static Tensor transpose(Tensor x, int... axes) {
        return apply(new Transpose(Arrays.stream(axes).boxed().toList()), x);
    }

    /// A new axis of size 1 before axis `at`.
    public static Tensor expandDims(Tensor x, int at) {
        return apply(new Reshape(x.shape().insert(at < 0 ? x.shape().rank() + 1 + at : at, 1)), x);
    }

    /// One axis repeated as a whole.
    public static Tensor tile(Tensor x, int axis, int times) {
        return apply(new Tile(axis, times), x);
    }

    /// The sum of all numbers.
    public static Tensor sum(Tensor x) {
        return apply(new Sum(), x);
    }

    /// The sum over the last axis, which goes away.
    public static Tensor sumLast(Tensor x) {
        return apply(new SumLast(), x);
    }

    /// The mean over the last axis, which stays as an axis of size 1.
    public static Tensor meanLast(Tensor x) {
        return apply(new MeanLast(), x);
    }

    /// Rows of `table` `[rows, columns]` by whole-number `ids` `[…]`, to `[…, columns]`.
    public static Tensor lookup(Tensor ids, Tensor table) {
        return apply(new Lookup(), ids, table);
    }

    /// How much there is of each number below `depth` in a row: ids and their weights `[…, n]`, to `[…, depth]`.
    public static Tensor count(int depth, Tensor ids, Tensor weights) {
        return apply(new Count(depth), ids, weights);
    }

    /// Row by row `a` where `first` is true and `b` elsewhere; a row is what one place of the first axes holds.
    public static Tensor select(boolean[] first, Tensor a, Tensor b) {
        return apply(new Select(first), a, b);
    }

    /// A kernel `[taps…, channels / groups, filters]` slid over x `[batch, places…, channels]`.
    public static Tensor convolve(Tensor x, Tensor kernel, List<Slide> axes, int groups) {
        return apply(new Convolve(axes, groups), x, kernel);
    }

    /// A convolution backwards, to axes of these sizes; kernel `[taps…, filters, channels]`.
    public static Tensor convolveBack(Tensor x, Tensor kernel, List<Slide> axes, List<Integer> sizes) {
        return apply(new ConvolveBack(axes, sizes), x, kernel);
    }

    /// A kernel `[taps…, channels, multiplier]` slid over each channel by itself.
    public static Tensor convolveEach(Tensor x, Tensor kernel, List<Slide> axes) {
        return apply(new ConvolveEach(axes), x, kernel);
    }

    /// The largest number of each window of x `[batch, places…, channels]`.
    public static Tensor maxPool(Tensor x, List<Windows> axes) {
        return apply(new MaxPool(axes), x);
    }

    /// The mean of each window of x `[batch, places…, channels]`.
    public static Tensor averagePool(Tensor x, List<Windows> axes) {
        return apply(new AveragePool(axes), x);
    }

    /// The largest number over all places: `[batch, places…, channels]` to `[batch, channels]`.
    public static Tensor maxPlaces(Tensor x) {
        return apply(new MaxPlaces(), x);
    }

    /// The sum over all places with weights `[batch, places]`: `[batch, places…, channels]` to `[batch, channels]`.
    public static Tensor weighPlaces(Tensor x, Tensor weights) {
        return apply(new WeighPlaces(), x, weights);
    }

    /// Zeros before and after one axis.
    public static Tensor pad(Tensor x, int axis, int before, int after) {
        return apply(new Pad(axis, before, after), x);
    }

    /// One axis without its first and last places.
    public static Tensor crop(Tensor x, int axis, int before, int after) {
        return apply(new Crop(axis, before, after), x);
    }

    /// Each place of one axis several times, one after the other.
    public static Tensor repeat(Tensor x, int axis, int times) {
        return apply(new Repeat(axis, times), x);
    }

    /// One axis with `size` places instead of those it has, each a mean of the places around it.
    public static Tensor resample(Tensor x, int axis, int size, Curve curve, boolean antialias) {
        return apply(new Resample(axis, size, curve, antialias), x);
    }

    /// Inverted dropout, decided by `key`.
    public static Tensor drop(float rate, Key key, Tensor x) {
        return apply(new Drop(rate, key), x);
    }
}
