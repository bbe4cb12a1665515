package dev.rondo.golden;

import static dev.rondo.cell.Cells.gruCell;
import static dev.rondo.cell.Cells.lstmCell;
import static dev.rondo.cell.Cells.stacked;
import static dev.rondo.layer.Layers.activityRegularization;
import static dev.rondo.layer.Layers.bidirectional;
import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.gru;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.layer.Layers.masking;
import static dev.rondo.layer.Layers.named;
import static dev.rondo.layer.Layers.rnn;
import static dev.rondo.layer.Layers.shared;
import static dev.rondo.layer.Layers.simpleRnn;
import static dev.rondo.nn.Activation.SIGMOID;
import static dev.rondo.nn.Activation.SOFTMAX;
import static dev.rondo.nn.Activation.TANH;
import static dev.rondo.nn.Constraints.maxNorm;
import static dev.rondo.nn.Constraints.nonNeg;
import static dev.rondo.nn.Constraints.unitNorm;
import static dev.rondo.nn.Regularizers.l1;
import static dev.rondo.nn.Regularizers.l1l2;
import static dev.rondo.nn.Regularizers.l2;
import static dev.rondo.train.Fitting.batchSize;
import static dev.rondo.train.Fitting.classWeights;
import static dev.rondo.train.Fitting.epochs;
import static dev.rondo.train.Fitting.shuffle;
import static dev.rondo.train.Fitting.validation;
import static dev.rondo.train.Fitting.verbose;
import static dev.rondo.train.Objective.objective;
import static dev.rondo.train.Training.compile;
import static dev.rondo.train.loss.Losses.binaryCrossentropy;
import static dev.rondo.train.loss.Losses.categoricalCrossentropy;
import static dev.rondo.train.loss.Losses.huber;
import static dev.rondo.train.loss.Losses.klDivergence;
import static dev.rondo.train.loss.Losses.logCosh;
import static dev.rondo.train.loss.Losses.meanAbsoluteError;
import static dev.rondo.train.loss.Losses.meanSquaredError;
import static dev.rondo.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.rondo.train.metric.Metrics.accuracy;
import static dev.rondo.train.metric.Metrics.auc;
import static dev.rondo.train.metric.Metrics.categoricalAccuracy;
import static dev.rondo.train.metric.Metrics.mae;
import static dev.rondo.train.metric.Metrics.meanCosineSimilarity;
import static dev.rondo.train.metric.Metrics.mse;
import static dev.rondo.train.metric.Metrics.precision;
import static dev.rondo.train.metric.Metrics.r2Score;
import static dev.rondo.train.metric.Metrics.recall;
import static dev.rondo.train.metric.Metrics.rootMeanSquaredError;
import static dev.rondo.train.metric.Metrics.sparseTopKCategoricalAccuracy;
import static dev.rondo.train.metric.Metrics.topKCategoricalAccuracy;
import static dev.rondo.train.optimizer.Optimizers.adam;
import static dev.rondo.train.optimizer.Optimizers.adamW;
import static dev.rondo.train.optimizer.Optimizers.rmsprop;
import static dev.rondo.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rondo.data.Dataset;
import dev.rondo.layer.Layer;
import dev.rondo.layer.Merge;
import dev.rondo.layer.Merging;
import dev.rondo.model.Model;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;

import dev.rondo.train.Training;
import dev.rondo.train.callback.FitOption;
import dev.rondo.train.metric.Curve;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole trainings beside Keras's `fit`, from the same weights: the loss and the metrics of every epoch under the same
/// names in the same order, and the predictions at the end. Each model stands under the same name in `vocabulary_runs.py`.
/// Rounding grows from step to step, hence 1e-4.
class VocabularyRunsGoldenTest {
    private static final double TOLERANCE = 1e-4;

    /// `a + b`, `a − b`, and one beside the other.
    record Sum() implements Merging {
        @Override
        public Shape output(List<Shape> inputs) { return inputs.getFirst(); }

        @Override
        public Signal merge(List<Signal> in, Pass pass) {
            return Signal.of(Ops.plus(in.get(0).tensor(), in.get(1).tensor()));
        }
    }

    record Difference() implements Merging {
        @Override
        public Shape output(List<Shape> inputs) { return inputs.getFirst(); }

        @Override
        public Signal merge(List<Signal> in, Pass pass) {
            return Signal.of(Ops.minus(in.get(0).tensor(), in.get(1).tensor()));
        }
    }

