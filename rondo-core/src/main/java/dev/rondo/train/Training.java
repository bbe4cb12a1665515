package dev.rondo.train;

import dev.rondo.DivergedException;
import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.data.Batch;
import dev.rondo.data.Dataset;
import dev.rondo.data.Order;
import dev.rondo.model.Model;
import dev.rondo.model.Rows;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.States;
import dev.rondo.nn.Use;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.callback.FitOption;
import dev.rondo.train.callback.History;
import dev.rondo.train.loss.Loss;
import dev.rondo.train.metric.Metric;
import dev.rondo.train.optimizer.Optimization;
import dev.rondo.train.optimizer.Optimizer;
import dev.rondo.train.optimizer.Optimizers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// A model and how to train it: what Keras's `compile` makes of a model. There is no way to fit what was not compiled.
///
/// One step: a batch goes through the model in a training pass, the loss goes back over the tape, the optimizer moves the
/// weights. Options are in [Fitting].
public final class Training {
    private final Model model;
    private final Objectives objectives;
    private final Optimization optimization;

    /// How often the epoch of each number was done.
    private final Map<Integer, Integer> done = new HashMap<>();

    /// How many batches were trained by hand since the last `fit`.
    private int byHand;

    private Training(Model model, Optimizer optimizer, Objectives objectives) {
        this.model = model;
        this.objectives = objectives;
        this.optimization = new Optimization(optimizer);
    }

    /// Keras's `model.compile(optimizer, loss, metrics)`, for a model with one output. Metrics with the weights of
    /// samples and classes, Keras's `weighted_metrics`, belong to an objective:
    /// `compile(model, optimizer, objective(loss).metrics(accuracy()).weightedMetrics(accuracy()))`.
    public static Training compile(Model model, Optimizer optimizer, Loss loss, Metric... metrics) {
        return compile(model, optimizer, Objectives.only(model, loss).all().getFirst().metrics(metrics));
    }

    /// The same with Keras's default, RMSprop.
    public static Training compile(Model model, Loss loss, Metric... metrics) {
        return compile(model, Optimizers.rmsprop(), loss, metrics);
    }

    /// An objective for each output, by name.
    public static Training compile(Model model, Optimizer optimizer, Objective... objectives) {
        return new Training(model, optimizer, new Objectives(List.of(objectives)).inOrderOf(model));
    }

    public Model model() {
        return model;
    }

    /// What each output is trained for, in the order of the outputs.
    public List<Objective> objectives() {
        return objectives.all();
    }

    /// The metrics of all outputs.
    public List<Metric> metrics() {
        return objectives.metrics();
    }

    /// The optimizer at work: its steps, its learning rate, what it keeps beside the weights.
    public Optimization optimization() {
        return optimization;
    }

    /// Trains on `data`; a second call goes on where the first ended. Every epoch's loss and metrics are in the history.
    ///
    /// Throws a [DivergedException] as soon as a loss or gradient is not finite, before any weight is touched by it,
    /// unless a callback such as `terminateOnNaN` stops the training first.
    public History fit(Dataset data, FitOption... options) {
        var plan = FitPlan.of(options);
        var train = plan.training(data);
        var validation = plan.validation(data);
        model.build(inputShapes(train));
        fits(plan, validation);
        endByHand();
        var epochs = epochs(plan, train);
        var run = new FitRun(this, plan, epochs.apply(plan.initialEpoch).size(), validation.isPresent());
        run.begin();
        for (int epoch = plan.initialEpoch; epoch < plan.epochs && !run.stopped(); epoch++) {
            var key = key(epoch);
            var batches = epochs.apply(epoch);
            run.epochBegin(epoch, batches.size());
            var tally = new Tally(objectives);
            int first = run.firstBatch();
            try (var coming = Coming.of(train, batches.subList(first, batches.size()), plan.ahead)) {
                for (int i = first; i < batches.size() && !run.stopped(); i++) {
                    run.batchBegin(i);
                    var batch = checked("fit", coming.next(), batches.get(i));
                    float loss = step(batch, plan.classWeights, key.in(i), tally);
                    run.batchEnd(i, tally.logs(""));
                    if (!Float.isFinite(loss) && !run.stopped()) throw diverged("fit", loss, epoch, i);
                }
            }
            var logs = tally.logs("");
            if (plan.validates(epoch)) validation.ifPresent(v -> logs.putAll(validated(v, plan, run)));
            done.merge(epoch, 1, Integer::sum);
            run.epochEnd(logs);
        }
        optimization.finish(model.weights().asMap());
        run.end();
        return run.history();
    }

    /// One step on one batch, as `fit` takes it, for loops of your own; a batch comes from `data.batch(rows)`. Batches of one
    /// epoch in their order, trained one by one, give the same bits as `fit` with `shuffle(false)`. The loss and the metrics
    /// are those of this batch alone, before the step. What `fit` does at its end is left to the loop: the averages of
    /// `useEma` are set by [Optimization#finish].
    ///
    /// A model without weights is built for this shape, of any length where there is a mask. Throws a [DivergedException] if
    /// the loss or a gradient is not finite, before any weight is touched by it. PyTorch:
    /// `loss.backward(); optimizer.step()`.
    public Evaluation trainOnBatch(Batch batch) {
        return trainOnBatch(batch, Map.of());
    }

