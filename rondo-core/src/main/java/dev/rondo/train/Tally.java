package dev.rondo.train;

import dev.rondo.data.Batch;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.loss.WeightedMean;
import dev.rondo.train.metric.Counting;
import dev.rondo.train.metric.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The loss and the metrics over the batches so far. As in Keras, the loss of a batch counts by its rows, and metrics heed
/// the mask but not the sample weights.
final class Tally {
    private final List<Metric> metrics;
    private final List<Counting> counts = new ArrayList<>();
    private double loss;
    private long rows;

    Tally(List<Metric> metrics) {
        this.metrics = metrics;
        for (var m : metrics) counts.add(m.start());
    }

    void add(Batch batch, Signal out, Tensor lossOfBatch) {
        loss += (double) lossOfBatch.value() * batch.size();
        rows += batch.size();
        var prediction = out.tensor();
        var cells = WeightedMean.cells(prediction.shape().without(-1), Optional.empty(), out.mask());
        for (var c : counts) c.add(batch.y(), prediction, cells);
    }

    /// `accuracy`, `loss` and so on, each behind `prefix`, in the order in which Keras prints them: by name.
    Map<String, Double> logs(String prefix) {
        var logs = new TreeMap<String, Double>();
        for (int i = 0; i < metrics.size(); i++) logs.put(prefix + metrics.get(i).name(), counts.get(i).value());
        logs.put(prefix + "loss", rows == 0 ? 0 : loss / rows);
        return new LinkedHashMap<>(logs);
    }
}
