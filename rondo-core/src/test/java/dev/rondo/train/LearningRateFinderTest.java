package dev.rondo.train;

import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.dropout;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.train.loss.Losses.meanSquaredError;
import static dev.rondo.train.optimizer.Optimizers.adam;
import static dev.rondo.train.optimizer.Optimizers.sgd;
import static dev.rondo.train.schedule.Schedules.constant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.RondoException;
import dev.rondo.data.Dataset;
import dev.rondo.model.Model;
import dev.rondo.model.Sequential;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LearningRateFinderTest {
    private static final LearningRateFinder FINDER = new LearningRateFinder().rates(1e-4, 100).steps(60).batchSize(16);

    /// y = 3 in sum of four inputs: the least mean squares of inputs of variance 1, for which gradient descent diverges
    /// from a rate of about 1 on.
    private static Dataset data() {
        var key = Key.of(11);
        var x = Tensor.zeros(100, 4);
        var y = Tensor.zeros(100, 1);
        for (int i = 0; i < 400; i++) {
            x.data()[i] = (float) key.normal(i);
            y.data()[i / 4] += 3 * x.data()[i];
        }
        return Dataset.of(x, y);
    }

    private static Sequential model() { return Model.sequential(input(4), dropout(0.01), dense(1)); }

    @Test
    void findsARateBelowTheOneThatDiverges() {
        var found = FINDER.find(Training.compile(model(), sgd(), meanSquaredError()), data());
        double suggested = found.suggested().orElseThrow();
        assertThat(suggested).isBetween(0.01, 1.0);
        var points = found.points();
        assertThat(points.getFirst().rate()).isEqualTo(1e-4);
        assertThat(points.get(1).rate() / points.get(0).rate()).isCloseTo(Math.pow(1e6, 1 / 59.0), within(1e-9));
        assertThat(points).as("it ends when the loss runs away").hasSizeLessThan(60);
        assertThat(points.getLast().rate()).isBetween(0.3, 100.0);
        assertThat(points.getFirst().smoothed()).isCloseTo(points.getFirst().loss(), within(1e-9));
    }

    @Test
    void leavesEverythingAsItWas() {
        var model = model();
        var training = Training.compile(model, adam(0.01).useEma(), meanSquaredError());
        training.fit(data(), Fitting.verbose(0));
        var weights = numbers(model);
        var state = training.optimization().state();
        var found = FINDER.find(training, data());
        assertThat(found.points()).hasSizeGreaterThan(10);
        assertThat(numbers(model)).usingRecursiveComparison().isEqualTo(weights);
        assertThat(training.optimization().steps()).isEqualTo(4);
        assertThat(training.optimization().learningRate()).isEqualTo(0.01);
        assertThat(training.optimization().state()).usingRecursiveComparison().isEqualTo(state);
        assertThat(FINDER.find(training, data())).as("the same again").isEqualTo(found);
    }

    @Test
    void aModelWithoutWeightsStartsAfterItAsItWouldHave() {
        var tried = model();
        FINDER.find(Training.compile(tried, sgd(), meanSquaredError()), data());
        var fresh = model();
        fresh.build(Shape.of(Shape.ANY, 4));
        assertThat(numbers(tried)).usingRecursiveComparison().isEqualTo(numbers(fresh));
    }

    @Test
    void theOptimizersOwnScheduleIsLeftOut() {
        var plain = FINDER.find(Training.compile(model(), sgd(), meanSquaredError()), data());
        var scheduled = FINDER.find(Training.compile(model(), sgd().schedule(constant(5)), meanSquaredError()), data());
        assertThat(scheduled).isEqualTo(plain);
    }

    /// A loss that falls by 1 a point, then by 3, then rises; its first two points do not count.
    @Test
    void suggestsWhereTheLossFallsFastest() {
        double[] losses = {90, 50, 49, 48, 47, 44, 41, 38, 37, 60};
        var points = new ArrayList<LearningRateFinder.Point>();
        for (double loss : losses) points.add(new LearningRateFinder.Point(points.size(), loss, loss));
        assertThat(new LearningRateFinder.Found(points, 2).suggested()).hasValue(5);
        assertThat(new LearningRateFinder.Found(points, 8).suggested()).isEmpty();
    }

    @Test
    void argumentsAreChecked() {
        assertThatThrownBy(() -> new LearningRateFinder().rates(1, 0.1)).isInstanceOf(RondoException.class)
                .hasMessageContaining("from 1.0 to 0.1");
        assertThatThrownBy(() -> new LearningRateFinder().steps(1))
                .hasMessageContaining("steps must be at least 2, got 1");
        assertThatThrownBy(() -> new LearningRateFinder().divergence(1)).hasMessageContaining("above 1, got 1.0");
    }

    private static Map<String, float[]> numbers(Sequential model) {
        var numbers = new TreeMap<String, float[]>();
        model.weights().asMap().forEach((name, w) -> numbers.put(name, w.data().clone()));
        return numbers;
    }
}
