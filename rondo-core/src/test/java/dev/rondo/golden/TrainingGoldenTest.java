package dev.rondo.golden;

import static dev.rondo.train.Fitting.batchSize;
import static dev.rondo.train.Fitting.classWeights;
import static dev.rondo.train.Fitting.epochs;
import static dev.rondo.train.Fitting.shuffle;
import static dev.rondo.train.Fitting.validation;
import static dev.rondo.train.Fitting.verbose;
import static dev.rondo.train.Objective.objective;
import static dev.rondo.train.loss.Losses.binaryCrossentropy;
import static dev.rondo.train.loss.Losses.categoricalCrossentropy;
import static dev.rondo.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.rondo.train.metric.Metrics.accuracy;
import static dev.rondo.train.metric.Metrics.auc;
import static dev.rondo.train.metric.Metrics.f1;
import static dev.rondo.train.metric.Metrics.precision;
import static dev.rondo.train.metric.Metrics.recall;
import static dev.rondo.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.rondo.train.optimizer.Optimizers.adam;
import static dev.rondo.train.optimizer.Optimizers.rmsprop;
import static dev.rondo.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rondo.data.Dataset;
import dev.rondo.data.Examples;
import dev.rondo.layer.Layer;
import dev.rondo.model.Model;
import dev.rondo.model.Sequential;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.Training;
import dev.rondo.train.loss.Loss;
import dev.rondo.train.metric.Metric;
import dev.rondo.train.optimizer.Optimizer;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole trainings beside Keras's `fit`, from the same weights: every epoch's losses and accuracies, and the weights and
/// predictions at the end. Rounding grows from step to step, hence 1e-4.
class TrainingGoldenTest {
    private static final float TOLERANCE = 1e-4f;

    static List<Golden> runs() {
        return Stream.concat(Golden.cases("training.json", "runs").stream(),
                Golden.cases("vocabulary_measures_runs.json", "runs").stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void followsKeras(Golden g) {
        var model = model(g);
        initial(g, model);
        var train = data(g, "x", "y");
        if (g.has("sample_weight")) train = train.weights(g.tensor("sample_weight"));
        var fit = g.json().get("fit");
        assertThat(fit.get("shuffle").booleanValue()).isFalse();
        var weights = new HashMap<Integer, Double>();
        fit.path("class_weight").properties()
                .forEach(w -> weights.put(Integer.valueOf(w.getKey()), w.getValue().asDouble()));

        var training = Training.compile(model, optimizer(g),
                objective(loss(g)).metrics(metrics(g, "metrics")).weightedMetrics(metrics(g, "weighted_metrics")));
        var history = training.fit(train, epochs(fit.get("epochs").intValue()),
                batchSize(fit.get("batch_size").intValue()), shuffle(false), classWeights(weights),
                validation(data(g, "validation_x", "validation_y")), verbose(0));

        g.json().get("history").properties().forEach(kept -> {
            var expected = Golden.elements(kept.getValue()).map(v -> v.asDouble()).toList();
            var found = history.values(kept.getKey());
            assertThat(found).as(kept.getKey()).hasSameSizeAs(expected);
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i)).as("%s of epoch %d", kept.getKey(), i).isCloseTo(expected.get(i),
                        offset((double) TOLERANCE));
            }
        });
        assertThat(history.names())
                .isEqualTo(g.json().get("history").propertyNames().stream().collect(Collectors.toSet()));
        if (g.given("evaluation")) {
            var found = training.evaluate(train, 4).values();
            g.json().get("evaluation").properties().forEach(kept -> assertThat(found.get(kept.getKey()))
                    .as("%s of the evaluation", kept.getKey())
                    .isCloseTo(kept.getValue().asDouble(), offset((double) TOLERANCE)));
        }
        g.json().get("final_weights").properties().forEach(w -> close(w.getKey(),
                model.weights().get(ours(w.getKey(), model)), Golden.tensor(w.getValue())));
        close("predictions", training.predict(data(g, "validation_x", "validation_y")), g.tensor("predictions"));
    }

    /// Keras's words, and its objects with their settings.
    private static Metric[] metrics(Golden g, String key) {
        return Golden.elements(g.json().get(key)).map(m -> {
            if (m.isString() || m.has("word")) return accuracy();
            return switch (m.get("class_name").asString()) {
                case "Recall" -> recall().thresholds(0.3, 0.7);
                case "Precision" -> precision(0.4);
                case "F1Score" -> f1();
                case "SparseCategoricalAccuracy" -> sparseCategoricalAccuracy();
                case "AUC" -> m.at("/config/name").isMissingNode() ? auc() : auc().named("auc_w");
                default -> throw new AssertionError(m);
            };
        }).toArray(Metric[]::new);
    }

    private static Sequential model(Golden g) {
        var model = Model
                .sequential(Golden.elements(g.json().get("layers")).map(KerasWords::layer).toArray(Layer[]::new));
        model.build(g.tensor("x").shape().with(0, Shape.ANY));
        return model;
    }

    private static void initial(Golden g, Sequential model) {
        var weights = g.json().get("initial_weights").properties();
        assertThat(weights).hasSameSizeAs(model.weights().asMap().entrySet());
        weights.forEach(w -> model.weights().set(ours(w.getKey(), model), Golden.tensor(w.getValue())));
    }

    /// Keras's names begin with the number of the layer.
    private static String ours(String name, Sequential model) {
        int slash = name.indexOf('/');
        return model.names().get(Integer.parseInt(name.substring(0, slash))) + name.substring(slash);
    }

    private static Examples data(Golden g, String x, String y) { return Dataset.of(g.tensor(x), g.tensor(y)); }

    private static Optimizer optimizer(Golden g) {
        var said = g.json().at("/optimizer/config");
        double rate = said.get("learning_rate").asDouble();
        var rule = switch (g.json().at("/optimizer/class_name").asString()) {
            case "SGD" -> sgd(rate).momentum(said.get("momentum").asDouble());
            case "RMSprop" -> rmsprop(rate);
            case "Adam" -> adam(rate);
            default -> throw new AssertionError(g.json().get("optimizer"));
        };
        assertThat(Set.of("learning_rate", "momentum", "clipnorm")).containsAll(said.propertyNames());
        return said.has("clipnorm") ? rule.clipNorm(said.get("clipnorm").asDouble()) : rule;
    }

    private static Loss loss(Golden g) {
        return switch (g.json().get("loss").asString()) {
            case "categorical_crossentropy" -> categoricalCrossentropy();
            case "sparse_categorical_crossentropy" -> sparseCategoricalCrossentropy();
            case "binary_crossentropy" -> binaryCrossentropy();
            default -> throw new AssertionError(g.json().get("loss"));
        };
    }

    private static void close(String what, Tensor found, Tensor expected) {
        assertThat(found.shape()).as(what).isEqualTo(expected.shape());
        assertThat(found.data()).as(what).containsExactly(expected.data(), offset(TOLERANCE));
    }
}
