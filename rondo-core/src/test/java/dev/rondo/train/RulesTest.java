package dev.rondo.train;

import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.dropout;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.gru;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.layer.Layers.named;
import static dev.rondo.model.Seed.seed;
import static dev.rondo.train.Fitting.batchSize;
import static dev.rondo.train.Fitting.epochs;
import static dev.rondo.train.Fitting.classWeights;
import static dev.rondo.train.Fitting.shuffle;
import static dev.rondo.train.Fitting.validation;
import static dev.rondo.train.Fitting.verbose;
import static dev.rondo.train.Objective.objective;
import static dev.rondo.train.loss.Losses.meanSquaredError;
import static dev.rondo.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.rondo.train.metric.Metrics.accuracy;
import static dev.rondo.train.metric.Metrics.auc;
import static dev.rondo.train.metric.Metrics.mae;
import static dev.rondo.train.optimizer.Optimizers.adam;
import static dev.rondo.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.contract.Draw;
import dev.rondo.data.Batch;
import dev.rondo.data.Dataset;
import dev.rondo.data.Target;
import dev.rondo.file.RondoFile;
import dev.rondo.model.GraphModel;
import dev.rondo.model.Model;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Constraint;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Regularizer;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.metric.Curve;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What training heeds beside the loss: regularizers, constraints, frozen parts, several outputs.
class RulesTest {
    private static final Tensor X = Draw.normal("x", 6, 4, 3);
    private static final Tensor Y = Draw.normal("y", 6, 1);

    record Squares(float share) implements Regularizer {
        @Override
        public Tensor of(Tensor x) { return Ops.scale(share, Ops.sum(Ops.square(x))); }
    }

    record AtMost(float limit) implements Constraint {
        @Override
        public void apply(Shape shape, float[] w) {
            for (int i = 0; i < w.length; i++) w[i] = Math.clamp(w[i], -limit, limit);
        }
    }

    private static double squares(Model model, String weight) {
        double sum = 0;
        for (float w : model.weights().get(weight).data()) sum += w * w;
        return sum;
    }

    @Test
    void regularizersAddToTheLossAndPullOnTheWeights() {
        var plain = Model.sequential(seed(1), input(4, 3), lstm(5), dense(1));
        var pulled = Model.sequential(seed(1), input(4, 3), lstm(5).regularizer("recurrent_kernel", new Squares(0.1f)),
                dense(1).activityRegularizer(new Squares(0.5f)));
        var data = Dataset.of(X, Y);
        double expected = Training.compile(plain, sgd(), meanSquaredError()).evaluate(data).loss()
                + 0.1 * squares(plain, "lstm/recurrent_kernel");
        for (float y : plain.predict(X).data()) expected += 0.5 * y * y / 6;
        assertThat(Training.compile(pulled, sgd(), meanSquaredError()).evaluate(data).loss())
                .isCloseTo(expected, within(1e-5));
        var small = Model.sequential(seed(1), input(4, 3), lstm(5).regularizer("recurrent_kernel", new Squares(1)),
                dense(1));
        double before = squares(small, "lstm/recurrent_kernel");
        Training.compile(small, sgd(0.1), meanSquaredError()).fit(data, epochs(20), verbose(0));
        assertThat(squares(small, "lstm/recurrent_kernel")).isLessThan(0.1 * before);
        assertThatThrownBy(() -> Model.sequential(input(4, 3), lstm(5).regularizer("kernels", new Squares(1))))
                .hasMessageContaining("no weight \"kernels\"").hasMessageContaining("recurrent_kernel");
    }

    @Test
    void constraintsHoldAfterEachStep() {
        var model = Model.sequential(seed(2), input(4, 3), gru(5).constraint("kernel", new AtMost(0.1f)), dense(1));
        Training.compile(model, adam(0.1), meanSquaredError()).fit(Dataset.of(X, Y), epochs(3), verbose(0));
        assertThat(model.weights().get("gru/kernel").data()).contains(0.1f);
        for (float w : model.weights().get("gru/kernel").data()) assertThat(Math.abs(w)).isLessThanOrEqualTo(0.1f);
    }

    @Test
    void frozenPartsStayAsTheyAre() {
        var ids = Draw.ids("ids", 9, 6, 4);
        var model = Model.sequential(seed(3), input(4), embedding(9, 3).frozen(), lstm(5), dense(1));
        var before = model.weights().copy();
        var training = Training.compile(model, adam(0.1), meanSquaredError());
        training.fit(Dataset.of(ids, Y), verbose(0));
        assertThat(model.weights().get("embedding/embeddings").data())
                .isEqualTo(before.get("embedding/embeddings").data());
        assertThat(model.weights().get("lstm/kernel").data()).isNotEqualTo(before.get("lstm/kernel").data());
        assertThat(model.summary()).contains("Non-trainable params: 27 (108.00 B)");

        model.weights().freeze("lstm");
        before = model.weights().copy();
        training.fit(Dataset.of(ids, Y), verbose(0));
        assertThat(model.weights().get("lstm/kernel").data()).isEqualTo(before.get("lstm/kernel").data());
        assertThat(model.weights().get("dense/kernel").data()).isNotEqualTo(before.get("dense/kernel").data());
        model.weights().unfreeze("lstm");
        training.fit(Dataset.of(ids, Y), verbose(0));
        assertThat(model.weights().get("lstm/kernel").data()).isNotEqualTo(before.get("lstm/kernel").data());
        assertThatThrownBy(() -> model.weights().freeze("lstms")).hasMessageContaining("lstm/kernel");
    }

