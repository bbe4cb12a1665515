package dev.rondo.file;

import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.rnn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.ModelFileException;
import dev.rondo.RondoException;
import dev.rondo.cell.Cell;
import dev.rondo.data.WordVectorizer;
import dev.rondo.contract.Draw;
import dev.rondo.layer.Graph;
import dev.rondo.layer.Layer;
import dev.rondo.layer.WarmBlock;
import dev.rondo.layer.Layers;
import dev.rondo.model.GraphModel;
import dev.rondo.model.Model;
import dev.rondo.model.Seed;
import dev.rondo.model.Sequential;
import dev.rondo.nn.Constraint;
import dev.rondo.nn.Constraints;
import dev.rondo.nn.Init;
import dev.rondo.nn.OrthogonalRegularizer;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Regularizer;
import dev.rondo.nn.Regularizers;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Stft;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.scan.State;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What is saved comes back: layers equal, predictions equal to the bit.
class RoundTripTest {
    @TempDir
    Path dir;

    /// A user's cell with a component of every kind.
    record Leaky(int units, double leak, float gain, long salt, boolean bias, String note, Gate gate, List<Init> starts,
            Optional<String> remark, Init start) implements Cell {
        enum Gate {
            OPEN, SHUT
        }

        @Override
        public State step(Tensor x, State s, Pass p) {
            return State.of(Ops.tanh(Ops.plus(Ops.scale((float) leak, s.h()), Ops.linear(x, p.weight("kernel")))));
        }

        @Override
        public List<Weight> weights(int inputs) { return List.of(Weight.of("kernel", start, inputs, units)); }
    }

    private static Leaky leaky() {
        return new Leaky(4, 0.9, 0.1f, Long.MAX_VALUE, true, "한국어 \n \"quoted\"", Leaky.Gate.SHUT,
                List.of(Init.ones(), Init.constant(0.1)), Optional.of("x"), Init.glorotNormal());
    }

    @TestFactory
    Stream<DynamicTest> everyLayerCellAndOption() {
        return Samples.layers().stream().flatMap(layer -> Samples.modelsOf(layer).stream()
                .map(model -> DynamicTest.dynamicTest(layer.toString(), () -> comesBack(model))));
    }

    @Test
    void everyTypeOfTheVocabularyIsAmongThem() {
        var seen = new HashSet<String>();
        for (Layer layer : Samples.layers()) {
            if (!Samples.modelsOf(layer).isEmpty()) collect(layer, seen);
        }
        for (var graph : Samples.graphs()) collect(withoutStart(graph.structure()), seen);
        for (var init : Samples.inits()) seen.add(init.getClass().getSimpleName());
        priced().forEach(layer -> collect(layer, seen));
        assertThat(seen).containsAll(new Types(List.of()).names());
    }

    @Test
    void everyGraph() {
        for (var model : Samples.graphs()) {
            var path = dir.resolve("graph.rondo");
            RondoFile.save(model, path);
            var loaded = (GraphModel) RondoFile.load(path).model();
            assertThat(loaded.structure()).isEqualTo(withoutStart(model.structure()));
            assertThat(loaded.summary()).isEqualTo(model.summary());
            // a column of its own is one of whole numbers
            var xs = model.inputShapes().stream().map(s -> s.last() == 1 ? Draw.ids("x", 9, s.with(0, 2).sizes())
                    : Draw.normal("x", s.with(0, 2).sizes())).toList();
            for (int i = 0; i < model.outputNames().size(); i++) {
                assertThat(loaded.predict(xs).get(i).data()).isEqualTo(model.predict(xs).get(i).data());
            }
        }
    }

    /// A part that was a model is saved as its block.
    private static Graph withoutStart(Graph graph) {
        return new Graph(graph.vertices().stream().map(v -> v.block() instanceof WarmBlock w
                ? new Graph.Vertex(v.name(), w.block(), v.inputs(), v.view()) : v).toList(), graph.inputs(),
                graph.outputs());
    }

