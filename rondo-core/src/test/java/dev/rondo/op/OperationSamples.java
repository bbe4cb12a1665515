package dev.rondo.op;

import dev.rondo.contract.Discover;
import dev.rondo.contract.Draw;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/// What the operations are tried on: sizes that fill no vector register, axes of one, and nothing at all. A function of
/// one number needs no line here, any other operation does.
final class OperationSamples {
    private OperationSamples() {}

    /// An operation and inputs that it takes. Those that are `fixed`, such as ids, have no gradient.
    record Sample(Operation op, List<Tensor> fixed, List<Tensor> in) {
        /// All inputs that are not fixed, by the names that a pass knows them by.
        Weights inputs() {
            var byName = new LinkedHashMap<String, Tensor>();
            for (int i = 0; i < in.size(); i++) byName.put("input " + i, in.get(i));
            return Weights.of(byName);
        }

        /// The operation on the inputs as the pass has them.
        List<Tensor> apply(Pass pass) {
            var all = new ArrayList<Tensor>();
            fixed.forEach(t -> all.add(pass.input(t)));
            for (int i = 0; i < in.size(); i++) all.add(pass.weight("input " + i));
            return List.of(Tape.apply(op, all.toArray(new Tensor[0])));
        }

        @Override
        public String toString() {
            return op + " " + Stream.concat(fixed.stream(), in.stream()).map(t -> t.shape().toString()).toList();
        }
    }

    static List<Sample> all() { return Stream.of(named(), pointwise()).flatMap(List::stream).toList(); }