    record Beside() implements Merging {
        @Override
        public Shape output(List<Shape> inputs) {
            return inputs.get(0).with(-1, inputs.get(0).last() + inputs.get(1).last());
        }

        @Override
        public Signal merge(List<Signal> in, Pass pass) {
            return Signal.of(Ops.concat(in.get(0).tensor(), in.get(1).tensor()));
        }
    }

    static List<Golden> runs() { return Golden.cases("vocabulary_runs.json", "runs"); }

    private static Training training(String name) {
        return switch (name) {
            case "simple_rnn/none/sgd_nesterov_clipnorm" ->
                compile(stack(input(5, 3), simpleRnn(4), dense(3, SOFTMAX)),
                        sgd(0.2).momentum(0.9).withNesterov().clipNorm(0.5), categoricalCrossentropy(), accuracy(),
                        topKCategoricalAccuracy(2), auc());
            case "simple_rnn/right/rmsprop_clipvalue" ->
                compile(stack(input(5, 3), masking(), simpleRnn(4).sequences(), dense(2)),
                        rmsprop(0.02).clipValue(0.05), meanSquaredError(), mae(), mse());
            case "simple_rnn/holes/adam_global_clipnorm" ->
                compile(stack(input(6), embedding(9, 3).maskZero(), simpleRnn(4), dense(3, SOFTMAX)),
                        adam(0.05).globalClipNorm(0.3), sparseCategoricalCrossentropy(), accuracy(),
                        sparseTopKCategoricalAccuracy(2));
            case "lstm/none/adamw" -> compile(stack(input(5, 3), lstm(4), dense(1, SIGMOID)),
                    adamW(0.03).weightDecay(0.5), binaryCrossentropy(), accuracy(), precision(), recall(),
                    auc().curve(Curve.PR).named("pr"));
            case "lstm/right/sgd_momentum_clipnorm" ->
                compile(stack(input(6), embedding(9, 3).maskZero(), lstm(4), dense(3)),
                        sgd(0.3).momentum(0.8).clipNorm(0.2), sparseCategoricalCrossentropy().withLogits(), accuracy());
            case "lstm/holes/rmsprop_centered_clipvalue" ->
                compile(stack(input(5, 3), masking(), lstm(4).sequences(), dense(2)),
                        rmsprop(0.02).withCentering().clipValue(0.02), huber().delta(0.7),
                        mae(), meanCosineSimilarity());
            case "gru/none/adam_amsgrad_global_clipnorm" -> compile(stack(input(5, 3), gru(4), dense(2)),
                    adam(0.05).withAmsgrad().globalClipNorm(0.5), logCosh(), mse(),
                    r2Score(), rootMeanSquaredError());
            case "gru/right/adamw_clipnorm" ->
                compile(stack(input(5, 3), masking(-1), gru(4).backwards(), dense(3, SOFTMAX)),
                        adamW(0.03).clipNorm(0.1), klDivergence(), categoricalAccuracy());
            case "gru/holes/sgd_weight_decay_global_clipnorm" ->
                compile(stack(input(6), embedding(9, 3).maskZero(), rnn(gruCell(4).resetAfter(false)).sequences(),
                        dense(3, SOFTMAX)), sgd(0.3).weightDecay(0.05).globalClipNorm(0.4),
                        sparseCategoricalCrossentropy(), accuracy());
            case "bidirectional/class_weight" ->
                compile(stack(input(6), embedding(9, 3).maskZero(), bidirectional(lstm(3).sequences()).merge(Merge.SUM),
                        bidirectional(gru(2)), dense(3, SOFTMAX)), rmsprop(0.02).momentum(0.5),
                        categoricalCrossentropy(), accuracy());
            case "stacked/sample_weight" ->
                compile(stack(input(5, 3), masking(), lstm(3).sequences(), simpleRnn(4).sequences(),
                        rnn(stacked(lstmCell(3), gruCell(4))), dense(2)), adam(0.02).clipValue(0.1),
                        meanAbsoluteError(), mse());
            case "stateful/resets" -> compile(stack(input(4, 2).batch(3), gru(3).sequences().keepState(),
                    lstm(3).keepState(), dense(1)), adam(0.02), meanSquaredError(), mae());
            case "stateful/goes_on" -> compile(stack(input(4, 2).batch(3), masking(),
                    bidirectional(lstm(3).keepState()), dense(1)), sgd(0.1).momentum(0.9), meanSquaredError(), mae());
            case "graph/two_inputs_two_outputs" -> twoInputsTwoOutputs();
            case "graph/shared" -> twins();
            case "graph/residual" -> residual();
            case "graph/encoder_decoder" -> encoderDecoder();
            case "graph/states_of_both_directions" -> statesOfBothDirections();
            case "graph/nested_twice" -> nestedTwice();
            case "rules/frozen_embedding" -> compile(
                    stack(input(6), embedding(9, 3).maskZero().frozen().regularizer("embeddings", l2(1)), lstm(4),
                            dense(3, SOFTMAX)),
                    adamW(0.05).weightDecay(1).globalClipNorm(0.3), sparseCategoricalCrossentropy(), accuracy());
            case "rules/regularizers" -> compile(
                    stack(input(5, 3), masking(),
                            lstm(4).sequences().regularizer("kernel", l2(0.02))
                                    .regularizer("recurrent_kernel", l1(0.01))
                                    .regularizer("bias", l1l2(0.01, 0.03)).activityRegularizer(l2(0.004)),
                            activityRegularization(0.01, 0.02),
                            named("both", bidirectional(simpleRnn(2)).regularizer("kernel", l2(0.05))),
                            dense(1).activityRegularizer(l1(0.02))),
                    rmsprop(0.02).clipValue(0.05), meanSquaredError(), mae());
            case "rules/constraints" -> compile(
                    stack(input(5, 3),
                            gru(4).constraint("kernel", unitNorm()).constraint("recurrent_kernel", maxNorm(0.8)),
                            dense(2).constraint("kernel", nonNeg())),
                    sgd(0.2).momentum(0.9).weightDecay(0.1), meanSquaredError(), mae());
            default -> throw new AssertionError("no model is named " + name);
        };
    }