    private static void collect(Object o, Set<String> seen) {
        if (o instanceof Iterable<?> many) many.forEach(x -> collect(x, seen));
        if (o instanceof Optional<?> one) one.ifPresent(x -> collect(x, seen));
        if (!(o instanceof Record r)) return;
        seen.add(r.getClass().getSimpleName());
        for (var c : r.getClass().getRecordComponents()) {
            try {
                collect(c.getAccessor().invoke(r), seen);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(c.toString(), e);
            }
        }
    }

    private void comesBack(Sequential model, Class<?>... own) {
        var path = dir.resolve("m.rondo");
        RondoFile.save(model, path);
        var loaded = (Sequential) RondoFile.load(path, own).model();
        assertThat(loaded.layers()).isEqualTo(model.layers());
        assertThat(loaded.names()).isEqualTo(model.names());
        assertThat(loaded.seed()).isEqualTo(model.seed());
        assertThat(loaded.inputShape()).isEqualTo(model.inputShape());
        assertThat(loaded.weights().asMap().keySet()).containsExactlyElementsOf(model.weights().asMap().keySet());
        var x = Samples.input(model);
        assertThat(loaded.call(x, dev.rondo.nn.Mask.none()).tensor().data())
                .isEqualTo(model.call(x, dev.rondo.nn.Mask.none()).tensor().data());
    }

    @Test
    void everyInit() {
        for (var init : Samples.inits()) {
            // a transform is the kernel of a convolution over one channel
            if (init instanceof Stft)
                comesBack(Model.sequential(input(5, 1), Layers.conv1d(3, 3).starts(init, Init.zeros())));
            else
                comesBack((Sequential) built(Layers.dense(3).starts(init, Init.zeros())));
        }
    }

    /// A user's layer that holds a regularizer and a constraint.
    record Priced(Optional<Regularizer> cost, Constraint limits) implements Layer {
        @Override
        public Shape output(Shape input) { return input; }

        @Override
        public Signal call(Signal input, Pass pass) { return input; }
    }

    private static List<Layer> priced() {
        var costs = List.of(Regularizers.l1(), Regularizers.l2(0.5), Regularizers.l1l2(0.1, 0.2),
                Regularizers.orthogonal(0.3, OrthogonalRegularizer.Mode.COLUMNS));
        var limits = List.of(Constraints.maxNorm(3).axis(0, -1), Constraints.nonNeg(), Constraints.unitNorm().axis(1),
                Constraints.minMaxNorm(0.5, 1.5).rate(0.25));
        return IntStream.range(0, 4).<Layer>mapToObj(i -> new Priced(Optional.of(costs.get(i)), limits.get(i)))
                .toList();
    }

    @Test
    void everyRegularizerAndConstraint() {
        for (var layer : priced()) comesBack((Sequential) built(Layers.dense(2), layer), Priced.class);
    }

    @Test
    void aLambdaCannotBeSaved() {
        var path = dir.resolve("m.rondo");
        var inside = Layers.timeDistributed(Layers.lambda(Ops::tanh));
        assertThatThrownBy(() -> RondoFile.save(built(Layers.dense(2), inside), path))
                .isInstanceOf(RondoException.class)
                .hasMessage("layers[1].layer: a Lambda is Java code, which a model file cannot hold; write it as a "
                        + "record that implements Layer, and pass its class to load");
        assertThat(path).doesNotExist();
        assertThat(new Types(List.of()).names()).doesNotContain("Lambda");
    }

    private static Model built(Layer... layers) {
        var model = Model.sequential(Seed.seed(1), layers);
        model.build(Shape.of(Shape.ANY, 5, 3));
        return model;
    }

    @Test
    void aCellOfOnesOwn() { comesBack(Model.sequential(input(5, 3), rnn(leaky()), dense(2)), Leaky.class); }

