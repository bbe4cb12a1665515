package dev.rondo.train;

import dev.rondo.RondoException;
import dev.rondo.data.Dataset;
import dev.rondo.data.Order;
import dev.rondo.op.Key;
import dev.rondo.train.callback.Callback;
import dev.rondo.train.callback.FitOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;

/// All that one call of `fit` was asked for: the options of [Fitting], gathered.
final class FitPlan {
    /// An option that is not a callback.
    @FunctionalInterface
    interface Setting extends FitOption {
        void on(FitPlan plan);
    }

    /// Which rows make up which batch of an epoch.
    @FunctionalInterface
    interface Batching {
        List<int[]> batches(Dataset data, int batchSize, Key key);
    }

    int epochs = 1;
    int initialEpoch;
    int batchSize = 32;
    Optional<Dataset> validation = Optional.empty();
    double validationSplit;
    int validationFreq = 1;
    Set<Integer> validationEpochs = Set.of();
    OptionalInt stepsPerEpoch = OptionalInt.empty();
    OptionalInt validationBatchSize = OptionalInt.empty();
    Optional<Batching> batching = Optional.empty();
    boolean asGiven;
    int ahead;
    Map<Integer, Double> classWeights = Map.of();
    final List<Callback> callbacks = new ArrayList<>();
    Verbose verbose = Verbose.automatic();

    static FitPlan of(FitOption... options) {
        var plan = new FitPlan();
        for (var option : options) {
            switch (option) {
                case Callback callback -> plan.callbacks.add(callback);
                case Setting setting -> setting.on(plan);
                default -> throw new RondoException("fit: not an option: " + option + "; see Fitting");
            }
        }
        if (plan.validation.isPresent() && plan.validationSplit > 0) {
            throw new RondoException("fit: give validation data or a validation split, not both");
        }
        if (plan.validation.isEmpty() && plan.validationSplit == 0
                && (plan.validationFreq > 1 || !plan.validationEpochs.isEmpty()
                        || plan.validationBatchSize.isPresent())) {
            throw new RondoException(
                    "fit: how to validate is said, but not with what; give validation data or a split");
        }
        return plan;
    }

    /// Whether this epoch, counted from 0, ends with a look at the validation data.
    boolean validates(int epoch) {
        return validationEpochs.isEmpty() ? (epoch + 1) % validationFreq == 0 : validationEpochs.contains(epoch + 1);
    }

    /// What to train on: all, or all but the last part, which Keras cuts off before it shuffles.
    Dataset training(Dataset data) {
        int n = data.size() - held(data);
        if (n == 0) throw new RondoException("fit: there is nothing to train on: %d examples".formatted(data.size()));
        return n == data.size() ? data : data.slice(0, n);
    }

    Optional<Dataset> validation(Dataset data) {
        int held = held(data);
        return held == 0 ? validation : Optional.of(data.slice(data.size() - held, data.size()));
    }

    private int held(Dataset data) {
        if (validationSplit == 0) return 0;
        int held = data.size() - (int) Math.floor(data.size() * (1 - validationSplit));
        if (held == 0 || held == data.size()) {
            throw new RondoException("fit: a validation split of %s leaves %d of %d examples for validation".formatted(
                    validationSplit, held, data.size()));
        }
        return held;
    }

    /// The batches of each epoch, by its number; `key` gives that of an epoch, or of a round of the data.
    IntFunction<List<int[]>> epochs(Dataset data, IntFunction<Key> key) {
        IntFunction<List<int[]>> whole = n -> batches(data, key.apply(n));
        return stepsPerEpoch.isEmpty() ? whole : new Rounds(stepsPerEpoch.getAsInt(), whole)::of;
    }

    /// Shuffled unless something else was asked for, or the data has an order of its own.
    List<int[]> batches(Dataset data, Key key) {
        if (data.inOrder() && batching.isPresent()) {
            throw new RondoException(
                    "fit: the batches of this data follow each other, so they are not shuffled, sampled or "
                            + "bucketed; leave that option out");
        }
        if (asGiven || data.inOrder()) return Order.asGiven(data.size(), batchSize);
        return batching.orElse((d, n, k) -> Order.shuffled(d.size(), n, k)).batches(data, batchSize, key);
    }
}