    private static List<Sample> named() {
        boolean[] rows = {true, false, false, true, true};
        boolean[] holes = {true, true, false, true, false, true, true, true, false, false, true, true};
        return List.of(
                of(new Plus(), s(5, 7), s(5, 7)), of(new Plus(), s(5, 7), s(7)), of(new Plus(), s(7), s(5, 7)),
                of(new Plus(), s(5, 7), s(5, 1)), of(new Plus(), s(3, 1, 7), s(5, 1)), of(new Plus(), s(5, 7), s()),
                of(new Minus(), s(5, 7), s(5, 7)), of(new Minus(), s(5, 7), s(7)), of(new Minus(), s(7), s(5, 7)),
                of(new Minus(), s(3, 1, 7), s(5, 1)), of(new Minus(), s(), s(5, 7)),
                of(new Times(), s(5, 7), s(5, 7)), of(new Times(), s(5, 7), s(7)), of(new Times(), s(7), s(5, 7)),
                of(new Times(), s(3, 5, 7), s(3, 5, 1)), of(new Times(), s(3, 1, 7), s(5, 1)),
                of(new Times(), s(5), s()),
                of(new Affine(-0.5f, 2), s(5, 7)), of(new Affine(3, 0), s(17)),
                of(new Linear(), s(5, 7), s(7, 3)), of(new Linear(), s(2, 5, 7), s(7, 17)),
                of(new Linear(), s(7), s(7, 3)),
                of(new Linear(), s(1, 1), s(1, 1)), of(new Linear(), s(0, 7), s(7, 3)),
                of(new LinearTransposed(), s(5, 7), s(3, 7)), of(new LinearTransposed(), s(2, 5, 7), s(17, 7)),
                of(new LinearTransposed(), s(7), s(3, 7)), of(new LinearTransposed(), s(0, 7), s(3, 7)),
                of(new Tanh(), s(5, 7)), of(new Sigmoid(), s(5, 7)), of(new Relu(), s(5, 7)),
                of(new Softmax(), s(5, 7)), of(new Softmax(), s(2, 3, 17)), of(new Softmax(), s(5, 1)),
                of(new LogSoftmax(), s(5, 7)), of(new LogSoftmax(), s(2, 3, 17)), of(new LogSoftmax(), s(5, 1)),
                of(new Sparsemax(), s(5, 7)), of(new Sparsemax(), s(2, 3, 5)), of(new Sparsemax(), s(5, 1)),
                of(new Threshold(0.5f, -1), s(5, 7)), of(new BoundedRelu(1, 0.25f, 0.5f), s(5, 7)),
                of(new BoundedRelu(), s(5, 7)),
                of(new Standardize(0.1f), s(5, 7)), of(new Standardize(1e-3f), s(2, 3, 5)),
                of(new RmsNormalize(0.1f), s(5, 7)), of(new RmsNormalize(1e-6f), s(2, 3, 5)),
                of(new UnitNormalize(1e-7f), s(5, 7)), of(new UnitNormalize(10), s(2, 3, 5)),
                of(new BatchStandardize(1, 0.1f, new boolean[0]), s(5, 7)),
                of(new BatchStandardize(2, 1e-3f, new boolean[0]), s(2, 3, 5)),
                of(new BatchStandardize(1, 1e-3f, new boolean[0]), s(3, 4, 5)),
                of(new BatchStandardize(2, 1e-3f, holes), s(3, 4, 5)),
                of(new BatchStandardize(1, 1e-3f, holes), s(3, 4, 5)),
                of(new Transpose(List.of(1, 0)), s(3, 5)), of(new Transpose(List.of(2, 0, 1)), s(3, 4, 5)),
                of(new Transpose(List.of(0, 2, 1)), s(3, 4, 5)), of(new Transpose(List.of()), s()),
                of(new Part(2, 5), s(3, 7)), of(new Part(0, 7), s(2, 3, 7)), of(new Part(3, 3), s(3, 7)),
                of(new Concat(), s(3, 2), s(3, 5)), of(new Concat(), s(2, 3, 1), s(2, 3, 4), s(2, 3, 2)),
                of(new Concat(), s(4), s(2)), of(new Concat(), s(3, 2)),
                of(new At(1, 2), s(3, 4, 5)), of(new At(0, 0), s(3, 4)), of(new At(2, 4), s(3, 4, 5)),
                of(new Stack(1), s(3, 4), s(3, 4), s(3, 4)), of(new Stack(0), s(3), s(3)),
                of(new Stack(2), s(3, 4), s(3, 4)),
                of(new Reverse(1), s(3, 4, 5)), of(new Reverse(0), s(5)), of(new Reverse(2), s(3, 4, 5)),
                of(new Reshape(Shape.of(6, 10)), s(3, 4, 5)), of(new Reshape(Shape.of()), s(1, 1)),
                of(new Tile(1, 3), s(2, 3, 4)), of(new Tile(0, 1), s(5)), of(new Tile(2, 2), s(2, 3, 4)),
                of(new Sum(), s(5, 7)), of(new Sum(), s()), of(new SumLast(), s(3, 5, 7)), of(new SumLast(), s(7)),
                of(new MeanLast(), s(3, 5, 7)), of(new MeanLast(), s(7)), of(new MeanLast(), s(5, 1)),
                of(new Select(rows), s(5, 7), s(5, 7)), of(new Select(rows), s(5, 2, 3), s(5, 2, 3)),
                of(new Convolve(line(3, 1, 1, Padding.SAME), 1), s(2, 6, 3), s(3, 3, 2)),
                of(new Convolve(line(2, 2, 1, Padding.VALID), 1), s(2, 6, 3), s(2, 3, 2)),
                of(new Convolve(line(3, 1, 2, Padding.CAUSAL), 2), s(2, 5, 4), s(3, 2, 2)),
                of(new Convolve(line(7, 3, 1, Padding.SAME), 1), s(1, 5, 1), s(7, 1, 1)),
                of(new Convolve(picture(Padding.SAME), 1), s(2, 3, 5, 2), s(2, 3, 2, 2)),
                of(new Convolve(picture(Padding.VALID), 2), s(1, 3, 4, 2), s(2, 3, 1, 4)),
                of(new ConvolveBack(line(3, 2, 1, Padding.SAME), List.of(6)), s(2, 3, 2), s(3, 4, 2)),
                of(new ConvolveBack(line(2, 1, 2, Padding.VALID), List.of(5)), s(2, 3, 2), s(2, 1, 2)),
                of(new ConvolveBack(picture(Padding.SAME), List.of(3, 5)), s(2, 3, 3, 2), s(2, 3, 1, 2)),
                of(new ConvolveEach(line(3, 2, 1, Padding.SAME)), s(2, 6, 3), s(3, 3, 1)),
                of(new ConvolveEach(line(2, 1, 3, Padding.VALID)), s(2, 6, 2), s(2, 2, 3)),
                of(new ConvolveEach(picture(Padding.SAME)), s(2, 3, 5, 2), s(2, 3, 2, 2)),
                of(new MaxPool(List.of(Slide.of(3, 2, Padding.SAME))), s(2, 6, 3)),
                of(new MaxPool(List.of(Slide.of(2, 1, Padding.VALID), new Even(3))), s(2, 3, 5, 2)),
                of(new AveragePool(List.of(Slide.of(3, 2, Padding.SAME))), s(2, 6, 3)),
                of(new AveragePool(List.of(new Even(2), Slide.of(2, 3, Padding.VALID))), s(2, 3, 5, 2)),
                of(new MaxPlaces(), s(2, 5, 3)), of(new MaxPlaces(), s(2, 2, 3, 3)),
                of(new WeighPlaces(), s(2, 5, 3), s(2, 5)), of(new WeighPlaces(), s(2, 2, 3, 3), s(2, 6)),
                of(new Pad(1, 2, 1), s(2, 3, 4)), of(new Pad(2, 0, 3), s(2, 3, 4)),
                of(new Crop(1, 2, 1), s(2, 5, 4)), of(new Crop(0, 1, 0), s(2, 3)),
                of(new Repeat(1, 3), s(2, 3, 4)), of(new Repeat(0, 1), s(5)),
                of(new Resample(1, 9, Curve.LINEAR, false), s(2, 3, 4)),
                of(new Resample(2, 2, Curve.LINEAR, false), s(2, 3, 1, 2)),
                of(new Resample(1, 3, Curve.LINEAR, true), s(2, 7)),
                of(new Resample(1, 5, Curve.NEAREST, true), s(2, 3, 4)),
                of(new Resample(0, 3, Curve.NEAREST, false), s(7)),
                of(new Resample(0, 7, Curve.CUBIC, false), s(4, 3)),
                of(new Resample(1, 2, Curve.CUBIC, true), s(2, 5, 3)),
                of(new Resample(1, 5, Curve.LANCZOS3, false), s(2, 3, 2)),
                of(new Resample(1, 3, Curve.LANCZOS3, true), s(2, 9)),
                of(new Resample(1, 6, Curve.LANCZOS5, false), s(2, 3)),
                of(new Resample(1, 6, Curve.LANCZOS5, true), s(1, 13)),
                of(new Select(new boolean[]{true, false, true, true, false, false}), s(2, 3, 4), s(2, 3, 4)),
                positive(new Power(2.5), s(5, 7)), positive(new Power(0.5), s(17)), of(new Atan2(), s(5, 7), s(5, 7)),
                of(new Spectrum(3, List.of(0.5, 1.0, 0.75, 0.25)), s(2, 11)),
                of(new Spectrum(2, List.of(0.5, 1.0, 0.75, 0.25, 0.5, 1.5)), s(3, 4)),
                of(new Spectrum(1, List.of(0.5, 1.0, 0.75)), s(2, 5)), of(new Spectrum(7, List.of(1.0, 0.5)), s(1, 3)),
                of(new Maximum(), s(5, 7), s(5, 7)), of(new Maximum(), s(3, 1, 7), s(5, 1)),
                of(new Minimum(), s(5, 7), s(5, 7)), of(new Minimum(), s(7), s(5, 7)),
                of(new BatchDot(1, 1), s(3, 4), s(3, 4)), of(new BatchDot(2, 2), s(3, 2, 4), s(3, 5, 4)),
                of(new BatchDot(1, 1), s(3, 4, 2), s(3, 4, 5)), of(new BatchDot(2, 1), s(3, 2, 4), s(3, 4, 5)),
                of(new BatchDot(1, 2), s(3, 4, 2), s(3, 5, 4)), of(new BatchDot(1, 3), s(2, 4), s(2, 3, 2, 4)),
                of(new BatchDot(2, 2), s(2, 3, 4, 2), s(2, 2, 4, 3)), of(new BatchDot(1, 1), s(1, 1, 1), s(1, 1)),
                of(new HeadScores(2, 2), s(3, 4, 6), s(3, 5, 6)), of(new HeadScores(4, 2), s(2, 3, 8), s(2, 5, 4)),
                of(new HeadScores(1, 1), s(1, 1, 1), s(1, 1, 1)),
                of(new HeadMix(2, 2), s(3, 2, 4, 5), s(3, 5, 6)), of(new HeadMix(4, 2), s(2, 4, 3, 5), s(2, 5, 6)),
                of(new AdditiveScores(), s(3, 4, 5), s(3, 2, 5), s(5)), of(new AdditiveScores(), s(1, 1, 7), s(1, 3, 7),
                        s(7)),
                of(new MaskedSoftmax(new boolean[0], MaskedSoftmax.Style.EVEN), s(2, 3, 4, 5)),
                of(new MaskedSoftmax(seen(), MaskedSoftmax.Style.EVEN), s(2, 3, 4, 5)),
                of(new MaskedSoftmax(seen(), MaskedSoftmax.Style.ZERO), s(2, 1, 4, 5)),
                of(new MaskedSoftmax(everySecond(), MaskedSoftmax.Style.SUBTRACT), s(2, 3, 4, 5)),
                of(new MaskedSoftmax(eachHead(), MaskedSoftmax.Style.ZERO), s(2, 3, 4, 5)),
                of(new MaskedSoftmax(eachHead(), MaskedSoftmax.Style.EVEN), s(2, 3, 4, 5)),
                of(new Drop(0.25f, Draw.key("drop")), s(5, 7)),
                with(new Lookup(), Tensor.matrix(new int[][]{{3, 0, 3}, {1, 3, 0}}), s(4, 5)),
                with(new Lookup(), Tensor.scalar(2), s(3, 7)),
                with(new Count(5), Tensor.matrix(new int[][]{{3, 0, 3}, {1, 3, 0}}), s(2, 3)));
    }