    @Test
    void allUnknownTypesAreNamedAtOnce() {
        var path = dir.resolve("m.rondo");
        RondoFile.save(Model.sequential(input(5, 3), rnn(leaky()).sequences(), rnn(leaky())), path);
        assertThatThrownBy(() -> RondoFile.load(path)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("'Leaky' at layers[1].cell, 'Leaky' at layers[2].cell")
                .hasMessageContaining("known are ").hasMessageContaining(" more; ")
                .hasMessageContaining("load(path, …)");
    }

    @Test
    void wordsLabelsAndFacts() {
        var words = WordVectorizer.of(
                List.of("the", "new\nline", "\u0000", "\ud83d", "😀", "한국어", "\"", "\\", "\u2028"), true,
                OptionalInt.of(7));
        var saved = Saved.of(Samples.classifier()).words(words).labels("spam", "ham").task(Task.TEXT_CLASSIFICATION)
                .about("type", "a fact").about("data", "SMS Spam Collection").about("", "empty key");
        var path = dir.resolve("not/there/yet/m.rondo");
        RondoFile.save(saved, path);
        var loaded = RondoFile.load(path);
        assertThat(loaded.words()).contains(words);
        assertThat(loaded.labels()).containsExactly("spam", "ham");
        assertThat(loaded.task()).isEqualTo(Task.TEXT_CLASSIFICATION);
        assertThat(loaded.about()).isEqualTo(saved.about());
    }

    @Test
    void theSameModelGivesTheSameBytes() {
        var saved = Saved.of(Samples.classifier()).about("b", "2").about("a", "1").about("c", "3");
        RondoFile.save(saved, dir.resolve("1.rondo"));
        RondoFile.save(Saved.of(Samples.classifier()).about("c", "3").about("a", "1").about("b", "2"),
                dir.resolve("2.rondo"));
        RondoFile.save(RondoFile.load(dir.resolve("1.rondo")), dir.resolve("3.rondo"));
        assertThat(dir.resolve("2.rondo")).hasSameBinaryContentAs(dir.resolve("1.rondo"));
        assertThat(dir.resolve("3.rondo")).hasSameBinaryContentAs(dir.resolve("1.rondo"));
        assertThat(dir.toFile().list()).hasSize(3);
    }

    @Test
    void givenStartingValuesAreSavedAsZeros() {
        var model = built(Layers.dense(2).starts(Init.values(1, 2, 3, 4, 5, 6), Init.zeros()));
        var path = dir.resolve("m.rondo");
        RondoFile.save(model, path);
        var loaded = RondoFile.load(path).model();
        assertThat(loaded.weights().get("dense/kernel").data()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(((Sequential) loaded).layers()).containsExactly(Layers.dense(2).starts(Init.zeros(), Init.zeros()));
    }

    @Test
    void whatCannotBeSavedSaysWhy() {
        var path = dir.resolve("m.rondo");
        assertThatThrownBy(() -> RondoFile.save(Model.sequential(dense(2)), path)).isInstanceOf(RondoException.class)
                .hasMessageContaining("no weights yet");
        record Dense(int units) implements Cell {
            @Override
            public State step(Tensor x, State s, Pass p) { return s; }

            @Override
            public List<Weight> weights(int inputs) { return List.of(); }
        }
        assertThatThrownBy(() -> RondoFile.save(Model.sequential(input(5, 3), rnn(new Dense(3))), path))
                .hasMessageContaining("Dense: Rondo has a type of this name already");
        Init lambda = (shape, key) -> new float[shape.count()];
        assertThatThrownBy(() -> RondoFile.save(built(dense(2).starts(lambda, Init.zeros())), path))
                .hasMessageContaining("layers[0].kernelStart").hasMessageContaining("write it as a record");
        assertThatThrownBy(() -> RondoFile.save(built(Layers.masking(Double.NaN)), path))
                .hasMessageContaining("layers[0].maskValue: NaN cannot be saved");
        var diverged = Samples.classifier();
        diverged.weights().get("dense/kernel").data()[3] = Float.NaN;
        assertThatThrownBy(() -> RondoFile.save(diverged, path))
                .hasMessageContaining("weight 'dense/kernel': 1 of its numbers are not finite, the first is NaN at 3");
        assertThat(path).doesNotExist();
        assertThatThrownBy(() -> Saved.of(diverged).labels("a", "a")).hasMessageContaining("'a' is there twice");
    }
}
