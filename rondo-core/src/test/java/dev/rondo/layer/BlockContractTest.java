package dev.rondo.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rondo.RondoException;
import dev.rondo.cell.Cells;
import dev.rondo.cell.Gru;
import dev.rondo.cell.Lstm;
import dev.rondo.contract.Discover;
import dev.rondo.contract.Draw;
import dev.rondo.contract.GradientCheck;
import dev.rondo.contract.Samples;
import dev.rondo.contract.Variants;
import dev.rondo.file.RondoFile;
import dev.rondo.kernel.Machine;
import dev.rondo.kernel.Workers;
import dev.rondo.model.Model;
import dev.rondo.model.Seed;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Regularizers;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every block of several inputs or outputs owes with each of its options, on all sample inputs that it takes; layers
/// have [LayerContractTest].
class BlockContractTest {
    private static final Mask HOLES = Mask.of(new boolean[][]{{true, true, false, true, false},
            {false, false, false, false, false}, {false, true, true, true, true}});
    /// Its first steps are real: a query that sees nothing but masked keys has scores of −10⁹, which no nudge changes.
    private static final Mask STARTS = Mask.of(new boolean[][]{{true, false, false, true, false},
            {true, true, true, true, true}, {true, true, true, false, false}});
    private static final Mask SHORT = Mask.of(new boolean[][]{{true, false}, {false, false}, {true, true}});

    /// What queries may see of keys: attention masks, which have no gradients.
    private static final Tensor SEEN = seen(3, 5, 5);
    private static final Tensor HEADS_SEE = seen(3, 2, 5, 5);
    private static final Tensor GRIDS_SEE = seen(3, 5, 1, 1, 5);

    @TempDir
    Path dir;

    /// A block and inputs that it takes.
    record Case(Block block, List<Tensor> xs, List<Mask> masks) {
        Weights weights() {
            var inputs = new LinkedHashMap<String, Tensor>();
            for (int i = 0; i < xs.size(); i++) if (!ids(xs.get(i))) inputs.put("x" + i, xs.get(i));
            return Draw.weights(block.weights(shapes()).stream().map(w -> w.in("block")).toList(), 0.3, inputs);
        }

        /// Whole numbers are data: they cannot be nudged.
        static boolean ids(Tensor x) {
            for (float v : x.data()) if (v != (int) v) return false;
            return true;
        }

        List<Shape> shapes() { return xs.stream().map(Tensor::shape).toList(); }

        List<Signal> call(Pass pass) {
            var signals = new ArrayList<Signal>();
            for (int i = 0; i < xs.size(); i++) {
                var x = ids(xs.get(i)) ? pass.input(xs.get(i)) : pass.weight("x" + i);
                signals.add(Signal.of(x, masks.get(i)));
            }
            return block.call(signals, pass.in("block"));
        }

        List<Tensor> outputs(Pass pass) { return call(pass).stream().map(Signal::tensor).toList(); }

        List<Tensor> predict(Machine machine) { return outputs(Pass.inference(weights(), machine)); }

        @Override
        public String toString() {
            return block + " on " + shapes() + (masks.stream().anyMatch(Mask::present) ? " masked" : "");
        }
    }

