package dev.rondo.train;

import dev.rondo.data.Batch;
import dev.rondo.nn.Signal;
import dev.rondo.train.loss.WeightedMean;
import dev.rondo.train.metric.Measuring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The losses and the metrics over the batches so far. As in Keras, the loss of a batch counts by its rows, and metrics heed
/// the mask, but weights of samples and classes only where they were asked for with these.
final class Tally {
    private final Objectives objectives;
    private final List<Measured> measured;
    private final List<Measuring> counts;
    private final double[] losses;
    private double whole;
    private long rows;

    Tally(Objectives objectives) {
        this.objectives = objectives;
        this.losses = new double[objectives.all().size()];
        measured = objectives.measured();
        counts = measured.stream().map(m -> m.metric().start()).toList();
    }

    void add(Batch batch, List<Signal> outputs, Objectives.Losses ofBatch) {
        whole += (double) ofBatch.whole().value() * batch.size();
        rows += batch.size();
        for (int i = 0; i < losses.length; i++) losses[i] += (double) ofBatch.each().get(i).value() * batch.size();
        for (int i = 0; i < counts.size(); i++) {
            var m = measured.get(i);
            var weights = m.weighted() ? ofBatch.weights().get(m.output()) : Optional.<float[]>empty();
            var output = outputs.get(m.output());
            counts.get(i).add(batch.targets().get(m.output()).y(), output.tensor(), cells(output, weights));
        }
    }

    /// Weights and mask together; weights alone as they are, which may be one for each loss along another axis.
    private static Optional<float[]> cells(Signal output, Optional<float[]> weights) {
        var shape = output.shape();
        if (!output.mask().present() || shape.rank() == 0) return weights;
        return WeightedMean.cells(shape.without(-1), weights, output.mask());
    }

    /// `accuracy`, `loss` and so on, each behind `prefix`, in the order in which Keras prints them: by name. With several
    /// outputs also the loss of each, `topic_loss`, without its weight.
    Map<String, Double> logs(String prefix) {
        var logs = new TreeMap<String, Double>();
        logs.put("loss", rows == 0 ? 0 : whole / rows);
        for (int i = 0; i < losses.length && objectives.several(); i++) {
            logs.put(objectives.key(objectives.all().get(i), "loss"), rows == 0 ? 0 : losses[i] / rows);
        }
        for (int i = 0; i < counts.size(); i++) {
            var m = measured.get(i);
            counts.get(i).values().forEach((part, value) -> {
                if (logs.putIfAbsent(m.entry(part), value) != null) throw Objectives.twice(m.entry(part));
            });
        }
        var prefixed = new LinkedHashMap<String, Double>();
        logs.forEach((name, value) -> prefixed.put(prefix + name, value));
        return prefixed;
    }
}