    /// The same with a weight for each class; see [Fitting#classWeights].
    public Evaluation trainOnBatch(Batch batch, Map<Integer, Double> classWeights) {
        Fitting.check(classWeights);
        model.build(
                batch.inputs().stream().map(x -> anyLength(x.shape().with(0, Shape.ANY), x.mask().present())).toList());
        oneOutput(classWeights);
        var tally = new Tally(objectives);
        int number = byHand++;
        float loss = step(checked("trainOnBatch", batch, rows(batch)), classWeights, key(0).in(number), tally);
        if (!Float.isFinite(loss)) throw diverged("trainOnBatch", loss, 0, number);
        return new Evaluation(tally.logs(""));
    }

    /// The loss and the metrics of one batch. Stateful layers start from zeros.
    public Evaluation testOnBatch(Batch batch) {
        built("testOnBatch");
        var tally = new Tally(objectives);
        forward(checked("testOnBatch", batch, rows(batch)), Pass.inference(model.weights(), model.machine()), Map.of(),
                tally);
        return new Evaluation(tally.logs(""));
    }

    /// The model's output for one batch; the targets are not looked at. Throws if the model has several outputs:
    /// `model.call(batch.inputs())` gives them all.
    public Tensor predictOnBatch(Batch batch) {
        built("predictOnBatch");
        oneOutput("predictOnBatch", "model.call(batch.inputs())");
        takes("predictOnBatch", batch);
        for (var x : batch.inputs()) Finite.check(x.tensor(), "the inputs", rows(batch));
        return model.call(batch.inputs()).getFirst().tensor();
    }

    private static int[] rows(Batch batch) {
        return IntStream.range(0, batch.size()).toArray();
    }

    /// What was trained by hand was an epoch, so that the next one has random numbers of its own.
    private void endByHand() {
        if (byHand > 0) done.merge(0, 1, Integer::sum);
        byHand = 0;
    }

    /// With the random numbers of the times that epochs were done before this `fit`.
    private IntFunction<List<int[]>> epochs(FitPlan plan, Dataset train) {
        var before = Map.copyOf(done);
        return plan.epochs(train, n -> key(n, before).in("order"));
    }

    private Map<String, Double> validated(Dataset validation, FitPlan plan, FitRun run) {
        run.validationBegin();
        var tally = judge(validation, plan.validationBatchSize.orElse(plan.batchSize));
        run.validationEnd(tally.logs(""));
        return tally.logs("val_");
    }

    /// What would fail only after an epoch, or not at all.
    private void fits(FitPlan plan, Optional<Dataset> validation) {
        oneOutput(plan.classWeights);
        int[] first = {0};
        validation.ifPresent(v -> checked("fit: validation", v.batch(first), first));
    }

    private void oneOutput(Map<Integer, Double> classWeights) {
        if (!classWeights.isEmpty() && objectives.several()) {
            throw new RondoException(("fit: class weights are for models with one output, this one puts out %s; give "
                    + "their targets weights").formatted(model.outputNames()));
        }
    }

    /// An epoch's randomness: that of its number, so that an interrupted training goes on as it would have. If an epoch of
    /// this number is done again, as in one `fit` after another, it is another one.
    private Key key(int epoch) {
        return key(epoch, done);
    }

    private Key key(int epoch, Map<Integer, Integer> done) {
        var key = Key.of(model.seed().value()).in("fit").in(epoch);
        int times = done.getOrDefault(epoch, 0);
        return times == 0 ? key : key.in("again").in(times);
    }

    /// Forward, loss, backward, update; the loss. If it is not finite, nothing is updated.
    private float step(Batch batch, Map<Integer, Double> classWeights, Key key, Tally tally) {
        var pass = Pass.training(model.weights(), model.machine(), key).carrying(model.states());
        var value = forward(batch, pass, classWeights, tally);
        if (Float.isFinite(value.value())) {
            var grads = pass.backward(value);
            optimization.step(pass.trained(), grads::of, model.machine());
            pass.kept().forEach(model.weights()::set);
            constrain();
            pass.done(grads);
            model.states(model.states().followedBy(pass.carried()));
        }
        return value.value();
    }

    private static DivergedException diverged(String who, float loss, int epoch, int number) {
        return new DivergedException(("%s: the loss is %s in epoch %d, batch %d; the weights are those before this "
                + "batch. Lower the learning rate or clip gradients").formatted(who, loss, epoch + 1, number + 1));
    }

    /// Brings the trained weights back to where their constraints want them.
    private void constrain() {
        var weights = model.weights();
        for (var w : weights.constrained()) {
            if (weights.use(w.name()) != Use.TRAINED) continue;
            w.constraint().ifPresent(c -> c.apply(w.shape(), weights.get(w.name()).data()));
        }
    }

