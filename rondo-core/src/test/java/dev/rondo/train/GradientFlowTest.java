package dev.rondo.train;

import static dev.rondo.train.Objective.objective;
import static dev.rondo.layer.Layers.named;
import static dev.rondo.layer.Layers.bidirectional;
import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.gru;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.layer.Layers.rnn;
import static dev.rondo.train.Fitting.batchSize;
import static dev.rondo.train.Fitting.epochs;
import static dev.rondo.train.Fitting.verbose;
import static dev.rondo.train.loss.Losses.meanAbsoluteError;
import static dev.rondo.train.loss.Losses.meanSquaredError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.DivergedException;
import dev.rondo.RondoException;
import dev.rondo.cell.Cells;
import dev.rondo.contract.Draw;
import dev.rondo.data.Batch;
import dev.rondo.data.Dataset;
import dev.rondo.kernel.Machine;
import dev.rondo.model.Model;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.loss.WeightedMean;
import dev.rondo.train.optimizer.Optimizer;
import dev.rondo.train.optimizer.Optimizers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The worked examples of vanishing and exploding gradients, to the last bit, and agreement with how training goes back.
class GradientFlowTest {
    /// h_t = f(w · h_(t−1) + x_t + b), one unit over time; the loss is |target − h_T| with a target above, so ∂loss/∂h_T
    /// is −1.
    private static Model chain(Activation f, float w, float b) {
        var model = Model.sequential(input(4, 1), rnn(Cells.simpleRnnCell(1).activation(f)));
        model.weights().set("simple_rnn/kernel", Tensor.matrix(new float[][]{{1}}));
        model.weights().set("simple_rnn/recurrent_kernel", Tensor.matrix(new float[][]{{w}}));
        model.weights().set("simple_rnn/bias", Tensor.vector(b));
        return model;
    }

    private static Batch four(float first) {
        return new Batch(Tensor.of(Shape.of(1, 4, 1), new float[]{first, 0, 0, 0}), Mask.none(),
                Tensor.matrix(new float[][]{{1e6f}}), Optional.empty());
    }

    private static List<Double> flow(Model model, Batch batch) {
        return GradientFlow.of(model, meanAbsoluteError(), batch).layer("simple_rnn").hidden();
    }

    @Test
    void aWeightOfAQuarterLeaves0015625OfThreeSteps() {
        assertThat(flow(chain(Activation.LINEAR, 0.25f, 0), four(1))).containsExactly(0.015625, 0.0625, 0.25, 1.0);
    }

    /// The lectures' example: the slope of the sigmoid is at most 0.25, where its argument is 0, and
    /// 0.25 · 0.25 · 0.25 = 0.015625. With w = 1, b = −0.5 and x_1 = 0.5 every argument is 0.
    @Test
    void threeSigmoidsLeave0015625() {
        assertThat(flow(chain(Activation.SIGMOID, 1, -0.5f), four(0.5f))).containsExactly(0.015625, 0.0625, 0.25, 1.0);
    }

    @Test
    void aWeightOfFourExplodes() {
        var model = chain(Activation.LINEAR, 4, 0);
        assertThat(flow(model, four(1))).containsExactly(64.0, 16.0, 4.0, 1.0);
        // ∂loss/∂w = −Σ 4^(T−t) · h_(t−1), with h = 1, 4, 16: 16 · 1 + 4 · 4 + 1 · 16
        assertThat(GradientFlow.of(model, meanAbsoluteError(), four(1)).weights())
                .containsEntry("simple_rnn/recurrent_kernel", 48.0).containsEntry("simple_rnn/kernel", 64.0)
                .containsEntry("simple_rnn/bias", 85.0);
    }

