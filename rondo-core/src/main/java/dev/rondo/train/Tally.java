package dev.rondo.train;

import dev.rondo.data.Batch;
import dev.rondo.nn.Signal;
import dev.rondo.train.loss.WeightedMean;
import dev.rondo.train.metric.Counting;
import dev.rondo.train.metric.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The losses and the metrics over the batches so far. As in Keras, the loss of a batch counts by its rows, and metrics heed
/// the mask but not the sample weights.
final class Tally {
    private final Objectives objectives;
    private final List<List<Counting>> counts = new ArrayList<>();
    private final double[] losses;
    private double whole;
    private long rows;

    Tally(Objectives objectives) {
        this.objectives = objectives;
        this.losses = new double[objectives.all().size()];
        for (var o : objectives.all()) counts.add(o.metrics().stream().map(Metric::start).toList());
    }

    void add(Batch batch, List<Signal> outputs, Objectives.Losses ofBatch) {
        whole += (double) ofBatch.whole().value() * batch.size();
        rows += batch.size();
        for (int i = 0; i < losses.length; i++) {
            losses[i] += (double) ofBatch.each().get(i).value() * batch.size();
            var prediction = outputs.get(i).tensor();
            var shape = prediction.shape();
            var cells = shape.rank() == 0 ? Optional.<float[]>empty()
                    : WeightedMean.cells(shape.without(-1), Optional.empty(), outputs.get(i).mask());
            for (var c : counts.get(i)) c.add(batch.targets().get(i).y(), prediction, cells);
        }
    }

    /// `accuracy`, `loss` and so on, each behind `prefix`, in the order in which Keras prints them: by name. With several
    /// outputs also the loss of each, `topic_loss`, without its weight.
    Map<String, Double> logs(String prefix) {
        var logs = new TreeMap<String, Double>();
        for (int i = 0; i < losses.length; i++) {
            var o = objectives.all().get(i);
            for (int m = 0; m < o.metrics().size(); m++) {
                logs.put(prefix + objectives.key(o, o.metrics().get(m).name()), counts.get(i).get(m).value());
            }
            if (objectives.several()) logs.put(prefix + objectives.key(o, "loss"), rows == 0 ? 0 : losses[i] / rows);
        }
        logs.put(prefix + "loss", rows == 0 ? 0 : whole / rows);
        return new LinkedHashMap<>(logs);
    }
}
