package dev.rondo.seeds;

import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.repeatVector;
import static dev.rondo.layer.Layers.simpleRnn;
import static dev.rondo.layer.Layers.timeDistributed;
import static dev.rondo.train.Fitting.epochs;
import static dev.rondo.train.Fitting.verbose;
import static dev.rondo.train.loss.Losses.meanSquaredError;
import static dev.rondo.train.metric.Metrics.mae;
import static dev.rondo.train.optimizer.Optimizers.adam;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.data.Dataset;
import dev.rondo.model.Model;
import dev.rondo.tensor.Shape;
import dev.rondo.train.Training;
import org.junit.jupiter.api.Test;

/// One input, many outputs: a picture and its caption.
class OneToManyTest {
    /// ```python
    /// model = Sequential()
    /// model.add(RepeatVector(number_of_times, input_shape=input_shape))
    /// model.add(SimpleRNN(units=output_size, return_sequences=True))
    /// ```
    @Test
    void repeatVectorThenRnn() {
        int numberOfTimes = 5;
        int outputSize = 3;
        var model = Model.sequential(input(4), repeatVector(numberOfTimes), simpleRnn(outputSize).sequences());
        assertThat(model.outputShape()).isEqualTo(Shape.of(Shape.ANY, 5, 3));
        trains(model, Dataset.of(RandomData.numbers(16, 4), RandomData.numbers(16, 5, 3)));
    }

    /// Many to many, an answer at each step: the class of each frame of a video.
    @Test
    void anAnswerAtEachStep() {
        var model = Model.sequential(input(6, 4), simpleRnn(8).sequences(), timeDistributed(dense(2)));
        assertThat(model.outputShape()).isEqualTo(Shape.of(Shape.ANY, 6, 2));
        trains(model, Dataset.of(RandomData.numbers(16, 6, 4), RandomData.numbers(16, 6, 2)));
    }

    private static void trains(Model model, Dataset data) {
        var training = Training.compile(model, adam(0.01), meanSquaredError(), mae());
        var losses = training.fit(data, epochs(20), verbose(0)).values("loss");
        assertThat(losses.getLast()).isLessThan(losses.getFirst());
        assertThat(training.evaluate(data).get("mean_absolute_error")).isPositive();
    }
}