    /// What queries `[2, 4]` may see of 5 keys; the first of each example sees nothing.
    private static boolean[] seen() {
        var allowed = new boolean[40];
        for (int i = 0; i < allowed.length; i++) allowed[i] = i % 20 >= 5 && i % 3 != 0;
        return allowed;
    }

    /// What each of 3 heads may see.
    private static boolean[] eachHead() {
        var allowed = new boolean[120];
        for (int i = 0; i < allowed.length; i++) allowed[i] = i % 60 >= 5 && i % 7 % 3 != 0;
        return allowed;
    }

    private static boolean[] everySecond() {
        var allowed = new boolean[40];
        for (int i = 0; i < allowed.length; i++) allowed[i] = i % 2 == 0;
        return allowed;
    }

    /// Functions of one number, found by their type: any that can be made without arguments and has no samples above.
    private static List<Sample> pointwise() {
        var sampled = named().stream().map(s -> s.op().getClass().getName()).toList();
        return Discover.implementing(Pointwise.class).stream().filter(name -> !sampled.contains(name))
                .map(OperationSamples::instance).map(op -> {
                    // a function that does not know negative numbers, as the logarithm, gets none
                    boolean positive = Double.isNaN(op.value(-1));
                    var x = Draw.normal(op.toString(), 5, 7);
                    for (int i = 0; i < x.data().length && positive; i++) x.data()[i] = Math.abs(x.data()[i]) + 0.5f;
                    return new Sample(op, List.of(), List.of(x));
                }).toList();
    }

