package dev.rondo.train.callback;

import dev.rondo.model.Model;
import dev.rondo.nn.Weights;
import dev.rondo.train.metric.Metric;
import dev.rondo.train.optimizer.Optimization;
import java.util.List;

/// What a callback may see of a running training, and do to it.
public interface Fit {
    /// The model that is trained, in Keras's words `self.model`.
    Model model();

    /// The optimizer at work: its steps, its learning rate, and what it keeps beside the weights.
    Optimization optimization();

    double learningRate();

    void learningRate(double rate);

    /// Ends the training after this epoch or, asked for at the end of a batch, after this batch.
    void stop(String reason);

    /// Prints a line where the training shows how it goes, whatever its `verbose`: what a callback that was asked to
    /// talk has to say.
    void say(String line);

    /// Lets the training begin with another epoch than it was asked for, counted from 0: what a training that was
    /// interrupted needs to go on. Throws if the training has begun: this is for [Callback#trainBegin].
    void initialEpoch(int epoch);

    /// Lets the first epoch begin with this batch, counted from 0: those before it were done by a training that was
    /// interrupted. What is logged of that epoch is over the batches that are left. Throws as [#initialEpoch] does.
    void initialBatch(int batch);

    /// A copy of the weights as they are now.
    Weights weights();

    /// Puts a copy of these weights in place.
    void weights(Weights weights);

    /// Whether an epoch, counted from 0, ends with a look at the validation data, if there is any; Keras's
    /// `validation_freq`.
    default boolean validates(int epoch) { return true; }

    /// Whether there is validation data.
    default boolean hasValidation() { return true; }

    /// How many epochs are planned.
    int epochs();

    /// How many batches an epoch has.
    int batches();

    /// The metrics that are logged beside the loss.
    List<Metric> metrics();

    /// The epochs that have ended so far.
    History history();
}