    /// A batch, the examples of these rows, if the model takes it and it holds numbers. Throws otherwise.
    private Batch checked(String who, Batch batch, int[] rows) {
        takes(who, batch);
        if (batch.targets().size() != objectives.all().size()) {
            throw new RondoException("%s: the model puts out %s, but the data has %d targets".formatted(who,
                    model.outputNames(), batch.targets().size()));
        }
        for (var x : batch.inputs()) Finite.check(x.tensor(), "the inputs", rows);
        for (var target : batch.targets()) {
            Finite.check(target.y(), "the targets", rows);
            target.weights().ifPresent(w -> Finite.check(w, "the weights", rows));
        }
        return batch;
    }

    private void takes(String who, Batch batch) {
        var expected = model.inputShapes();
        if (expected.size() != batch.inputs().size()) {
            throw new RondoException("%s: the model takes %d inputs, %s, but the data has %d".formatted(who,
                    expected.size(), model.inputNames(), batch.inputs().size()));
        }
        for (int i = 0; i < expected.size(); i++) {
            var shape = batch.inputs().get(i).shape().with(0, Shape.ANY);
            if (expected.get(i).takes(shape)) continue;
            throw new RondoException("%s: the model takes %s%s, but the data has %s".formatted(who, expected.get(i),
                    expected.size() == 1 ? "" : " as \"" + model.inputNames().get(i) + "\"", shape));
        }
    }

    /// One batch through the model, tallied; its loss.
    private Tensor forward(Batch batch, Pass pass, Map<Integer, Double> classWeights, Tally tally) {
        var outs = model.call(batch.inputs().stream().map(x -> x.with(pass.input(x.tensor()))).toList(), pass);
        var losses = objectives.of(batch, outs, classWeights, pass);
        tally.add(batch, outs, losses);
        return losses.whole();
    }

    /// The loss and the metrics on `data`, in batches of 32.
    public Evaluation evaluate(Dataset data) {
        return evaluate(data, 32);
    }

    public Evaluation evaluate(Dataset data, int batchSize) {
        ready("evaluate", data, batchSize);
        return new Evaluation(judge(data, batchSize).logs(""));
    }

    /// The model's output for all examples in their order, in batches of 32; the targets are not looked at.
    public Tensor predict(Dataset data) {
        return predict(data, 32);
    }

    /// Sequences may have any length: each batch is as long as its longest, so the model should know padding by a mask.
    /// Throws if the model has several outputs; see [#predictAll].
    public Tensor predict(Dataset data, int batchSize) {
        oneOutput("predict", "predictAll");
        return predictAll(data, batchSize).getFirst();
    }

    private void oneOutput(String who, String instead) {
        if (model.outputNames().size() == 1) return;
        throw new RondoException("%s: the model puts out %s; use %s".formatted(who, model.outputNames(), instead));
    }

    /// All outputs of the model for all examples in their order.
    public List<Tensor> predictAll(Dataset data, int batchSize) {
        ready("predict", data, batchSize);
        var parts = new ArrayList<List<Signal>>();
        for (var rows : Order.asGiven(data.size(), batchSize)) {
            var batch = data.batch(rows);
            takes("predict", batch);
            for (var x : batch.inputs()) Finite.check(x.tensor(), "the inputs", rows);
            parts.add(model.call(batch.inputs()));
        }
        return IntStream.range(0, model.outputNames().size())
                .mapToObj(i -> Rows.joined(parts.stream().map(p -> p.get(i).tensor()).toList())).toList();
    }

    private void ready(String who, Dataset data, int batchSize) {
        if (data.size() == 0) throw new RondoException(who + ": the data is empty");
        Legal.atLeast(1, who, "batchSize", batchSize);
        built(who);
    }

    private void built(String who) {
        if (!model.built()) {
            throw new RondoException(who + ": the model has no weights yet; fit it, build it or load it first");
        }
    }

    /// Stateful layers start from zeros here, and what training carries is left alone.
    private Tally judge(Dataset data, int batchSize) {
        var tally = new Tally(objectives);
        var states = States.none();
        for (var rows : Order.asGiven(data.size(), batchSize)) {
            var pass = Pass.inference(model.weights(), model.machine()).carrying(states);
            forward(checked("evaluate", data.batch(rows), rows), pass, Map.of(), tally);
            states = pass.carried();
        }
        return tally;
    }

    private static List<Shape> inputShapes(Dataset data) {
        boolean anyLength = data.length(0) > 1;
        return data.batch(new int[]{0}).inputs().stream()
                .map(input -> anyLength(input.shape().with(0, Shape.ANY), anyLength)).toList();
    }

    /// Of sequences of any length: that of the first one says nothing about the others.
    private static Shape anyLength(Shape x, boolean anyLength) {
        return x.rank() >= 2 && anyLength ? x.with(1, Shape.ANY) : x;
    }
}