    @Test
    void aPartOfWhatIsFrozenLearnsAgain() {
        var model = Model.sequential(seed(3), input(4, 3), lstm(5), dense(1));
        model.weights().freeze("lstm");
        model.weights().unfreeze("lstm/bias");
        assertThat(model.weights().frozen()).containsExactly("lstm/kernel", "lstm/recurrent_kernel");
        var before = model.weights().copy();
        Training.compile(model, sgd(), meanSquaredError()).fit(Dataset.of(X, Y), verbose(0));
        assertThat(model.weights().get("lstm/kernel").data()).isEqualTo(before.get("lstm/kernel").data());
        assertThat(model.weights().get("lstm/bias").data()).isNotEqualTo(before.get("lstm/bias").data());
    }

    /// Also of a model that became a part of another one, whose own weights are gone with it.
    @Test
    void aFileKnowsWhatIsFrozen(@TempDir Path dir) {
        var encoder = Model.sequential(seed(3), input(4, 3), lstm(5));
        encoder.weights().freeze("lstm/kernel");
        var model = Model.sequential(seed(4), input(4, 3), encoder.asLayer(), dense(1));
        model.weights().freeze("dense");
        RondoFile.save(model, dir.resolve("frozen.rondo"));
        var loaded = RondoFile.load(dir.resolve("frozen.rondo")).model();
        assertThat(loaded.weights().frozen()).isEqualTo(model.weights().frozen())
                .containsExactly("sequential/lstm/kernel", "dense/kernel", "dense/bias");
        assertThat(loaded.summary()).isEqualTo(model.summary());
        loaded.weights().unfreeze("dense");
        assertThat(loaded.weights().frozen()).containsExactly("sequential/lstm/kernel");
    }

    private static GraphModel twoOutputs() {
        var x = input(4, 3).symbol("series");
        var z = input(2).symbol("extra");
        var h = dropout(0.1).on(lstm(5).on(x));
        return Model.graph(seed(4), List.of(x, z), List.of(named("kind", dense(3, Activation.SOFTMAX)).on(h),
                named("size", dense(1)).on(dense(2).on(z))));
    }

    private record Two(Tensor x, Tensor z, Tensor kind, Tensor amount) implements Dataset {
        @Override
        public int size() { return x.shape().size(0); }

        @Override
        public Batch batch(int[] rows) {
            return new Batch(List.of(Signal.of(some(x, rows)), Signal.of(some(z, rows))),
                    List.of(Target.of(some(kind, rows)), Target.of(some(amount, rows))));
        }

        private static Tensor some(Tensor t, int[] rows) {
            return Dataset.of(t, t).batch(rows).x();
        }
    }

    @Test
    void severalInputsAndOutputs() {
        var data = new Two(X, Draw.normal("z", 6, 2), Draw.ids("kind", 3, 6), Y);
        var training = Training.compile(twoOutputs(), adam(0.02),
                objective("size", meanSquaredError()).weight(0.25),
                objective("kind", sparseCategoricalCrossentropy()).metrics(accuracy()));
        var first = training.evaluate(data);
        assertThat(first.values().keySet()).containsExactly("kind_accuracy", "kind_loss", "loss", "size_loss");
        assertThat(first.get("loss")).isCloseTo(
                first.get("kind_loss") + 0.25 * first.get("size_loss"), within(1e-6));
        var history = training.fit(data, epochs(40), batchSize(4), shuffle(false), verbose(0));
        assertThat(history.last("loss")).isLessThan(0.6 * history.values("loss").getFirst());
        assertThat(history.names()).contains("kind_accuracy", "size_loss");
        var out = training.predictAll(data, 4);
        assertThat(out.get(0).shape()).isEqualTo(Shape.of(6, 3));
        assertThat(out.get(1).shape()).isEqualTo(Shape.of(6, 1));
    }

