package dev.rondo.seeds;

import static dev.rondo.layer.Layers.bidirectional;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.simpleRnn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.model.Model;
import dev.rondo.model.Sequential;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// What `summary()` prints for the small models, and the sizes of a vanilla network.
class ShapesTest {
    /// ```python
    /// model = Sequential()
    /// model.add(SimpleRNN(3, input_shape=(2,10)))
    /// model.summary()
    /// ```
    @Test
    void lastOutput() {
        var model = Model.sequential(input(2, 10), simpleRnn(3));
        printed(model, "(None, 3)", 42);
        assertThat(model.summary()).isEqualTo("""
                Model: "sequential"
                ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
                ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
                ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
                │ simple_rnn (SimpleRNN)          │ (None, 3)              │            42 │
                └─────────────────────────────────┴────────────────────────┴───────────────┘
                 Total params: 42 (168.00 B)
                 Trainable params: 42 (168.00 B)
                 Non-trainable params: 0 (0.00 B)
                """);
        assertThat(model.predict(RandomData.numbers(8, 2, 10)).shape()).isEqualTo(Shape.of(8, 3));
    }

    /// `SimpleRNN(3, batch_input_shape=(8,2,10))`
    @Test
    void batchOfEight() {
        printed(Model.sequential(input(2, 10).batch(8), simpleRnn(3)), "(8, 3)", 42);
    }

    /// `SimpleRNN(3, batch_input_shape=(8,2,10), return_sequences=True)`
    @Test
    void allOutputs() {
        var model = Model.sequential(input(2, 10).batch(8), simpleRnn(3).sequences());
        printed(model, "(8, 2, 3)", 42);
        assertThat(model.predict(RandomData.numbers(8, 2, 10)).shape()).isEqualTo(Shape.of(8, 2, 3));
    }

    /// d = 4, D_h = 4: W_h 4×4, W_x 4×4, b 4×1.
    @Test
    void sizesOfTheEquation() {
        var weights = Model.sequential(input(2, 4), simpleRnn(4)).weights();
        assertThat(weights.get("simple_rnn/kernel").shape()).isEqualTo(Shape.of(4, 4));
        assertThat(weights.get("simple_rnn/recurrent_kernel").shape()).isEqualTo(Shape.of(4, 4));
        assertThat(weights.get("simple_rnn/bias").shape()).isEqualTo(Shape.of(4));
        assertThat(weights.count()).isEqualTo(36);
    }

    /// "Weights are shared by all steps: the model does not grow with the input."
    @Test
    void oneModelForAnyLength() {
        var model = Model.sequential(input(Shape.ANY, 10), simpleRnn(3));
        assertThat(model.weights().count()).isEqualTo(42);
        assertThat(model.predict(RandomData.numbers(1, 2, 10)).shape()).isEqualTo(Shape.of(1, 3));
        assertThat(model.predict(RandomData.numbers(1, 2000, 10)).shape()).isEqualTo(Shape.of(1, 3));
    }

    /// ```python
    /// model = Sequential()
    /// model.add(Embedding(input_dim=10000, output_dim=32, input_length=100))
    /// model.add(SimpleRNN(units=32, return_sequences=True))
    /// model.add(SimpleRNN(units=32, return_sequences=True))
    /// model.add(SimpleRNN(units=32, return_sequences=True))
    /// model.add(SimpleRNN(units=32))
    /// model.summary()
    /// ```
    @Test
    void deepRnn() {
        var model = Model.sequential(
                input(100),
                embedding(10_000, 32),
                simpleRnn(32).sequences(),
                simpleRnn(32).sequences(),
                simpleRnn(32).sequences(),
                simpleRnn(32));
        printed(model, "(None, 32)", 328_320);
        assertThat(model.names()).endsWith("simple_rnn", "simple_rnn_1", "simple_rnn_2", "simple_rnn_3");
        assertThat(model.summary())
                .contains("│ simple_rnn_2 (SimpleRNN)        │ (None, 100, 32)        │         2,080 │");
        assertThat(model.predict(Tensor.zeros(2, 100)).shape()).isEqualTo(Shape.of(2, 32));
    }

    /// ```python
    /// timesteps = 10
    /// input_dim = 5
    /// model.add(Bidirectional(SimpleRNN(hidden_units, return_sequences=True), input_shape=(timesteps, input_dim)))
    /// ```
    @Test
    void bidirectionalRnn() {
        int hiddenUnits = 8;
        var model = Model.sequential(input(10, 5), bidirectional(simpleRnn(hiddenUnits).sequences()));
        printed(model, "(None, 10, 16)", 2 * (5 * 8 + 8 * 8 + 8));
    }

    private static void printed(Sequential model, String shape, int parameters) {
        assertThat(model.summary()).contains("│ " + shape + " ")
                .contains(" Total params: %,d (".formatted(parameters))
                .contains(" Trainable params: %,d (".formatted(parameters))
                .contains(" Non-trainable params: 0 (0.00 B)");
    }
}
