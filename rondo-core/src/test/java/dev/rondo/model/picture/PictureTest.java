package dev.rondo.model.picture;

import static dev.rondo.layer.Layers.bidirectional;
import static dev.rondo.layer.Layers.chain;
import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.dropout;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.gru;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.layer.Layers.named;
import static dev.rondo.layer.Layers.shared;
import static dev.rondo.layer.Layers.timeDistributed;
import static dev.rondo.layer.Layers.unembedding;
import static dev.rondo.nn.Activation.RELU;
import static dev.rondo.nn.Activation.SOFTMAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.layer.Merging;
import dev.rondo.layer.Symbol;
import dev.rondo.model.GraphModel;
import dev.rondo.model.Model;
import dev.rondo.model.picture.Diagram.Box;
import dev.rondo.model.picture.Diagram.End;
import dev.rondo.model.picture.Diagram.Line;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

class PictureTest {
    /// The first of its inputs, under a name that is hard to write.
    record Join(String title) implements Merging {
        @Override
        public Shape output(List<Shape> inputs) { return inputs.getFirst(); }

        @Override
        public Signal merge(List<Signal> inputs, Pass pass) { return inputs.getFirst(); }
    }

    private static Model stack() {
        return Model.sequential(embedding(1000, 16).maskZero(), bidirectional(lstm(16).sequences()), dropout(0.3),
                lstm(8).frozen(), dense(2, SOFTMAX));
    }

    private static GraphModel translator() {
        var question = input(Shape.ANY).symbol("question");
        var answer = input(Shape.ANY).symbol("answer");
        var encoded = named("encoder", lstm(6).withStates()).on(List.of(embedding(50, 4).on(question)));
        var decoded = named("decoder", lstm(6).sequences().withInitialState())
                .on(List.of(embedding(50, 4).on(answer), encoded.get(1), encoded.get(2))).getFirst();
        return Model.graph(List.of(question, answer),
                List.of(named("word", timeDistributed(dense(50, SOFTMAX))).on(decoded)));
    }

    private static GraphModel twins() {
        var left = input(Shape.ANY).symbol("left");
        var right = input(Shape.ANY).symbol("right");
        var reader = shared(named("reader", chain(embedding(20, 4), bidirectional(lstm(3)))));
        return Model.graph(List.of(left, right),
                List.of(named("same", dense(1)).on(new Join("Subtract").on(reader.on(left), reader.on(right)))));
    }

    /// Tied weights, a layer on its own output, shortcuts, an input that nobody reads, two outputs.
    private static GraphModel winding() {
        var words = input(Shape.ANY).symbol("words");
        var unread = input(3).symbol("unread");
        var table = shared(named("table", embedding(20, 8)));
        var again = shared(named("again", gru(8).sequences()));
        var start = table.on(words);
        Symbol x = start;
        for (int i = 0; i < 3; i++) x = new Join("Add").on(x, dropout(0.1).on(again.on(x)));
        var all = new Join("Concatenate").on(x, start, dense(8, RELU).on(start));
        return Model.graph(List.of(words, unread), List.of(table.view(unembedding(20), all), lstm(4).on(all)));
    }

    private static GraphModel nested() {
        var a = input(Shape.ANY).symbol("a");
        var b = input(Shape.ANY).symbol("b");
        var both = named("pair", twoOut().asBlock()).on(List.of(a, b));
        var far = dense(4).on(embedding(9, 4).on(b));
        var warm = Model.sequential(input(Shape.ANY, 4), lstm(3)).asLayer();
        return Model.graph(List.of(a, b), List.of(new Join("Maximum").on(both.get(0), both.get(1)),
                new Join("교차 <주의> & \"層\"").on(far, far), named("warm", warm).on(far)));
    }

    private static GraphModel twoOut() {
        var left = input(Shape.ANY).symbol("left");
        var right = input(Shape.ANY).symbol("right");
        var reader = shared(named("reader", chain(embedding(20, 4), lstm(3))));
        return Model.graph(List.of(left, right),
                List.of(new Join("Add").on(reader.on(left), reader.on(right)), reader.on(right)));
    }

    private static Model unbuilt() {
        return Model.sequential(lstm(3), chain(dense(4), dropout(0.1)), dense(2).frozen());
    }