    static List<Block> blocks() {
        var all = new LinkedHashSet<Block>();
        all.addAll(Variants.all(Layers.class, Merging.class, Samples.small()));
        for (var attention : Variants.basic(Layers.class, Attending.class, Samples.small())) {
            all.add(attention.withScores());
            if (attention instanceof MultiHead several) all.add(several.withAttentionMask());
        }
        var heads = Layers.multiHeadAttention(2, 3);
        all.add(heads.useCausalMask(true).withAttentionMask().withScores());
        all.add(heads.attentionAxes(2).useCausalMask(true));
        all.add(heads.attentionAxes(1).slidingWindow(2).dropout(0.25));
        all.add(heads.attentionAxes(2, 1).outputShape(2, 1).withScores());
        all.add(heads.attentionAxes(2, 1).withAttentionMask());
        all.add(Layers.lstm(3).withStates());
        all.add(Layers.rnn(Cells.stacked(new Lstm(3), new Gru(2)))
                .sequences().backwards().withStates());
        all.add(Layers.lstm(3).sequences().withInitialState());
        all.add(Layers.bidirectional(Layers.gru(3)).withStates());
        all.add(Layers.bidirectional(Layers.lstm(2).sequences()).merge(Merge.SUM).withStates());
        all.add(Layers.bidirectional(Layers.gru(3).sequences()).merge(Merge.NONE).withStates());
        all.add(Layers.bidirectional(Layers.convLstm1d(2, 2).sequences()).merge(Merge.NONE).withStates());
        all.add(Layers.named("mine", Layers.lstm(3).withStates()));
        all.add(Layers.multiHeadAttention(2, 3).withScores().regularizer("kernel", Regularizers.l2(0.1)));
        all.add(Layers.lstm(3).withStates().activityRegularizer(x -> Ops.sum(Ops.square(x))));
        all.add(graph());
        all.add(WARM);
        return List.copyOf(all);
    }

    /// The same object each time: it has no equals.
    private static final WarmBlock WARM = new WarmBlock(Layers.lstm(3).withStates(),
            Draw.weights(Layers.lstm(3).weights(Shape.of(3, 5, 4)), 0.5, Map.of()));

    /// Two inputs, a layer used twice, two outputs.
    private static Graph graph() {
        var a = Layers.input(Shape.ANY, 4).symbol();
        var b = Layers.input(Shape.ANY, 4).symbol();
        var dense = Layers.shared(Layers.dense(3, Activation.TANH));
        var found = Layers.attention().on(dense.on(a), dense.on(b));
        return Wiring.of(List.of(a, b), List.of(Layers.gru(2).on(found), found));
    }

    static List<Case> cases() {
        var series = Draw.normal("series", 3, 5, 4);
        var other = Draw.normal("other", 3, 5, 4);
        var vectors = Draw.normal("vectors", 3, 4);
        var queries = Draw.normal("queries", 3, 2, 4);
        var state = Draw.normal("state", 3, 3);
        var inputs = List.of(List.of(series, other), List.of(series, other, Draw.normal("third", 3, 5, 4)),
                List.of(queries, series), List.of(vectors, Draw.normal("more", 3, 4)), List.of(vectors, series),
                List.of(series), List.of(Draw.ids("a", 50, 3, 1), Draw.ids("b", 50, 3, 1), Draw.ids("c", 50, 3, 1)),
                List.of(series, state, Draw.normal("c", 3, 3)), List.of(Draw.normal("pictures", 3, 5, 3, 2)),
                List.of(Draw.normal("grids", 3, 2, 3, 4), Draw.normal("other grids", 3, 2, 3, 4)));
        var seen = List.of(List.of(series, other, SEEN), List.of(series, other, series, HEADS_SEE),
                List.of(Draw.normal("grid", 3, 1, 5, 4), Draw.normal("other grid", 3, 5, 1, 4), GRIDS_SEE));
        return blocks().stream()
                .flatMap(b -> (asksForMask(b) ? seen : inputs).stream().flatMap(xs -> Stream.of(new Case(b, xs,
                        xs.stream().map(_ -> Mask.none()).toList()), new Case(b, xs, masks(xs)))))
                .distinct()
                .filter(BlockContractTest::taken).toList();
    }

    private static boolean asksForMask(Block block) {
        return block instanceof WithAttentionMask || (block instanceof WithScores s && asksForMask(s.attention()));
    }

    private static Tensor seen(int... sizes) {
        var mask = Tensor.zeros(sizes);
        for (int i = 0; i < mask.data().length; i++) mask.data()[i] = Draw.key("seen").uniform(i) < 0.6 ? 1 : 0;
        return mask;
    }

    private static List<Mask> masks(List<Tensor> xs) {
        return IntStream.range(0, xs.size()).mapToObj(i -> {
            int rank = xs.get(i).shape().rank();
            if (rank < 3 || (rank > 3 && i > 0) || xs.get(i).shape().size(1) == 1) return Mask.none();
            return xs.get(i).shape().size(1) == 2 ? SHORT : i == 0 ? HOLES : STARTS;
        }).toList();
    }

