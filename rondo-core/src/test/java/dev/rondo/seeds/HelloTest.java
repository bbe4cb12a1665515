package dev.rondo.seeds;

import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.simpleRnn;
import static dev.rondo.layer.Layers.timeDistributed;
import static dev.rondo.model.Seed.seed;
import static dev.rondo.nn.Activation.SOFTMAX;
import static dev.rondo.train.Fitting.epochs;
import static dev.rondo.train.Fitting.verbose;
import static dev.rondo.train.loss.Losses.categoricalCrossentropy;
import static dev.rondo.train.metric.Metrics.accuracy;
import static dev.rondo.train.optimizer.Optimizers.adam;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.data.Dataset;
import dev.rondo.data.LabelEncoder;
import dev.rondo.data.OneHot;
import dev.rondo.model.Model;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.Training;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The lab "learn *hello* with a SimpleRNN": characters one-hot, the next character as the answer. A network without
/// memory cannot learn it, since `l` is followed by `l` once and by `o` once.
class HelloTest {
    private static final LabelEncoder CHARACTERS = LabelEncoder.fit(characters("hello"));

    /// Many to many: `hell` in, `ello` out.
    @Test
    void eachNextCharacter() {
        var x = Tensor.matrices(oneHot("hell"));
        var y = Tensor.matrices(oneHot("ello"));
        var model = Model.sequential(seed(42),
                input(4, 4),
                simpleRnn(8).sequences(),
                timeDistributed(dense(4, SOFTMAX)));
        var training = Training.compile(model, adam(0.05), categoricalCrossentropy(), accuracy());
        var history = training.fit(Dataset.of(x, y), epochs(100), verbose(0));
        assertThat(history.last("accuracy")).isEqualTo(1);
        assertThat(training.evaluate(Dataset.of(x, y)).get("accuracy")).isEqualTo(1);
        assertThat(text(model.predict(x))).isEqualTo("ello");
    }

    /// Many to one: from what was read so far, the next character; then it writes the word by itself, from its `h`.
    @Test
    void writesTheWord() {
        var model = Model.sequential(seed(42), input(Shape.ANY, 4), simpleRnn(8), dense(4, SOFTMAX));
        var training = Training.compile(model, adam(0.05), categoricalCrossentropy(), accuracy());
        for (int round = 0; round < 60; round++) {
            for (int read = 1; read < 5; read++) {
                var x = Tensor.matrices(oneHot("hello".substring(0, read)));
                training.fit(Dataset.of(x, Tensor.matrix(oneHot("hello".substring(read, read + 1)))), verbose(0));
            }
        }
        var written = new StringBuilder("h");
        while (written.length() < 5) written.append(text(model.predict(Tensor.matrices(oneHot(written.toString())))));
        assertThat(written).hasToString("hello");
    }

    private static float[][] oneHot(String word) {
        return OneHot.toCategorical(CHARACTERS.encode(characters(word)), CHARACTERS.size());
    }

    private static List<String> characters(String word) {
        return word.codePoints().mapToObj(Character::toString).toList();
    }

    private static String text(Tensor probabilities) {
        return String.join("", CHARACTERS.decode(probabilities.argmax()));
    }
}
