package dev.rondo.train.callback;

import dev.rondo.nn.Weights;
import dev.rondo.train.metric.Metric;
import java.util.List;

/// What a callback may see of a running training, and do to it.
public interface Fit {
    double learningRate();

    void learningRate(double rate);

    /// Ends the training after this epoch or, asked for at the end of a batch, after this batch.
    void stop(String reason);

    /// A copy of the weights as they are now.
    Weights weights();

    /// Puts a copy of these weights in place.
    void weights(Weights weights);

    /// How many epochs are planned.
    int epochs();

    /// How many batches an epoch has.
    int batches();

    /// The metrics that are logged beside the loss.
    List<Metric> metrics();

    /// The epochs that have ended so far.
    History history();
}
