package dev.rondo.train.callback;

import java.util.Map;

/// Sets the learning rate at the beginning of every epoch (`keras/src/callbacks/learning_rate_scheduler.py`), and logs it
/// as `learning_rate`. A rate below 0 or one that is no number is refused when its epoch begins. PyTorch:
/// `torch.optim.lr_scheduler.LambdaLR`, whose function gives a factor, not a rate.
public final class LearningRateScheduler implements Callback {
    private final Schedule schedule;
    private final boolean verbose;

    /// The rate of an epoch, counted from 0, given the rate that the epoch before it ended with.
    @FunctionalInterface
    public interface Schedule {
        double rate(int epoch, double before);
    }

    public LearningRateScheduler(Schedule schedule) { this(schedule, false); }

    private LearningRateScheduler(Schedule schedule, boolean verbose) {
        this.schedule = schedule;
        this.verbose = verbose;
    }

    /// Says each rate; Keras's `verbose=1`.
    public LearningRateScheduler verbose() { return new LearningRateScheduler(schedule, true); }

    @Override
    public void epochBegin(int epoch, Fit fit) {
        double rate = schedule.rate(epoch, fit.learningRate());
        fit.learningRate(rate);
        if (verbose) {
            fit.say("\nEpoch %d: LearningRateScheduler setting learning rate to %s.".formatted(epoch + 1,
                    Numbers.shortest(rate)));
        }
    }

    @Override
    public void epochEnd(int epoch, Map<String, Double> logs, Fit fit) {
        logs.put("learning_rate", fit.learningRate());
    }
}
