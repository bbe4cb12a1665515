package dev.rondo.train.callback;

import dev.rondo.layer.Layers;
import dev.rondo.model.Model;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.metric.Metric;
import dev.rondo.train.metric.Metrics;
import dev.rondo.train.optimizer.Optimization;
import dev.rondo.train.optimizer.Optimizers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A training whose only weight is the number of its epoch, and whose logs are given: what callbacks need to be tested.
final class FakeFit implements Fit {
    private final History history = new History(metrics());
    private final int epochs;
    private final int batches;
    private Weights weights = weights(0);
    private final Optimization optimization = new Optimization(Optimizers.sgd(0.1));
    private final Model model = Model.sequential(Layers.input(1), Layers.dense(1));
    String stopped = "";

    FakeFit(int epochs, int batches) {
        this.epochs = epochs;
        this.batches = batches;
    }

    static Weights weights(int epoch) { return Weights.of(Map.of("w", Tensor.vector(epoch))); }

    static Map<String, Double> logs(Object... pairs) {
        var logs = new LinkedHashMap<String, Double>();
        for (int i = 0; i < pairs.length; i += 2) logs.put((String) pairs[i], ((Number) pairs[i + 1]).doubleValue());
        return logs;
    }

    /// The epoch whose weights are in place.
    int epochOfWeights() { return (int) weights.get("w").data()[0]; }

    @Override
    public Model model() { return model; }

    @Override
    public Optimization optimization() { return optimization; }

    @Override
    public void initialEpoch(int epoch) { throw new AssertionError("no callback here begins later"); }

    @Override
    public void initialBatch(int batch) { throw new AssertionError("no callback here begins later"); }

    @Override
    public double learningRate() { return optimization.learningRate(); }

    @Override
    public void learningRate(double rate) { optimization.learningRate(rate); }

    @Override
    public void stop(String reason) { stopped = reason; }

    final List<String> said = new ArrayList<>();

    @Override
    public void say(String line) { said.add(line); }

    @Override
    public Weights weights() { return weights.copy(); }

    @Override
    public void weights(Weights w) { weights = w.copy(); }

    @Override
    public int epochs() { return epochs; }

    @Override
    public int batches() { return batches; }

    @Override
    public List<Metric> metrics() { return List.of(Metrics.accuracy()); }

    @Override
    public History history() { return history; }
}