    /// The lectures' algorithm: if ‖g‖ ≥ τ, then g ← τ/‖g‖ · g.
    @Test
    void clippingTakesTheExplosionBack() {
        var before = chain(Activation.LINEAR, 4, 0);
        double norm = Math.sqrt(48 * 48 + 64 * 64 + 85 * 85);
        assertThat(moved(before, Optimizers.sgd(1))).containsExactly(new double[]{64, 48, 85}, within(1e-5));
        assertThat(moved(chain(Activation.LINEAR, 4, 0), Optimizers.sgd(1).globalClipNorm(0.5)))
                .containsExactly(new double[]{0.5 * 64 / norm, 0.5 * 48 / norm, 0.5 * 85 / norm}, within(1e-6));
        assertThat(moved(chain(Activation.LINEAR, 4, 0), Optimizers.sgd(1).clipNorm(0.5)))
                .containsExactly(new double[]{0.5, 0.5, 0.5}, within(1e-6));
        assertThat(moved(chain(Activation.LINEAR, 4, 0), Optimizers.sgd(1).clipValue(50)))
                .containsExactly(new double[]{50, 48, 50}, within(1e-5));
    }

    /// How far one step moves kernel, recurrent kernel and bias.
    private static double[] moved(Model model, Optimizer optimizer) {
        var before = model.weights().copy();
        Training.compile(model, optimizer, meanAbsoluteError()).fit(Dataset.of(four(1).x(), four(1).y()), verbose(0));
        return List.of("kernel", "recurrent_kernel", "bias").stream().mapToDouble(name -> {
            var w = "simple_rnn/" + name;
            return model.weights().get(w).data()[0] - before.get(w).data()[0];
        }).toArray();
    }

    /// The gradients of the weights are those that training sees, which goes back through the compiled sequence; those of
    /// the states are what a small change of the state does to the loss.
    @Test
    void agreesWithTheCompiledWayBack() {
        var model = Model.sequential(embedding(6, 3).maskZero(), bidirectional(lstm(3).sequences()), gru(2), dense(1));
        var ids = Tensor.matrix(new int[][]{{1, 2, 3, 4, 5}, {2, 3, 0, 0, 0}, {4, 4, 1, 0, 0}});
        var batch = new Batch(ids, Mask.none(), Draw.normal("y", 3, 1), Optional.empty());
        var flow = GradientFlow.of(model, meanSquaredError(), batch);

        var pass = Pass.training(model.weights(), Machine.single(), Key.of(0));
        var out = model.call(Signal.of(pass.input(ids)), pass);
        var loss = WeightedMean.reduce(meanSquaredError().perSample(batch.y(), out.tensor()), Optional.empty(),
                out.mask());
        var grads = pass.backward(loss);
        assertThat(flow.loss()).isCloseTo(loss.value(), within(1e-6));
        assertThat(flow.weights().keySet()).isEqualTo(model.weights().asMap().keySet());
        pass.trained().forEach((name, w) -> assertThat(flow.weights().getOrDefault(name, -1.0)).as(name)
                .isCloseTo(Math.sqrt(Probe.squares(grads.of(w))), within(1e-6)));
        assertThat(flow.layers().stream().map(GradientFlow.Steps::layer)).containsExactly(
                "bidirectional/forward_layer", "bidirectional/backward_layer", "gru");
        assertThat(flow.layers()).allSatisfy(l -> assertThat(l.hidden()).hasSize(5));
        var lstm = flow.layer("bidirectional/forward_layer");
        for (int t = 0; t < 5; t++) assertThat(lstm.state().get(t)).isGreaterThanOrEqualTo(lstm.hidden().get(t));
        assertThat(lstm.state()).isNotEqualTo(lstm.hidden());
        assertThat(flow.layer("gru").state()).isEqualTo(flow.layer("gru").hidden());
    }