    private static Model stack(Layer... layers) { return Model.sequential(layers); }

    private static Training twoInputsTwoOutputs() {
        var text = input(6).symbol("text");
        var extra = input(4, 2).symbol("extra");
        var a = named("reader", lstm(4)).on(named("table", embedding(9, 3).maskZero()).on(text));
        var b = named("counter", gru(3)).on(named("gaps", masking()).on(extra));
        var both = new Beside().on(a, b);
        var model = Model.graph(List.of(text, extra),
                List.of(named("topic", dense(3, SOFTMAX)).on(both), named("size", dense(1)).on(both)));
        return compile(model, adam(0.03).globalClipNorm(1),
                objective("topic", sparseCategoricalCrossentropy()).weight(0.7).metrics(accuracy(),
                        sparseTopKCategoricalAccuracy(2).named("top")),
                objective("size", meanSquaredError()).weight(1.5).metrics(mae()));
    }

    private static Training twins() {
        var left = input(5).symbol("left");
        var right = input(5).symbol("right");
        var table = shared(named("table", embedding(9, 3).maskZero()));
        var encoder = shared(named("encoder", lstm(4)));
        var apart = new Difference().on(encoder.on(table.on(left)), encoder.on(table.on(right)));
        return compile(Model.graph(List.of(left, right), List.of(named("same", dense(1, SIGMOID)).on(apart))),
                rmsprop(0.02).clipNorm(0.3), binaryCrossentropy(), accuracy());
    }

    private static Training residual() {
        var x = input(5, 3).symbol("x");
        var h = new Sum().on(x, named("low", simpleRnn(3).sequences()).on(x));
        var g = new Sum().on(h, named("high", gru(3).sequences()).on(h));
        return compile(Model.graph(x, named("out", lstm(2)).on(g)), sgd(0.2).momentum(0.9).clipValue(0.1),
                meanSquaredError(), mae());
    }

    private static Training encoderDecoder() {
        var asked = input(5).symbol("asked");
        var shifted = input(4).symbol("shifted");
        var encoded = named("encoder", lstm(4).withStates())
                .on(List.of(named("source", embedding(9, 3).maskZero()).on(asked)));
        var told = named("target", embedding(8, 3).maskZero()).on(shifted);
        var decoded = named("decoder", lstm(4).sequences().withInitialState())
                .on(List.of(told, encoded.get(1), encoded.get(2))).getFirst();
        return compile(Model.graph(List.of(asked, shifted), List.of(named("word", dense(8, SOFTMAX)).on(decoded))),
                adam(0.03).clipNorm(0.5), sparseCategoricalCrossentropy(), accuracy());
    }