    private static boolean taken(Case c) {
        try {
            c.predict(Machine.single());
            return true;
        } catch (RondoException refused) {
            return false;
        }
    }

    @Test
    void noneIsForgotten() {
        var tested = cases().stream().map(Case::block).toList();
        assertThat(tested).as("blocks that take a sample input").containsAll(blocks());
        var layers = Discover.implementing(Layer.class);
        var wanted = Discover.implementing(Block.class).stream().filter(c -> !layers.contains(c)).toList();
        assertThat(tested.stream().map(b -> b.getClass().getName()).distinct()).containsAll(wanted);
    }

    /// In a training pass, so that dropout drops; its key is fixed, so that it drops the same again.
    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAreRight(Case c) { GradientCheck.check(c.toString(), c.weights(), c::outputs); }

    @ParameterizedTest
    @MethodSource("cases")
    void shapesAreKnownBeforehand(Case c) {
        var actual = c.predict(Machine.single()).stream().map(Tensor::shape).toList();
        assertThat(c.block().outputs(c.shapes())).isEqualTo(actual);
        var noBatch = c.shapes().stream().map(s -> s.with(0, Shape.ANY)).toList();
        var noTime = noBatch.stream().map(s -> s.rank() > 2 ? s.with(1, Shape.ANY) : s).toList();
        for (var unknown : List.of(noBatch, noTime)) {
            var out = c.block().outputs(unknown);
            assertThat(out).hasSameSizeAs(actual);
            for (int i = 0; i < out.size(); i++) {
                assertThat(out.get(i).takes(actual.get(i))).as("%s for %s, and %s in the end", out, unknown, actual)
                        .isTrue();
            }
            assertThat(c.block().weights(unknown)).as("weights do not depend on batch and time")
                    .extracting(Weight::shape)
                    .isEqualTo(c.block().weights(c.shapes()).stream().map(Weight::shape).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyWeightHasANameAndAUse(Case c) {
        var names = c.block().weights(c.shapes()).stream().map(Weight::name).toList();
        assertThat(names).doesNotHaveDuplicates().doesNotContain("");
        var pass = Pass.training(c.weights(), Machine.single(), Key.of(1));
        c.call(pass);
        assertThat(pass.read().keySet()).containsExactlyInAnyOrderElementsOf(c.weights().asMap().keySet());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aMaskThatComesOutFits(Case c) {
        for (var out : c.call(Pass.inference(c.weights(), Machine.single()))) {
            if (out.mask().present()) out.mask().fits("test", out.shape().size(0), out.shape().size(1));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rowsDoNotSeeEachOther(Case c) {
        var all = c.predict(Machine.single());
        var pass = Pass.inference(c.weights(), Machine.single());
        var last = new ArrayList<Signal>();
        for (int i = 0; i < c.xs().size(); i++) {
            var mask = c.masks().get(i);
            last.add(Signal.of(pass.input(third(c.xs().get(i))), mask.present()
                    ? Mask.of(new boolean[][]{mask.rows()[2]}) : mask));
        }
        var alone = c.block().call(last, pass.in("block"));
        for (int i = 0; i < all.size(); i++) {
            assertThat(alone.get(i).tensor().data()).containsExactly(third(all.get(i)).data(), offset(1e-6f));
        }
    }

    private static Tensor third(Tensor x) {
        int width = x.data().length / 3;
        return Tensor.of(x.shape().with(0, 1), Arrays.copyOfRange(x.data(), 2 * width, 3 * width));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void threadsChangeNoBit(Case c) {
        try (var workers = Workers.of(3)) {
            var three = new Machine(Machine.single().kernels(), workers);
            var expected = c.predict(Machine.single());
            var found = c.predict(three);
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i).data()).isEqualTo(expected.get(i).data());
            }
        }
    }

    /// Blocks that hold Java code cannot be saved.
    static List<Case> saved() {
        return cases().stream().filter(c -> !(c.block() instanceof RuledBlock r && r.rules().activity().isPresent()))
                .filter(c -> c.masks().stream().noneMatch(Mask::present)).toList();
    }

    @ParameterizedTest
    @MethodSource("saved")
    void comesBackFromAFileAndShowsInTheSummary(Case c) {
        var inputs = c.xs().stream().map(x -> Layers.input(x.shape().without(0).sizes()).symbol()).toList();
        var model = Model.graph(Seed.seed(5), inputs, c.block().on(inputs));
        var path = dir.resolve("m.rondo");
        RondoFile.save(model, path);
        var loaded = RondoFile.load(path).model();
        assertThat(loaded.summary()).isEqualTo(model.summary()).contains(c.block().defaultName().substring(0, 3));
        var found = loaded.predict(c.xs());
        var expected = model.predict(c.xs());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i).data()).isEqualTo(expected.get(i).data());
        }
    }

    record Refusal(Block block, List<Shape> inputs) {}

    static List<Refusal> refusals() {
        return List.of(refusal(Layers.add(), s(3, 4), s(3, 5)), refusal(Layers.add(), s(3, 4), s(1, 4)),
                refusal(Layers.multiply(), s(3, 4, 2), s(3, 4)), refusal(Layers.maximum(), s(2, 4), s(3, 4)),
                refusal(Layers.subtract(), s(3, 4)), refusal(Layers.subtract(), s(3, 4), s(3, 4), s(3, 4)),
                refusal(Layers.concatenate(), s(3, 4, 2), s(3, 5, 2)),
                refusal(Layers.concatenate(), s(3, 4), s(3, 1, 4)),
                refusal(Layers.concatenate().axis(2), s(3, 4), s(3, 4)),
                refusal(Layers.concatenate().axis(-2), s(3, 4), s(3, 4)), refusal(Layers.dot(1), s(3, 4)),
                refusal(Layers.dot(1), s(3, 4), s(3, 5)), refusal(Layers.dot(1), s(3, 4), s(2, 4)),
                refusal(Layers.dot(2), s(3, 4), s(3, 4)), refusal(Layers.attention(), s(3, 4, 2)),
                refusal(Layers.attention(), s(3, 4, 2), s(3, 5, 3)), refusal(Layers.attention(), s(3, 4), s(3, 4)),
                refusal(Layers.attention(), s(3, 4, 2), s(3, 5, 3), s(3, 4, 2)),
                refusal(Layers.additiveAttention(), s(3, 4, 2), s(2, 5, 2)),
                refusal(Layers.attention(), s(3, 4, 2, 2), s(3, 5, 2, 2)),
                refusal(Layers.multiHeadAttention(2, 3), s(3, 4), s(3, 4)),
                refusal(Layers.multiHeadAttention(2, 3), s(3, 4, 2), s(3, 4, 5, 2)),
                refusal(Layers.multiHeadAttention(2, 3).attentionAxes(1), s(3, 4, 5, 2), s(3, 4, 6, 2)),
                refusal(Layers.multiHeadAttention(2, 3).attentionAxes(2), s(3, 4, 2), s(3, 4, 2)),
                refusal(Layers.multiHeadAttention(2, 3).attentionAxes(-1), s(3, 4, 5, 2), s(3, 4, 5, 2)),
                refusal(Layers.multiHeadAttention(2, 3).attentionAxes(0), s(3, 4, 2), s(3, 4, 2)),
                refusal(Layers.multiHeadAttention(2, 3).attentionAxes(1, -3), s(3, 4, 5, 2), s(3, 4, 5, 2)),
                refusal(Layers.multiHeadAttention(2, 3).useCausalMask(true), s(3, 4, 5, 2), s(3, 4, 5, 2)),
                refusal(Layers.multiHeadAttention(2, 3).slidingWindow(2), s(3, 4, 5, 2), s(3, 4, 5, 2)),
                refusal(Layers.multiHeadAttention(2, 3).withAttentionMask(), s(3, 4, 2), s(3, 5, 2)),
                refusal(Layers.multiHeadAttention(2, 3).withAttentionMask(), s(3, 4, 2), s(3, 5, 2), s(3, 5, 4)),
                refusal(Layers.multiHeadAttention(2, 3).withAttentionMask(), s(3, 4, 2), s(3, 5, 2), s(3, 3, 4, 5)),
                refusal(Layers.multiHeadAttention(2, 3).withAttentionMask(), s(3, 4, 2), s(3, 5, 2), s(4, 5)),
                refusal(Layers.multiHeadAttention(2, 3).withAttentionMask(), s(3, 4, 2), s(3, 5, 2), s(2, 4, 5)),
                refusal(Layers.multiHeadAttention(2, 3).withAttentionMask(), s(3, 4, 2), s(3, 5, 2), s(3, 1, 1, 4, 5)),
                refusal(Layers.groupedQueryAttention(2, 2, 1), s(3, 4, 5, 2), s(3, 4, 5, 2)),
                refusal(Layers.multiHeadAttention(2, 3).withScores(), s(3, 4, 2), s(3, 5, 2), s(3, 6, 2)),
                refusal(Layers.groupedQueryAttention(2, 2, 1), s(3, 4, 2), s(3, 5, 3)));
    }

    private static Refusal refusal(Block block, Shape... inputs) { return new Refusal(block, List.of(inputs)); }

    private static Shape s(int... sizes) { return Shape.of(sizes); }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatIsRefusedIsRefusedByName(Refusal r) {
        assertThatThrownBy(() -> r.block().outputs(r.inputs())).isInstanceOf(RondoException.class)
                .hasMessageStartingWith(r.block().title() + ": ");
        var signals = r.inputs().stream().map(shape -> Signal.of(Tensor.zeros(shape.sizes()))).toList();
        assertThatThrownBy(() -> r.block().call(signals, Pass.inference(Weights.of(Map.of()), Machine.single())))
                .as("the call refuses what the shape refused").isInstanceOf(RondoException.class)
                .hasMessageStartingWith(r.block().title() + ": ");
    }

    @Test
    void anAttentionMaskHoldsZerosAndOnes() {
        var block = Layers.multiHeadAttention(1, 2).withAttentionMask();
        var x = Tensor.zeros(1, 2, 3);
        var signals = Stream.of(x, x, Tensor.of(Shape.of(1, 1, 2), new float[]{0, -1e9f})).map(Signal::of).toList();
        var weights = Draw.weights(block.weights(signals.stream().map(Signal::shape).toList()), 1, Map.of());
        assertThatThrownBy(() -> block.call(signals, Pass.inference(weights, Machine.single())))
                .isInstanceOf(RondoException.class).hasMessage("MultiHeadAttention: an attention mask holds 1 where a "
                        + "query may see a key and 0 elsewhere, got -1.0E9");
    }

    @Test
    void settingsThatCannotBe() {
        assertThatThrownBy(() -> Layers.dot(0)).hasMessageStartingWith("Dot: axis 0");
        assertThatThrownBy(() -> Layers.concatenate().axis(0)).hasMessageStartingWith("Concatenate: axis 0");
        assertThatThrownBy(() -> Layers.multiHeadAttention(0, 3))
                .hasMessageStartingWith("MultiHeadAttention: numHeads");
        assertThatThrownBy(() -> Layers.multiHeadAttention(2, 3).slidingWindow(0))
                .hasMessageStartingWith("MultiHeadAttention: slidingWindow");
        assertThatThrownBy(() -> Layers.groupedQueryAttention(2, 3, 2))
                .hasMessageStartingWith("GroupedQueryAttention: 3 heads");
        for (double rate : new double[]{-0.1, 1, Double.NaN}) {
            for (var setting : Set.<ThrowingCallable>of(
                    () -> Layers.attention().dropout(rate), () -> Layers.additiveAttention().dropout(rate),
                    () -> Layers.multiHeadAttention(2, 3).dropout(rate),
                    () -> Layers.groupedQueryAttention(2, 2, 1).dropout(rate))) {
                assertThatThrownBy(setting).isInstanceOf(RondoException.class).hasMessageContaining("dropout must be");
            }
        }
    }
}