    /// ‖∂loss/∂h_t‖ and that of h and c together, against what a small change of a state does to the loss.
    @Test
    void agreesWithDifferences() {
        var model = Model.sequential(embedding(6, 3).maskZero(), lstm(3).sequences().backwards(), lstm(2), dense(1));
        var ids = Tensor.matrix(new int[][]{{1, 2, 3, 4}, {2, 3, 0, 0}});
        var batch = new Batch(ids, Mask.none(), Tensor.matrix(new float[][]{{3}, {-2}}), Optional.empty());
        var flow = GradientFlow.of(model, meanSquaredError(), batch);
        for (var l : flow.layers()) {
            int units = l.layer().equals("lstm") ? 3 : 2;
            for (int t = 0; t < 4; t++) {
                double[] squares = {0, 0};
                for (int part = 0; part < 2; part++) {
                    for (int i = 0; i < 2 * units; i++) {
                        double up = loss(model, batch, l.layer(), t, part, i, 0.01f);
                        double down = loss(model, batch, l.layer(), t, part, i, -0.01f);
                        squares[part] += Math.pow((up - down) / 0.02, 2);
                    }
                }
                assertThat(l.hidden().get(t)).as("%s, step %d", l.layer(), t).isCloseTo(Math.sqrt(squares[0]),
                        within(2e-4));
                assertThat(l.state().get(t)).isCloseTo(Math.sqrt(squares[0] + squares[1]), within(2e-4));
            }
        }
        assertThat(flow.layers()).hasSize(2);
    }

    private static double loss(Model model, Batch batch, String where, int when, int which, int number, float more) {
        var pass = Pass.inference(model.weights(), Machine.single()).watching((layer, step, part, state) -> {
            if (!layer.equals(where) || step != when || part != which) return state;
            var moved = state.data().clone();
            moved[number] += more;
            return Tensor.of(state.shape(), moved);
        });
        var out = model.call(Signal.of(pass.input(batch.x())), pass);
        double sum = 0;
        for (int i = 0; i < 2; i++) sum += Math.pow(out.tensor().data()[i] - batch.y().data()[i], 2);
        return sum / 2;
    }

    @Test
    void nothingChanges() {
        var model = Model.sequential(input(3, 2).batch(2), lstm(2).keepState(), dense(1));
        var before = model.weights().copy();
        GradientFlow.of(model, meanSquaredError(), new Batch(Draw.normal("x", 2, 3, 2), Mask.none(),
                Draw.normal("y", 2, 1), Optional.empty()));
        before.asMap().forEach((name, w) -> assertThat(model.weights().get(name).data()).isEqualTo(w.data()));
        assertThat(model.states().isEmpty()).isTrue();
    }

    @Test
    void tellsWhatItSaw() {
        var model = chain(Activation.LINEAR, 0.25f, 0);
        assertThat(GradientFlow.of(model, meanAbsoluteError(), four(1)).account()).startsWith("loss 1.00e+06\n"
                + "simple_rnn: 0.0156 of the gradient at step 1 is left of that at step 4, on the way: 1: 0.0156 2: 0.0625 "
                + "3: 0.250 4: 1.00\nsimple_rnn/bias: ");
        assertThatThrownBy(() -> flow(Model.sequential(input(4, 1), rnn(Cells.gruCell(1))), four(1)))
                .isInstanceOf(RondoException.class)
                .hasMessage("gradient flow: no recurrent layer is named \"simple_rnn\"; there are [gru]");
        assertThatThrownBy(() -> flow(model, four(Float.NaN))).isInstanceOf(DivergedException.class)
                .hasMessageContaining("the loss of this batch is NaN");
    }