    private static Training statesOfBothDirections() {
        var x = input(5, 3).symbol("x");
        var y = input(4, 2).symbol("y");
        var encoded = named("encoder", bidirectional(gru(2)).withStates())
                .on(List.of(named("gaps", masking()).on(x)));
        var start = new Beside().on(encoded.get(1), encoded.get(2));
        var decoded = named("decoder", gru(4).sequences().withStates()).on(List.of(y, start));
        var model = Model.graph(List.of(x, y), List.of(named("steps", dense(2)).on(decoded.get(0)),
                named("last", dense(1)).on(decoded.get(1))));
        return compile(model, adamW(0.03).weightDecay(0.1).clipValue(0.1),
                objective("last", meanAbsoluteError()).metrics(mse()),
                objective("steps", meanSquaredError()).metrics(mae()));
    }

    private static Training nestedTwice() {
        var inner = stack(input(5, 3), named("gaps", masking()), gru(3), named("code", dense(2, TANH)
                .activityRegularizer(l2(0.05)).regularizer("kernel", l2(0.1))));
        var left = input(5, 3).symbol("left");
        var right = input(5, 3).symbol("right");
        var twice = shared(named("inner", inner.asLayer()));
        var both = new Beside().on(twice.on(left), twice.on(right));
        return compile(Model.graph(List.of(left, right), List.of(named("out", dense(1)).on(both))),
                sgd(0.1).momentum(0.9), meanSquaredError(), mae());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void followsKeras(Golden g) {
        var training = training(g.name());
        start(g, training.model());
        var history = fit(g, training);
        var expected = new LinkedHashMap<String, List<Double>>();
        g.json().get("history").properties()
                .forEach(e -> expected.put(e.getKey(), Golden.elements(e.getValue()).map(v -> v.asDouble()).toList()));
        assertThat(history.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach((key, values) -> {
            var found = history.getOrDefault(key, List.of());
            assertThat(found).as(key).hasSameSizeAs(values);
            for (int i = 0; i < values.size(); i++) {
                assertThat(found.get(i)).as("%s of epoch %d", key, i).isCloseTo(values.get(i), offset(TOLERANCE));
            }
        });
        if (!g.has("predictions")) return;
        var predicted = training.predictAll(data(g, "validation_x", "validation_y"), 4);
        var told = g.tensors("predictions");
        assertThat(predicted).hasSameSizeAs(told);
        for (int i = 0; i < told.size(); i++) {
            assertThat(predicted.get(i).shape()).isEqualTo(told.get(i).shape());
            assertThat(predicted.get(i).data()).as("prediction %d", i).containsExactly(told.get(i).data(),
                    offset((float) TOLERANCE));
        }
    }

    private static void start(Golden g, Model model) {
        var weights = g.json().get("weights").properties();
        assertThat(model.weights().asMap().keySet())
                .containsExactlyInAnyOrderElementsOf(weights.stream().map(w -> w.getKey()).toList());
        weights.forEach(w -> model.weights().set(w.getKey(), Golden.tensor(w.getValue())));
    }

    private static Dataset data(Golden g, String x, String y) {
        var data = Dataset.of(g.tensors(x), g.tensors(y));
        if (!x.equals("x")) return data;
        var weights = g.tensors("sample_weight");
        for (int i = 0; i < weights.size(); i++) data = data.weights(i, weights.get(i));
        return data;
    }

    /// The history by name. Runs whose states are reset after each epoch are fitted one epoch at a time.
    private static Map<String, List<Double>> fit(Golden g, Training training) {
        var options = new ArrayList<FitOption>(
                List.of(batchSize(g.whole("batch_size")), shuffle(false), verbose(0)));
        if (g.has("validation_x")) options.add(validation(data(g, "validation_x", "validation_y")));
        if (g.has("class_weight")) {
            var weights = new HashMap<Integer, Double>();
            g.json().get("class_weight").properties()
                    .forEach(w -> weights.put(Integer.valueOf(w.getKey()), w.getValue().asDouble()));
            options.add(classWeights(weights));
        }
        boolean resets = g.name().equals("stateful/resets");
        options.add(epochs(resets ? 1 : g.whole("epochs")));
        var all = new LinkedHashMap<String, List<Double>>();
        for (int i = 0; i < (resets ? g.whole("epochs") : 1); i++) {
            var history = training.fit(data(g, "x", "y"), options.toArray(FitOption[]::new));
            history.names().forEach(
                    name -> all.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(history.values(name)));
            if (resets) training.model().resetStates();
        }
        return all;
    }
}
