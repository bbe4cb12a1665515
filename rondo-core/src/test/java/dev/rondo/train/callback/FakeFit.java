package dev.rondo.train.callback;

import dev.rondo.nn.Weights;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.metric.Metric;
import dev.rondo.train.metric.Metrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A training whose only weight is the number of its epoch, and whose logs are given: what callbacks need to be tested.
final class FakeFit implements Fit {
    private final History history = new History(metrics());
    private final int epochs;
    private final int batches;
    private Weights weights = weights(0);
    private double learningRate = 0.1;
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
    public double learningRate() { return learningRate; }

    @Override
    public void learningRate(double rate) { learningRate = rate; }

    @Override
    public void stop(String reason) { stopped = reason; }

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