    static Stream<Picture> pictures() {
        return Stream.of(stack(), translator(), twins(), winding(), nested(), unbuilt(), Model.sequential(input(3)))
                .map(Picture::of)
                .flatMap(p -> Stream.of(p, p.rankdir(Rankdir.LR)))
                .flatMap(p -> Stream.of(p, p.expandNested()))
                .flatMap(p -> Stream.of(p, p.showShapes().showLayerNames().showLayerActivations().showTrainable()));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void wellFormed(Picture picture) throws Exception {
        var svg = parsed(picture.svg()).getDocumentElement();
        assertThat(svg.getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(picture.svg()).isEqualTo(picture.svg());
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void nothingStandsInTheWay(Picture picture) {
        Geometry.check(Layout.of(Sketch.of(picture), picture.rankdir()));
    }

    @ParameterizedTest
    @EnumSource(Rankdir.class)
    void nothingStandsInTheWayOfAnyGraph(Rankdir rankdir) {
        for (int seed = 0; seed < 60; seed++) {
            var layout = Layout.of(Sketch.of(Picture.of(random(new Random(seed))).showShapes()), rankdir);
            try {
                Geometry.check(layout);
            } catch (AssertionError e) {
                throw new AssertionError("graph of seed " + seed, e);
            }
        }
    }

    private static GraphModel random(Random random) {
        var inputs = new ArrayList<Symbol>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) inputs.add(input(4).symbol("in" + i));
        var all = new ArrayList<>(inputs);
        for (int i = 0; i < 2 + random.nextInt(20); i++) {
            var read = new ArrayList<Symbol>();
            for (int k = 0; k < 1 + random.nextInt(4); k++) read.add(all.get(random.nextInt(all.size())));
            all.add(new Join("J".repeat(1 + random.nextInt(20))).on(read).getFirst());
        }
        return Model.graph(inputs, List.of(all.getLast(), all.get(random.nextInt(all.size()))));
    }

    @Test
    void everyLayerAndConnectionIsThere() {
        for (var model : List.of(translator(), twins(), winding(), nested())) {
            var graph = model.structure();
            var text = Picture.of(model).showLayerNames().svg();
            for (var vertex : graph.vertices()) {
                assertThat(text)
                        .contains("<tspan font-weight=\"bold\">%s</tspan>".formatted(Svg.escaped(vertex.name())));
            }
            int reads = graph.vertices().stream().mapToInt(v -> v.inputs().size()).sum();
            assertThat(Layout.of(Sketch.of(Picture.of(model)), Rankdir.TB).lines()).hasSize(reads);
        }
        assertThat(Layout.of(Sketch.of(Picture.of(stack())), Rankdir.TB).lines()).hasSize(4);
    }

    /// As in Keras, a layer that is used twice is one box, with all its lines.
    @Test
    void usesOfSharedBlocks() {
        var diagram = Sketch.of(Picture.of(twins()).showLayerNames());
        assertThat(names(diagram)).containsExactly("left", "right", "reader", "subtract", "same");
        assertThat(Picture.of(twins()).svg()).contains("× 2");
        var circle = Sketch.of(Picture.of(winding()).showLayerNames());
        assertThat(names(circle)).filteredOn("again"::equals).hasSize(3);
        assertThat(Picture.of(winding()).svg()).contains("use 1 of 3", "use 3 of 3", "weights of table");
    }

    private static List<String> names(Diagram diagram) {
        return diagram.boxes().stream().map(b -> b.label().name()).toList();
    }

    @Test
    void statesHaveTheirNames() {
        var layout = Layout.of(Sketch.of(Picture.of(translator())), Rankdir.TB);
        assertThat(layout.lines().stream().map(l -> l.from() + ">" + l.to())).contains("h>h", "c>c");
    }

    @Test
    void insidesOfModels() {
        var shut = Sketch.of(Picture.of(nested()).showLayerNames());
        assertThat(shut.boxes()).allMatch(b -> b.inner().isEmpty());
        var open = Sketch.of(Picture.of(nested()).showLayerNames().expandNested());
        var pair = open.boxes().stream().filter(b -> b.label().name().equals("pair")).findFirst().orElseThrow().inner()
                .orElseThrow();
        assertThat(names(pair)).containsExactly("left", "right", "reader", "add");
        var reader = pair.boxes().get(2).inner().orElseThrow();
        assertThat(names(reader)).containsExactly("embedding", "lstm");
        // three uses come in and go out, and a line lies between
        assertThat(reader.lines()).hasSize(7);
    }

    @Test
    void whatBoxesSayIsAsked() {
        var plain = Picture.of(stack()).svg();
        assertThat(plain).contains(">Embedding<").doesNotContain(">embedding<", ">in<", ">activation<", ">trainable<");
        var all = Picture.of(stack()).showShapes().showLayerNames().showLayerActivations().showTrainable().svg();
        assertThat(all).contains(">embedding<", ">(None, None, 32)<", ">tanh<", ">softmax<", ">yes<", ">no<");
        assertThat(Picture.of(unbuilt()).showShapes().showTrainable().svg()).contains(">?<")
                .doesNotContain("trainable");
    }

    @ParameterizedTest
    @EnumSource(Rankdir.class)
    void linesThatNeedNotCrossDoNot(Rankdir rankdir) {
        var label = Sketch.of(Picture.of(Model.sequential(input(3)))).boxes().getFirst().label();
        var boxes = Collections.nCopies(4, new Box(label, Optional.empty()));
        var lines = List.of(new Line(new End(0, 0), new End(3, 0)), new Line(new End(1, 0), new End(2, 0)));
        for (var line : Layout.of(new Diagram(boxes, lines), rankdir).lines()) {
            var from = line.points().getFirst();
            var to = line.points().getLast();
            assertThat(rankdir == Rankdir.TB ? from.x() - to.x() : from.y() - to.y()).isZero();
        }
    }

    @Test
    void wideLettersHaveRoom() {
        assertThat(TextWidth.of("순환 신경망", 10)).isGreaterThan(50);
        assertThat(TextWidth.of("e\u0301", 10)).isEqualTo(TextWidth.of("e", 10));
        assertThat(TextWidth.shortened("가".repeat(100), 10, 100)).hasSizeLessThan(11).endsWith("…");
        assertThat(Svg.escaped("a<b> & \u0000\uD800c")).isEqualTo("a&lt;b&gt; &amp; ??c");
    }

    /// Drawn once, looked at, and kept.
    @Test
    void aSmallModelByteForByte() throws IOException {
        var model = Model.sequential(embedding(256, 16), lstm(32), dense(2, SOFTMAX));
        try (var golden = PictureTest.class.getResourceAsStream("/golden/picture.svg")) {
            assertThat(golden).isNotNull();
            assertThat(Picture.of(model).showShapes().showLayerNames().showLayerActivations().svg())
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Document parsed(String svg) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
