package dev.rondo;

import static dev.rondo.layer.Layers.activation;
import static dev.rondo.layer.Layers.bidirectional;
import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.layer.Layers.simpleRnn;
import static dev.rondo.model.Model.sequential;
import static dev.rondo.nn.Activation.SOFTMAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.cell.Lstm;
import dev.rondo.contract.Draw;
import dev.rondo.kernel.Machine;
import dev.rondo.layer.Embedding;
import dev.rondo.layer.Layer;
import dev.rondo.layer.Masking;
import dev.rondo.layer.Rnn;
import dev.rondo.model.Model;
import dev.rondo.nn.Init;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Worked examples that many tutorials of recurrent networks share, to the digit.
class SeedsTest {
    /// Three sentences as word numbers, padded with 0.
    private static final Tensor PADDED = Tensor.matrix(new int[][]{{711, 632, 71, 0, 0, 0}, {73, 8, 3215, 55, 927, 0},
            {83, 91, 1, 645, 1253, 927}});

    private static final Mask REAL = Mask.of(new boolean[][]{{true, true, true, false, false, false},
            {true, true, true, true, true, false}, {true, true, true, true, true, true}});

    @Test
    void threeWaysToOneMask() {
        var embedding = new Embedding(5000, 4).start(Init.randomNormal(0, 1));
        var weights = Weights.draw(embedding.weights(Shape.of(3, 6)), Key.of(4));
        var pass = Pass.inference(weights, Machine.single());
        var byEmbedding = embedding.maskZero().call(Signal.of(PADDED), pass);
        assertThat(byEmbedding.mask()).isEqualTo(REAL);

        // a Masking layer looks for steps of zeros: the vectors with those of padding put to zero
        var zeroed = new float[byEmbedding.tensor().data().length];
        for (int i = 0; i < zeroed.length; i++) zeroed[i] = REAL.values()[i / 4] ? byEmbedding.tensor().data()[i] : 0;
        var byMasking = new Masking(0).call(Signal.of(Tensor.of(byEmbedding.shape(), zeroed)), pass);
        assertThat(byMasking.mask()).isEqualTo(REAL);

        var byHand = Signal.of(embedding.call(Signal.of(PADDED), pass).tensor(), REAL);
        for (var cell : List.of(lstm(8), lstm(8).sequences(), simpleRnn(8))) {
            var run = Pass.inference(Weights.draw(cell.weights(Shape.of(3, 6, 4)), Key.of(5)), Machine.single());
            var outputs = Stream.of(byEmbedding, byMasking, byHand).map(s -> cell.call(s, run).tensor().data())
                    .toList();
            assertThat(outputs.get(1)).isEqualTo(outputs.get(0));
            assertThat(outputs.get(2)).isEqualTo(outputs.get(0));
        }
    }

    static List<Arguments> shapes() {
        return List.of(Arguments.of(sequential(input(2, 10), simpleRnn(3)), Shape.of(Shape.ANY, 3), 42),
                Arguments.of(sequential(input(2, 10).batch(8), simpleRnn(3)), Shape.of(8, 3), 42),
                Arguments.of(sequential(input(2, 10).batch(8), simpleRnn(3).sequences()), Shape.of(8, 2, 3), 42),
                Arguments.of(sequential(input(Shape.ANY, 4), simpleRnn(4)), Shape.of(Shape.ANY, 4), 36),
                Arguments.of(sequential(embedding(10_000, 32), simpleRnn(32).sequences(), simpleRnn(32).sequences(),
                        simpleRnn(32).sequences(), simpleRnn(32)), Shape.of(Shape.ANY, 32), 328_320),
                Arguments.of(newswires(simpleRnn(50)), Shape.of(Shape.ANY, 46), 4_946),
                Arguments.of(newswires(simpleRnn(50).sequences(), simpleRnn(50)), Shape.of(Shape.ANY, 46), 9_996),
                Arguments.of(newswires(simpleRnn(50).sequences(), simpleRnn(50).sequences(), simpleRnn(50)),
                        Shape.of(Shape.ANY, 46), 15_046),
                Arguments.of(newswires(lstm(50)), Shape.of(Shape.ANY, 46), 12_746),
                Arguments.of(newswires(lstm(50).sequences(), lstm(50)), Shape.of(Shape.ANY, 46), 32_946),
                Arguments.of(sequential(input(49, 1), bidirectional(simpleRnn(50)), dense(46), activation(SOFTMAX)),
                        Shape.of(Shape.ANY, 46), 9_846));
    }

    private static Model newswires(Rnn... layers) {
        return sequential(
                Stream.of(Stream.of(input(49, 1)), Stream.of(layers), Stream.of(dense(46), activation(SOFTMAX)))
                        .flatMap(s -> s).toArray(Layer[]::new));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shapesAndParameters(Model model, Shape output, long parameters) {
        assertThat(model.outputShape()).isEqualTo(output);
        assertThat(model.weights().count()).isEqualTo(parameters);
        assertThat(model.summary()).contains(" Total params: %,d (".formatted(parameters))
                .contains(" Non-trainable params: 0 (");
    }

    @Test
    void parametersDoNotGrowWithTime() {
        assertThat(sequential(input(2000, 1), lstm(50)).weights().count())
                .isEqualTo(sequential(input(2, 1), lstm(50)).weights().count());
    }

    /// The conveyor belt: forget gate 1 and input gate 0 leave the cell state alone, however long.
    @Test
    void aSaturatedForgetGateForgetsNothing() {
        int units = 3;
        var cell = new Lstm(units);
        float shut = -200;
        float open = 200;
        var bias = Tensor.vector(shut, shut, shut, open, open, open, 0, 0, 0, 0, 0, 0);
        var weights = Weights.of(Map.of("kernel", Draw.normal("kernel", 1, 4 * units), "recurrent_kernel",
                Draw.normal("recurrent", units, 4 * units), "bias", bias));
        var c = Draw.normal("c", 2, units);
        int steps = 10_000;
        var result = new Rnn(cell).run(Signal.of(Draw.normal("x", 2, steps, 1)), List.of(Tensor.zeros(2, units), c),
                Pass.inference(weights, Machine.single()));
        assertThat(result.states().get(1).data()).isEqualTo(c.data());
        assertThat(result.states().get(0).data()).isNotEqualTo(new float[2 * units]);
    }

    /// The gates lie in (0, 1) and the candidate in (−1, 1): an LSTM's output never leaves (−1, 1).
    @Test
    void outputsStayBounded() {
        var model = sequential(lstm(16).sequences());
        var x = Ops.scale(50, Draw.normal("large", 4, 30, 3));
        model.build(x.shape());
        for (float y : model.predict(x).data()) assertThat(y).isBetween(-1f, 1f);
    }
}
