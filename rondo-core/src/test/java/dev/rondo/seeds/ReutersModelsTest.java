package dev.rondo.seeds;

import static dev.rondo.layer.Layers.activation;
import static dev.rondo.layer.Layers.bidirectional;
import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.layer.Layers.simpleRnn;
import static dev.rondo.nn.Activation.SOFTMAX;
import static dev.rondo.train.Fitting.batchSize;
import static dev.rondo.train.Fitting.epochs;
import static dev.rondo.train.Fitting.validation;
import static dev.rondo.train.Fitting.verbose;
import static dev.rondo.train.loss.Losses.categoricalCrossentropy;
import static dev.rondo.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.rondo.train.metric.Metrics.accuracy;
import static dev.rondo.train.optimizer.Optimizers.adam;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.data.Dataset;
import dev.rondo.layer.Layer;
import dev.rondo.model.Model;
import dev.rondo.model.Sequential;
import dev.rondo.tensor.Shape;
import dev.rondo.train.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The newswire classifiers of the notebook: word numbers go in as they are, `(49, 1)`, and one of 46 topics comes out.
/// All are compiled and fitted alike:
///
/// ```python
/// model.compile(loss='categorical_crossentropy', optimizer=Adam(lr=0.001), metrics=['accuracy'])
/// history = model.fit(X_train, y_train, epochs=200, batch_size=50, validation_data=(X_val, y_val), verbose=2)
/// y_predtest = model.predict(X_test)
/// rounded_pred = np.argmax(y_predtest, axis=1)
/// ```
class ReutersModelsTest {
    /// ```python
    /// model = Sequential()
    /// model.add(SimpleRNN(50, input_shape=(49, 1), return_sequences=False))
    /// model.add(Dense(46))
    /// model.add(Activation('softmax'))
    /// ```
    @Test
    void vanillaRnn() {
        fits(classifier(simpleRnn(50)), 4_946);
    }

    /// ```python
    /// model.add(SimpleRNN(50, input_shape=(49, 1), return_sequences=True))
    /// model.add(SimpleRNN(50, return_sequences=False))
    /// ```
    @Test
    void stackedVanillaRnn() {
        fits(classifier(simpleRnn(50).sequences(), simpleRnn(50)), 9_996);
    }

    /// The same with three: "wide and deep".
    @Test
    void threeVanillaRnns() {
        fits(classifier(simpleRnn(50).sequences(), simpleRnn(50).sequences(), simpleRnn(50)), 15_046);
    }

    /// `model.add(Bidirectional(SimpleRNN(50, input_shape=(49, 1), return_sequences=False)))`
    @Test
    void bidirectionalRnn() {
        fits(classifier(bidirectional(simpleRnn(50))), 9_846);
    }

    /// `model.add(LSTM(50, input_shape=(49, 1), return_sequences=False))`
    @Test
    void lstmNetwork() {
        fits(classifier(lstm(50)), 12_746);
    }

    /// ```python
    /// model.add(LSTM(50, input_shape=(49, 1), return_sequences=True))
    /// model.add(LSTM(50, return_sequences=False))
    /// ```
    @Test
    void stackedLstm() {
        fits(classifier(lstm(50).sequences(), lstm(50)), 32_946);
    }

    /// "LSTM Reuters news classification + word embedding"
    @Test
    void lstmOnAnEmbedding() {
        var random = new Random(7);
        var sequences = new ArrayList<int[]>();
        for (int i = 0; i < 60; i++) sequences.add(random.ints(3 + i % 47, 1, 1000).toArray());
        var data = Dataset.of(sequences, random.ints(60, 0, 46).toArray());
        var model = Model.sequential(embedding(1000, 16).maskZero(), lstm(50), dense(46, SOFTMAX));
        var training = Training.compile(model, adam(0.001), sparseCategoricalCrossentropy(), accuracy());
        var history = training.fit(data, epochs(1), batchSize(50), validation(data), verbose(0));
        assertThat(history.names()).containsExactlyInAnyOrder("loss", "accuracy", "val_loss", "val_accuracy");
        assertThat(history.last("val_loss")).isFinite().isLessThan(Math.log(46) + 0.01);
    }

    private static Sequential classifier(Layer... recurrent) {
        var layers = new ArrayList<Layer>();
        layers.add(input(49, 1));
        layers.addAll(List.of(recurrent));
        layers.add(dense(46));
        layers.add(activation(SOFTMAX));
        return Model.sequential(layers.toArray(new Layer[0]));
    }

    private static void fits(Sequential model, int parameters) {
        assertThat(model.summary()).contains(" Total params: %,d (".formatted(parameters));
        var data = RandomData.newswires(100);
        var training = Training.compile(model, adam(0.001), categoricalCrossentropy(), accuracy());
        var history = training.fit(data, epochs(1), batchSize(50), validation(RandomData.newswires(20)), verbose(0));
        assertThat(history.names()).containsExactlyInAnyOrder("loss", "accuracy", "val_loss", "val_accuracy");
        assertThat(history.last("val_loss")).isFinite();
        var prediction = model.predict(RandomData.numbers(20, 49, 1));
        assertThat(prediction.shape()).isEqualTo(Shape.of(20, 46));
        assertThat(Arrays.stream(prediction.argmax())).hasSize(20).allMatch(topic -> topic >= 0 && topic < 46);
    }
}
