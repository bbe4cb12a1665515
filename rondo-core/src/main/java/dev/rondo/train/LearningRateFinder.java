package dev.rondo.train;

import dev.rondo.DivergedException;
import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.data.Batch;
import dev.rondo.data.Dataset;
import dev.rondo.data.Order;
import dev.rondo.op.Key;
import dev.rondo.nn.Weights;
import dev.rondo.train.callback.Callback;
import dev.rondo.train.callback.Fit;
import dev.rondo.train.schedule.ExponentialDecay;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Tries learning rates out, each a little larger than the one before, on one batch each, until the loss runs away: the
/// range test of Smith (2017), with rates that grow by a factor as in fastai's `lr_find`. Afterwards the model has the
/// weights it had, and the training given knows nothing of it.
///
/// `new LearningRateFinder().find(training, data).suggested()` is the rate where the loss falls fastest. To see for
/// yourself, plot `smoothed` over `rate` of all points, rates on a logarithmic axis.
///
/// `smoothing` is the share of the mean loss so far in the next one, and the test ends when that is larger than
/// `divergence` times its least. What follows the rates is the training's own optimizer, from its first step; a schedule
/// or an average of the weights that it has is left out.
public record LearningRateFinder(double minRate, double maxRate, int steps, int batchSize, double smoothing,
        double divergence) {
    private static final String WHO = "learning rate finder";

    public LearningRateFinder {
        if (!(minRate > 0 && maxRate > minRate && Double.isFinite(maxRate))) {
            throw fail(
                    "the rates go from above 0 to a larger, finite one, got from %s to %s".formatted(minRate, maxRate));
        }
        Legal.atLeast(2, WHO, "steps", steps);
        Legal.atLeast(1, WHO, "batchSize", batchSize);
        Legal.belowOne(WHO, "smoothing", smoothing);
        Legal.check(divergence > 1, WHO, "divergence", "above 1", divergence);
    }

    /// From 1e-7 to 10 in 100 batches of 32.
    public LearningRateFinder() { this(1e-7, 10, 100, 32, 0.9, 4); }

    /// What became of one rate: the loss of its batch before the step, and the mean loss so far.
    public record Point(double rate, double loss, double smoothed) {}

    /// The points in the order of their rates; the last may be where the loss ran away. The first `settling` of them have
    /// a mean of so few batches that it says little.
    public record Found(List<Point> points, int settling) {
        public Found { points = List.copyOf(points); }

        /// The rate where the mean loss falls fastest over the logarithm of the rate, measured over a tenth of the points
        /// so that no single batch decides; empty if it nowhere falls.
        public OptionalDouble suggested() {
            int reach = Math.max(1, points.size() / 20);
            double steepest = 0;
            var at = OptionalDouble.empty();
            for (int i = settling + reach; i < points.size() - reach; i++) {
                double slope = points.get(i + reach).smoothed() - points.get(i - reach).smoothed();
                if (slope >= steepest) continue;
                steepest = slope;
                at = OptionalDouble.of(points.get(i).rate());
            }
            return at;
        }
    }

    public LearningRateFinder rates(double from, double to) {
        return new LearningRateFinder(from, to, steps, batchSize, smoothing, divergence);
    }

    /// How many rates to try, at most.
    public LearningRateFinder steps(int n) {
        return new LearningRateFinder(minRate, maxRate, n, batchSize, smoothing, divergence);
    }

    public LearningRateFinder batchSize(int n) {
        return new LearningRateFinder(minRate, maxRate, steps, n, smoothing, divergence);
    }

    public LearningRateFinder smoothing(double share) {
        return new LearningRateFinder(minRate, maxRate, steps, batchSize, share, divergence);
    }

    public LearningRateFinder divergence(double times) {
        return new LearningRateFinder(minRate, maxRate, steps, batchSize, smoothing, times);
    }

    /// Tries the rates on a model as it is now, with the training's optimizer and loss; the data is gone over again if
    /// there are more steps than batches. Throws what `fit` throws, except that a loss or gradient that is not finite
    /// ends the test.
    public Found find(Training training, Dataset data) {
        if (data.size() == 0) throw fail("the data is empty");
        var model = training.model();
        var growing = new ExponentialDecay(minRate, steps - 1L, maxRate / minRate, false);
        var optimizer = training.optimization().optimizer().withoutEma().schedule(growing);
        var trial = Training.compile(model, optimizer, training.objectives().toArray(Objective[]::new));
        var states = model.states();
        var start = new Start();
        var points = new ArrayList<Point>();
        try {
            var batches = new ArrayDeque<int[]>();
            double mean = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < steps; i++) {
                double rate = growing.rate(i);
                double loss = step(trial, next(data, batches, i), i, start);
                mean = smoothing * mean + (1 - smoothing) * loss;
                double smoothed = mean / (1 - Math.pow(smoothing, i + 1.0));
                points.add(new Point(rate, loss, smoothed));
                least = Math.min(least, smoothed);
                if (smoothed > least + (divergence - 1) * Math.abs(least)) break;
            }
        } catch (DivergedException _) {
            // too large a rate is what was looked for: the points so far are the answer
        } finally {
            start.weights.ifPresent(w -> w.asMap().forEach(model.weights()::set));
            model.states(states);
        }
        return new Found(points, (int) Math.round(1 / (1 - smoothing)));
    }

    private Dataset next(Dataset data, Deque<int[]> batches, int step) {
        if (batches.isEmpty()) batches.addAll(Order.shuffled(data.size(), batchSize, Key.of(0).in("finder").in(step)));
        return new Picked(data, batches.pop());
    }

    /// One step is one fit, as an epoch of its own: dropout is drawn anew. The loss of the batch.
    private static double step(Training trial, Dataset batch, int number, Callback start) {
        return trial.fit(batch, Fitting.initialEpoch(number), Fitting.epochs(number + 1),
                Fitting.batchSize(batch.size()), Fitting.shuffle(false), Fitting.verbose(0), start).last("loss");
    }

    /// The weights before the first step: a model may be built by it.
    private static final class Start implements Callback {
        Optional<Weights> weights = Optional.empty();

        @Override
        public void trainBegin(Fit fit) {
            if (weights.isEmpty()) weights = Optional.of(fit.weights());
        }
    }

    /// Some rows of other data.
    private record Picked(Dataset data, int[] rows) implements Dataset {
        @Override
        public int size() { return rows.length; }

        @Override
        public Batch batch(int[] at) { return data.batch(Arrays.stream(at).map(i -> rows[i]).toArray()); }

        @Override
        public int length(int row) { return data.length(rows[row]); }
    }

    private static RondoException fail(String what) { return new RondoException(WHO + ": " + what); }
}