    private static Pointwise instance(String name) {
        try {
            return Class.forName(name).asSubclass(Pointwise.class).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name + " has settings, so it needs samples of its own here", e);
        }
    }

    /// Sizes at which work is shared between threads.
    static List<Sample> large() {
        return List.of(of(new Linear(), s(301, 67), s(67, 33)), of(new Linear(), s(67, 33), s(33, 517)),
                of(new LinearTransposed(), s(67, 33), s(517, 33)),
                of(new Linear(), s(3, 1025), s(1025, 131)), of(new Softmax(), s(301, 65)),
                of(new Plus(), s(301, 65), s(65)),
                of(new Convolve(line(3, 1, 1, Padding.SAME), 1), s(37, 50, 33), s(3, 33, 17)),
                of(new Convolve(line(3, 2, 1, Padding.CAUSAL), 3), s(5, 301, 33), s(3, 11, 33)),
                of(new Convolve(picture(Padding.SAME), 1), s(19, 20, 9, 17), s(2, 3, 17, 33)),
                of(new ConvolveBack(line(3, 2, 1, Padding.SAME), List.of(100)), s(18, 50, 33), s(3, 17, 33)),
                of(new ConvolveEach(line(5, 1, 1, Padding.SAME)), s(33, 101, 65), s(5, 65, 1)),
                of(new MaxPool(List.of(Slide.of(3, 2, Padding.SAME))), s(133, 101, 81)),
                of(new AveragePool(List.of(Slide.of(3, 2, Padding.SAME))), s(133, 101, 81)),
                of(new Tanh(), s(301, 165)), of(new Times(), s(301, 65), s(301, 1)), of(new Sum(), s(301, 65)),
                of(new BatchDot(2, 1), s(7, 65, 67), s(7, 67, 33)),
                of(new HeadScores(4, 2), s(3, 67, 64), s(3, 65, 32)),
                of(new HeadMix(4, 2), s(3, 4, 67, 65), s(3, 65, 34)),
                of(new AdditiveScores(), s(3, 17, 33), s(3, 31, 33), s(33)),
                of(new AdditiveScores(), s(1, 33, 131), s(1, 65, 131), s(131)),
                of(new Drop(0.25f, Draw.key("drop")), s(301, 265)),
                of(new MaskedSoftmax(new boolean[0], MaskedSoftmax.Style.ZERO), s(5, 4, 67, 65)));
    }

    private static List<Slide> line(int size, int stride, int dilation, Padding padding) {
        return List.of(new Slide(size, stride, dilation, padding));
    }

    private static List<Slide> picture(Padding padding) {
        return List.of(Slide.of(2, 1, padding), new Slide(3, padding == Padding.SAME ? 2 : 1, 1, padding));
    }

    private static int[] s(int... sizes) { return sizes; }

    private static Sample of(Operation op, int[]... shapes) { return new Sample(op, List.of(), inputs(op, shapes)); }

    private static Sample positive(Operation op, int... shape) {
        var x = Draw.normal(op.toString(), shape);
        for (int i = 0; i < x.data().length; i++) x.data()[i] = Math.abs(x.data()[i]) + 0.5f;
        return new Sample(op, List.of(), List.of(x));
    }

    private static Sample with(Operation op, Tensor fixed, int[]... shapes) {
        return new Sample(op, List.of(fixed), inputs(op, shapes));
    }

    private static List<Tensor> inputs(Operation op, int[]... shapes) {
        var in = new ArrayList<Tensor>();
        for (int[] shape : shapes) in.add(Draw.normal(op + " " + in.size(), shape));
        return in;
    }
}