    @Test
    void theAlarmNamesTheLayerAndTheStep() {
        var said = new ArrayList<String>();
        var alarm = new GradientAlarm(meanAbsoluteError(), four(1)).to(said::add)
                .limits(new GradientAlarm.Limits(0.02, 50, 1e-10, 1e9));
        var data = Dataset.of(four(1).x(), four(1).y());
        Training.compile(chain(Activation.LINEAR, 0.25f, 0), Optimizers.sgd(1e-9), meanAbsoluteError()).fit(data,
                epochs(3), verbose(0), alarm);
        assertThat(said).as("once in a training").hasSize(1).first().asString().startsWith(
                "simple_rnn: the gradient at step 1 of 4 is 0.0156 of that at step 4: vanishing; ");
        said.clear();
        Training.compile(chain(Activation.LINEAR, 4, 0), Optimizers.sgd(1e-9), meanAbsoluteError()).fit(data,
                verbose(0), alarm);
        assertThat(said).hasSize(1).first().asString().startsWith(
                "simple_rnn: the gradient at step 1 of 4 is 64.0 times that at step 4: exploding; try globalClipNorm(1)");
        said.clear();
        Training.compile(chain(Activation.LINEAR, 1, 0), Optimizers.sgd(1e-9), meanAbsoluteError()).fit(data,
                verbose(0), alarm);
        assertThat(said).isEmpty();
        Training.compile(chain(Activation.LINEAR, 1, 0), Optimizers.sgd(1e-9), meanAbsoluteError()).fit(data,
                verbose(0), alarm.limits(new GradientAlarm.Limits(0, 50, 0, 3)));
        assertThat(said).hasSize(1).first().asString()
                .startsWith("simple_rnn: the gradient of its weights has the norm ").contains(": exploding; ");
    }

    /// Only the second output shows its layer's gradient to be large.
    @Test
    void theAlarmKnowsAllThatTheTrainingAimsAt() {
        var x = input(4, 1).symbol("x");
        var h = rnn(Cells.simpleRnnCell(1)).on(x);
        var model = Model.graph(List.of(x), List.of(named("a", dense(1)).on(h), named("b", dense(1)).on(h)));
        var training = Training.compile(model, Optimizers.sgd(1e-9), objective("a", meanSquaredError()),
                objective("b", meanSquaredError()).weight(1e9));
        var y = Tensor.matrix(new float[][]{{3}});
        var data = Dataset.of(List.of(four(1).x()), List.of(y, y));
        var said = new ArrayList<String>();
        training.fit(data, verbose(0), new GradientAlarm(training, data.batch(new int[]{0})).to(said::add));
        assertThat(said).anyMatch(s -> s.startsWith("b: the gradient of its weights has the norm "))
                .noneMatch(s -> s.startsWith("a: "));
    }

    /// A net whose units are all dead: nothing reaches the layer.
    @Test
    void theAlarmSeesALayerThatNothingReaches() {
        var model = Model.sequential(input(4, 1), rnn(Cells.simpleRnnCell(1)), dense(1));
        model.weights().set("dense/kernel", Tensor.matrix(new float[][]{{0}}));
        var said = new GradientAlarm(meanAbsoluteError(), four(1))
                .warnings(GradientFlow.of(model, meanAbsoluteError(), four(1)));
        assertThat(said.values()).singleElement().asString()
                .startsWith("simple_rnn: the gradient of its weights has the norm 0.00: none reaches it; ");
    }

    @Test
    void theAlarmLooksEveryFewBatchesAndChangesNothing() {
        var x = Draw.normal("x", 12, 4, 1);
        var data = Dataset.of(x, Draw.normal("y", 12, 1));
        var looks = new ArrayList<String>();
        var plain = Model.sequential(input(4, 1), lstm(2), dense(1));
        var watched = Model.sequential(input(4, 1), lstm(2), dense(1));
        var alarm = new GradientAlarm(meanSquaredError(), data.batch(new int[]{0, 1})).to(looks::add).every(2);
        Training.compile(plain, Optimizers.adam(), meanSquaredError()).fit(data, epochs(2), batchSize(3), verbose(0));
        Training.compile(watched, Optimizers.adam(), meanSquaredError()).fit(data, epochs(2), batchSize(3), verbose(0),
                alarm);
        plain.weights().asMap()
                .forEach((name, w) -> assertThat(watched.weights().get(name).data()).as(name).isEqualTo(w.data()));
        assertThat(looks).isEmpty();
        assertThatThrownBy(() -> alarm.every(0)).hasMessage("gradient alarm: every must be at least 1, got 0");
    }
}