    /// Two entries of one name would be one.
    @Test
    void whatIsLoggedHasNamesOfItsOwn() {
        var model = Model.sequential(input(4, 3), lstm(2), dense(1));
        assertThatThrownBy(() -> Training.compile(model, sgd(), meanSquaredError(), auc(), auc().curve(Curve.PR)))
                .hasMessageContaining("two entries of the logs are called \"auc\"").hasMessageContaining(".named(");
        var two = Training.compile(model, sgd(), meanSquaredError(), auc(), auc().curve(Curve.PR).named("pr"));
        assertThat(two.evaluate(Dataset.of(X, Draw.ids("y", 2, 6, 1))).values().keySet()).containsExactly("auc", "loss",
                "pr");
        for (var name : List.of("loss", "val_loss", "val_auc")) {
            assertThatThrownBy(() -> Training.compile(model, sgd(), meanSquaredError(), auc(), mae().named(name)))
                    .hasMessageContaining("two entries");
        }
        var x = input(3).symbol();
        var graph = Model.graph(List.of(x), List.of(named("a", dense(1)).on(x), named("a_b", dense(1)).on(x)));
        assertThatThrownBy(() -> Training.compile(graph, sgd(), objective("a", meanSquaredError()).metrics(mae().named(
                "b_loss")), objective("a_b", meanSquaredError()))).hasMessageContaining("\"a_b_loss\"");
        assertThatThrownBy(() -> Training.compile(model, sgd(), objective("dens", meanSquaredError())))
                .hasMessageContaining("[dense]").hasMessageContaining("[dens]");
    }

    /// A layer of several outputs: their names are numbered.
    @Test
    void outputsOfOneLayer() {
        var x = input(4, 3).symbol();
        var model = Model.graph(List.of(x), lstm(2).withStates().on(List.of(x)));
        assertThat(model.outputNames()).containsExactly("lstm", "lstm_1", "lstm_2");
        var training = Training.compile(model, sgd(), objective("lstm", meanSquaredError()),
                objective("lstm_1", meanSquaredError()), objective("lstm_2", meanSquaredError()).weight(0));
        var h = Draw.normal("h", 6, 2);
        var logs = training.evaluate(Dataset.of(List.of(X), List.of(h, h, h))).values();
        assertThat(logs.get("lstm_loss")).isEqualTo(logs.get("lstm_1_loss")).isNotEqualTo(logs.get("lstm_2_loss"));
    }

    @Test
    void whatFailsLaterFailsAtOnce() {
        var data = new Two(X, Draw.normal("z", 6, 2), Draw.ids("kind", 3, 6), Y);
        var two = Training.compile(twoOutputs(), sgd(), objective("kind", sparseCategoricalCrossentropy()),
                objective("size", meanSquaredError()));
        assertThatThrownBy(() -> two.fit(data, classWeights(Map.of(0, 2.0)), verbose(0)))
                .hasMessageContaining("one output").hasMessageContaining("[kind, size]");
        var one = Training.compile(Model.sequential(input(4, 3), lstm(2), dense(1)), sgd(), meanSquaredError());
        assertThatThrownBy(() -> one.fit(Dataset.of(X, Y), verbose(0),
                validation(Dataset.of(Draw.normal("v", 3, 4, 2), Draw.normal("w", 3, 1)))))
                .hasMessageContaining("fit: validation: the model takes [?, 4, 3], but the data has [?, 4, 2]");
        assertThat(one.optimization().steps()).isZero();
    }

    @Test
    void inputsGoTogether() {
        var z = Draw.normal("z", 1, 2);
        assertThatThrownBy(() -> twoOutputs().call(List.of(Signal.of(X), Signal.of(z))))
                .hasMessageContaining("\"extra\" has shape [1, 2]").hasMessageContaining("as many rows");
        var model = Model.sequential(input(4, 3), dense(2));
        assertThatThrownBy(() -> model.call(X, Mask.of(2, 4, new boolean[8])))
                .hasMessageContaining("the mask has shape [2, 4]");
    }

    /// Fits one after the other, such as one epoch at a time, are not the same epoch again and again.
    @Test
    void eachFitDropsAnew() {
        var model = Model.sequential(seed(5), input(4, 3), dropout(0.5), lstm(5), dense(1));
        var training = Training.compile(model, sgd(1e-30), meanSquaredError());
        var seen = new HashSet<Double>();
        for (int i = 0; i < 3; i++) {
            seen.addAll(training.fit(Dataset.of(X, Y), epochs(2), batchSize(2), shuffle(false), verbose(0))
                    .values("loss"));
        }
        assertThat(seen).hasSize(6);
    }

    @Test
    void eachOutputNeedsAnObjective() {
        assertThatThrownBy(() -> Training.compile(twoOutputs(), adam(), meanSquaredError()))
                .hasMessageContaining("[kind, size]").hasMessageContaining("objective");
        assertThatThrownBy(() -> Training.compile(twoOutputs(), adam(), objective("kind", meanSquaredError())))
                .hasMessageContaining("\"size\" has none");
        var training = Training.compile(twoOutputs(), adam(), objective("kind", meanSquaredError()),
                objective("size", meanSquaredError()));
        assertThatThrownBy(() -> training.fit(Dataset.of(X, Y), verbose(0))).hasMessageContaining("2 inputs");
    }
}
