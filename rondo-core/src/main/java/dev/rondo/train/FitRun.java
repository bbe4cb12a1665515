package dev.rondo.train;

import dev.rondo.RondoException;
import dev.rondo.model.Model;
import dev.rondo.nn.Weights;
import dev.rondo.train.callback.Callback;
import dev.rondo.train.callback.Fit;
import dev.rondo.train.callback.History;
import dev.rondo.train.metric.Metric;
import dev.rondo.train.optimizer.Optimization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One call of `fit` as its callbacks see it.
final class FitRun implements Fit {
    private final Training training;
    private final FitPlan plan;
    private int batches;
    private final boolean hasValidation;
    private final List<Callback> callbacks = new ArrayList<>();
    private final History history;
    private int epoch;
    private int initialBatch;
    private boolean begun;
    private boolean stopped;

    FitRun(Training training, FitPlan plan, int batches, boolean hasValidation) {
        this.training = training;
        this.plan = plan;
        this.batches = batches;
        this.hasValidation = hasValidation;
        this.history = new History(training.metrics());
        callbacks.add(plan.verbose.bar());
        callbacks.addAll(plan.callbacks);
    }

    void begin() {
        for (var c : callbacks) c.trainBegin(this);
        begun = true;
    }

    void epochBegin(int number, int batchesOfIt) {
        epoch = number;
        batches = batchesOfIt;
        for (var c : callbacks) c.epochBegin(number, this);
    }

    void batchBegin(int batch) {
        for (var c : callbacks) c.batchBegin(batch, this);
    }

    void validationBegin() {
        for (var c : callbacks) c.validationBegin(this);
    }

    void validationEnd(Map<String, Double> logs) {
        for (var c : callbacks) c.validationEnd(logs, this);
    }

    void batchEnd(int batch, Map<String, Double> logs) {
        for (var c : callbacks) c.batchEnd(batch, logs, this);
    }

    /// The bar comes last here: callbacks before it may add to the logs, and messages of theirs stand above its line.
    void epochEnd(Map<String, Double> logs) {
        for (var c : plan.callbacks) c.epochEnd(epoch, logs, this);
        callbacks.getFirst().epochEnd(epoch, logs, this);
        history.add(epoch, logs);
    }

    void end() {
        for (var c : callbacks) c.trainEnd(this);
    }

    boolean stopped() {
        return stopped;
    }

    int epoch() {
        return epoch;
    }

    @Override
    public Model model() {
        return training.model();
    }

    @Override
    public Optimization optimization() {
        return training.optimization();
    }

    @Override
    public void initialEpoch(int first) {
        if (begun) throw new RondoException("fit: the first epoch is chosen in trainBegin, before there is one");
        plan.initialEpoch = first;
    }

    @Override
    public void initialBatch(int first) {
        if (begun) throw new RondoException("fit: the first batch is chosen in trainBegin, before there is one");
        if (first < 0 || first >= batches) {
            throw new RondoException("fit: batch %d of the first epoch is not one of its %d".formatted(first, batches));
        }
        initialBatch = first;
    }

    /// The batch that the epoch of now begins with.
    int firstBatch() {
        return epoch == plan.initialEpoch ? initialBatch : 0;
    }

    @Override
    public double learningRate() {
        return training.optimization().learningRate();
    }

    @Override
    public void learningRate(double rate) {
        training.optimization().learningRate(rate);
    }

    @Override
    public void stop(String reason) {
        stopped = true;
    }

    @Override
    public void say(String line) {
        plan.verbose.out().print(line + "\n");
        plan.verbose.out().flush();
    }

    @Override
    public Weights weights() {
        return training.model().weights().copy();
    }

    @Override
    public void weights(Weights weights) {
        weights.asMap().forEach(training.model().weights()::set);
    }

    @Override
    public boolean validates(int epoch) {
        return plan.validates(epoch);
    }

    @Override
    public boolean hasValidation() {
        return hasValidation;
    }

    @Override
    public int epochs() {
        return plan.epochs;
    }

    @Override
    public int batches() {
        return batches;
    }

    @Override
    public List<Metric> metrics() {
        return training.metrics();
    }

    @Override
    public History history() {
        return history;
    }
}
