package dev.rondo.train;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.data.BucketBySequenceLength;
import dev.rondo.data.Dataset;
import dev.rondo.data.Order;
import dev.rondo.data.Sampler;
import dev.rondo.train.callback.FitOption;
import dev.rondo.train.callback.ProgressBar;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What `fit` can be asked for, one line each, in Keras's words; callbacks are options too. PyTorch has no `fit`: its
/// training loops are written by hand.
public final class Fitting {
    private Fitting() {}

    /// How often to go over the data; 1 unless said.
    public static FitOption epochs(int n) {
        Legal.atLeast(1, "fit", "epochs", n);
        return setting(p -> p.epochs = n);
    }

    /// The number of the first epoch, from 0, for training that goes on.
    public static FitOption initialEpoch(int n) {
        Legal.atLeast(0, "fit", "initialEpoch", n);
        return setting(p -> p.initialEpoch = n);
    }

    /// How many examples make one step; 32 unless said. PyTorch: `DataLoader(batch_size=32)`.
    public static FitOption batchSize(int n) {
        Legal.atLeast(1, "fit", "batchSize", n);
        return setting(p -> p.batchSize = n);
    }

    /// Data to judge by after every epoch.
    public static FitOption validation(Dataset data) {
        if (data.size() == 0) throw new RondoException("fit: the validation data is empty");
        return setting(p -> p.validation = Optional.of(data));
    }

    /// The last part of the data, cut off before shuffling, to judge by after every epoch.
    public static FitOption validationSplit(double part) {
        Legal.part("fit", "validationSplit", part);
        return setting(p -> p.validationSplit = part);
    }

    /// After how many epochs each the validation data is looked at; after every one unless said. In between nothing is
    /// logged of it, and callbacks that watch a `val_…` entry rest.
    public static FitOption validationFreq(int epochs) {
        Legal.atLeast(1, "fit", "validationFreq", epochs);
        return setting(p -> {
            p.validationFreq = epochs;
            p.validationEpochs = Set.of();
        });
    }

    /// After which epochs, counted from 1, the validation data is looked at.
    public static FitOption validationFreq(List<Integer> epochs) {
        if (epochs.isEmpty()) throw new RondoException("fit: validation freq: at least one epoch is expected");
        epochs.forEach(e -> Legal.atLeast(1, "fit", "an epoch of validationFreq", e));
        return setting(p -> {
            p.validationFreq = 1;
            p.validationEpochs = Set.copyOf(epochs);
        });
    }

    /// How many batches make an epoch; all of the data unless said. The next epoch goes on where this one ended, and at its
    /// end the data begins again, within an epoch too.
    public static FitOption stepsPerEpoch(int batches) {
        Legal.atLeast(1, "fit", "stepsPerEpoch", batches);
        return setting(p -> p.stepsPerEpoch = OptionalInt.of(batches));
    }

    /// How many examples make one batch of the validation data; as many as in training unless said.
    public static FitOption validationBatchSize(int n) {
        Legal.atLeast(1, "fit", "validationBatchSize", n);
        return setting(p -> p.validationBatchSize = OptionalInt.of(n));
    }

    /// Whether each epoch has an order of its own; yes unless said, or unless the data has an order of its own.
    /// PyTorch: `DataLoader(shuffle=True)`.
    public static FitOption shuffle(boolean yes) {
        return setting(p -> {
            p.asGiven = !yes;
            p.batching = yes ? Optional.of((data, n, key) -> Order.shuffled(data.size(), n, key)) : Optional.empty();
        });
    }

    /// Shuffled, but examples of similar length together, so that little is padded.
    public static FitOption bucketByLength() {
        return batching(Order::bucketed);
    }

    /// Shuffled, in batches of sequences of similar length, each bucket with a batch size of its own.
    public static FitOption bucketByLength(BucketBySequenceLength buckets) {
        return batching((data, _, key) -> buckets.batches(data, key));
    }

    /// Which examples are seen in an epoch, and how often: [dev.rondo.data.BalancedSampler] for classes that come
    /// equally often, or one of your own. Keras: none; PyTorch: `DataLoader(sampler=…)`.
    public static FitOption sampler(Sampler sampler) {
        return batching((_, n, key) -> sampler.batches(n, key));
    }

    /// How many batches are made on another thread before they are needed; none unless said. For data that takes time
    /// to read or to make. Keras: the `max_queue_size` of a `PyDataset`; PyTorch: `DataLoader(prefetch_factor=2)`.
    public static FitOption prefetch(int batches) {
        Legal.atLeast(1, "fit", "prefetch", batches);
        return setting(p -> p.ahead = batches);
    }

    private static FitOption batching(FitPlan.Batching how) {
        return setting(p -> {
            p.asGiven = false;
            p.batching = Optional.of(how);
        });
    }

    /// How much the examples of each class count; classes left out count 1.
    public static FitOption classWeights(Map<Integer, Double> weights) {
        check(weights);
        return setting(p -> p.classWeights = Map.copyOf(weights));
    }

    static void check(Map<Integer, Double> classWeights) {
        classWeights.forEach((c, w) -> {
            if (c < 0 || !Double.isFinite(w) || w < 0) {
                throw new RondoException("fit: class weights are finite and not negative, got %d → %s".formatted(c, w));
            }
        });
    }

    /// Keras's `verbose`: 0 prints nothing, 1 a bar an epoch, 2 a line an epoch. Unless said, a bar on a terminal and
    /// lines elsewhere.
    public static FitOption verbose(int level) {
        if (level < 0 || level > 2) throw new RondoException("fit: verbose is 0, 1 or 2, got " + level);
        return setting(p -> p.verbose = Verbose.of(level));
    }

    /// Where to print, and whether that is a terminal, on which a bar can be drawn again and again. Keras: none.
    public static FitOption progress(PrintStream out, boolean terminal) {
        return setting(p -> p.verbose = new Verbose(ProgressBar.Verbosity.BAR, out, terminal));
    }

    private static FitOption setting(FitPlan.Setting s) {
        return s;
    }
}
