package dev.rondo.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import dev.rondo.contract.Discover;
import dev.rondo.contract.GradientCheck;
import dev.rondo.kernel.Machine;
import dev.rondo.kernel.Workers;
import dev.rondo.nn.Pass;
import dev.rondo.op.OperationSamples.Sample;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every operation owes, on all [OperationSamples].
class OperationContractTest {
    static List<Sample> samples() { return OperationSamples.all(); }

    static List<Sample> samplesOfAllSizes() {
        return Stream.of(OperationSamples.all(), OperationSamples.large()).flatMap(List::stream).toList();
    }

    /// Losses are operations with a contract of their own, LossGradientTest; so are probes, GradientFlowTest, and compiled
    /// sequences, SequenceContractTest.
    @Test
    void noneIsForgotten() {
        Discover.assertNoneForgotten(Operation.class, samples().stream().map(Sample::op).toList(),
                "dev.rondo.train", "dev.rondo.scan");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theWayBackIsTheSlope(Sample s) { GradientCheck.check(s.toString(), s.inputs(), s::apply); }

    @ParameterizedTest
    @MethodSource("samplesOfAllSizes")
    void threadsChangeNoBit(Sample s) {
        try (var workers = Workers.of(3)) {
            var three = new Machine(Machine.single().kernels(), workers);
            assertThat(output(s, three)).isEqualTo(output(s, Machine.single()));
            var expected = GradientCheck.gradients(s.inputs(), Machine.single(), s::apply);
            GradientCheck.gradients(s.inputs(), three, s::apply)
                    .forEach((name, g) -> assertThat(g).as(name).isEqualTo(expected.get(name)));
        }
    }

    private static float[] output(Sample s, Machine machine) {
        return s.apply(Pass.inference(s.inputs(), machine)).getFirst().data();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void equalSettingsAreEqualAndReadable(Sample s) throws ReflectiveOperationException {
        var copy = copy(s.op());
        assertThat(copy).isEqualTo(s.op()).hasSameHashCodeAs(s.op()).hasToString(s.op().toString());
        assertThat(s.op().toString()).contains(s.op().getClass().getSimpleName()).doesNotContain("@");
    }

    /// The record made anew from its components, its arrays copied.
    private static Object copy(Operation op) throws ReflectiveOperationException {
        var types = new ArrayList<Class<?>>();
        var values = new ArrayList<Object>();
        for (RecordComponent c : op.getClass().getRecordComponents()) {
            var value = c.getAccessor().invoke(op);
            types.add(c.getType());
            values.add(value instanceof boolean[] b ? b.clone() : value);
        }
        return op.getClass().getDeclaredConstructor(types.toArray(new Class<?>[0])).newInstance(values.toArray());
    }

    record Misfit(Operation op, List<Shape> in) {
        @Override
        public String toString() { return op + " " + in; }
    }

    private static final List<Slide> SLIDE = List.of(Slide.of(3, 1, Padding.VALID));

    static List<Misfit> misfits() {
        return List.of(bad(new Plus(), s(2, 3), s(2, 4)), bad(new Plus(), s(3, 2), s(3)),
                bad(new Minus(), s(2, 3), s(2, 4)), bad(new Times(), s(2, 3), s(4, 2, 2)),
                bad(new Linear(), s(4, 2, 3), s(5, 8)), bad(new Linear(), s(3), s(3)), bad(new Linear(), s(), s(3, 2)),
                bad(new LogSoftmax(), s()), bad(new Sparsemax(), s()), bad(new Standardize(1), s()),
                bad(new RmsNormalize(1), s()), bad(new UnitNormalize(1), s()),
                bad(new BatchStandardize(2, 1, new boolean[0]), s(3, 4)),
                bad(new BatchStandardize(1, 1, new boolean[2]), s(3, 4)), bad(new Transpose(List.of(1, 0)), s(2, 3, 4)),
                bad(new Softmax(), s()), bad(new SumLast(), s()),
                bad(new MeanLast(), s()),
                bad(new Part(2, 8), s(3, 7)), bad(new Part(-1, 2), s(3, 7)), bad(new Part(3, 2), s(3, 7)),
                bad(new Part(0, 1), s()),
                bad(new Concat(), s(2, 3), s(3, 3)), bad(new Concat(), s(2, 3), s(3)), bad(new Concat(), s(), s()),
                bad(new Concat()),
                bad(new At(1, 4), s(3, 4)), bad(new At(1, -1), s(3, 4)), bad(new At(2, 0), s(3, 4)),
                bad(new At(-1, 0), s(3)),
                bad(new Stack(0)), bad(new Stack(0), s(2), s(3)), bad(new Stack(2), s(3), s(3)),
                bad(new Stack(-1), s(3)),
                bad(new Reverse(2), s(3, 4)), bad(new Reverse(-1), s(3, 4)),
                bad(new Reshape(Shape.of(2, 5)), s(3, 4)), bad(new Reshape(Shape.of(2, Shape.ANY)), s(3, 4)),
                bad(new Tile(2, 2), s(3, 4)), bad(new Tile(-1, 2), s(3, 4)), bad(new Tile(0, 0), s(3)),
                bad(new Select(new boolean[2]), s(2, 3), s(2, 4)), bad(new Select(new boolean[2]), s(3, 3), s(3, 3)),
                bad(new Select(new boolean[0]), s(), s()), bad(new Lookup(), s(3), s(4)),
                bad(new Lookup(), s(3), s(2, 3, 4)),
                bad(new Convolve(SLIDE, 1), s(2, 4, 3), s(3, 2, 5)),
                bad(new Convolve(SLIDE, 1), s(2, 2, 3), s(3, 3, 5)),
                bad(new Convolve(SLIDE, 1), s(2, 4, 3), s(2, 3, 5)),
                bad(new Convolve(SLIDE, 2), s(2, 4, 4), s(3, 2, 5)),
                bad(new Convolve(SLIDE, 1), s(2, 4, 4, 3), s(3, 3, 5)),
                bad(new Convolve(SLIDE, 0), s(2, 4, 3), s(3, 3, 5)),
                bad(new Convolve(List.of(), 1), s(2, 3), s(3, 5)), bad(new Convolve(SLIDE, 1), s(2, 4, 3), s(3, 5)),
                bad(new ConvolveBack(SLIDE, List.of(6)), s(2, 4, 3), s(3, 5, 2)),
                bad(new ConvolveBack(SLIDE, List.of(7)), s(2, 4, 3), s(3, 5, 3)),
                bad(new ConvolveBack(SLIDE, List.of(6)), s(2, 4, 3), s(2, 5, 3)),
                bad(new ConvolveEach(SLIDE), s(2, 4, 3), s(3, 2, 1)),
                bad(new ConvolveEach(SLIDE), s(2, 4, 3), s(2, 3, 1)),
                bad(new MaxPool(List.copyOf(SLIDE)), s(2, 2, 3)), bad(new MaxPool(List.copyOf(SLIDE)), s(2, 3)),
                bad(new AveragePool(List.copyOf(SLIDE)), s(2, 2, 3)),
                bad(new AveragePool(List.of(new Even(2))), s(2, 0, 3)),
                bad(new MaxPlaces(), s(2, 3)), bad(new MaxPlaces(), s(2, 0, 3)),
                bad(new WeighPlaces(), s(2, 5, 3), s(2, 4)),
                bad(new Pad(3, 1, 1), s(2, 3)), bad(new Pad(1, -1, 1), s(2, 3)), bad(new Crop(1, 2, 1), s(2, 3)),
                bad(new Crop(2, 0, 0), s(2, 3)), bad(new Repeat(1, 0), s(2, 3)), bad(new Repeat(2, 1), s(2, 3)),
                bad(new Resample(1, 0, Curve.LINEAR, false), s(2, 3)),
                bad(new Resample(2, 1, Curve.CUBIC, false), s(2, 3)),
                bad(new Resample(1, 2, Curve.LANCZOS3, true), s(2, 0)),
                bad(new Maximum(), s(2, 3), s(2, 4)), bad(new Minimum(), s(2, 3), s(2, 4)),
                bad(new BatchDot(1, 1), s(2, 3), s(2, 4)),
                bad(new BatchDot(1, 1), s(2, 3), s(3, 3)), bad(new BatchDot(0, 1), s(2, 2), s(2, 2)),
                bad(new BatchDot(2, 1), s(2, 3), s(2, 3)), bad(new BatchDot(1, 1), s(2), s(2, 3)),
                bad(new HeadScores(2, 2), s(2, 3, 5), s(2, 3, 5)), bad(new HeadScores(2, 1), s(2, 3, 4), s(2, 3, 4)),
                bad(new HeadScores(2, 2), s(2, 3, 4), s(3, 3, 4)), bad(new HeadScores(2, 2), s(2, 4), s(2, 4)),
                bad(new HeadMix(2, 2), s(2, 3, 4, 5), s(2, 5, 4)), bad(new HeadMix(2, 2), s(2, 2, 4, 5), s(2, 4, 4)),
                bad(new AdditiveScores(), s(2, 3, 4), s(2, 5, 4), s(3)),
                bad(new AdditiveScores(), s(2, 3, 4), s(2, 5, 3), s(4)),
                bad(new MaskedSoftmax(new boolean[3], MaskedSoftmax.Style.ZERO), s(1, 2, 2, 2)),
                bad(new MaskedSoftmax(new boolean[0], MaskedSoftmax.Style.ZERO), s(2, 2, 2)));
    }

    private static Misfit bad(Operation op, Shape... in) { return new Misfit(op, List.of(in)); }

    private static Shape s(int... sizes) { return Shape.of(sizes); }

    @ParameterizedTest
    @MethodSource("misfits")
    void whatDoesNotFitIsSaidByName(Misfit m) {
        assertThatThrownBy(() -> m.op().shape(m.in().toArray(new Shape[0]))).isInstanceOf(RondoException.class)
                .hasMessageStartingWith(name(m.op()) + ": ");
    }

    private static String name(Operation op) {
        var name = op.getClass().getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    @Test
    void idsOutsideOfTheTable() {
        var table = Tensor.zeros(4, 2);
        for (float id : new float[]{-1, 4, 1.5f, Float.NaN, 1e10f}) {
            assertThatThrownBy(() -> Ops.lookup(Tensor.vector(id), table)).isInstanceOf(RondoException.class)
                    .hasMessageStartingWith("lookup: id").hasMessageContaining("0 to 3");
        }
    }

    @Test
    void partsMustBeEqual() {
        assertThatThrownBy(() -> Ops.part(Tensor.zeros(2, 7), 0, 4)).isInstanceOf(RondoException.class)
                .hasMessage("part: the last axis of shape [2, 7] does not divide into 4");
    }
}
