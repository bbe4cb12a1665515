package dev.rondo.train.callback;

import java.util.Map;

/// Sets the learning rate at the beginning of every epoch (`keras/src/callbacks/learning_rate_scheduler.py`), and logs it
/// as `learning_rate`. A rate below 0 or one that is no number is refused when its epoch begins. PyTorch:
/// `torch.optim.lr_scheduler.LambdaLR`, whose function gives a factor, not a rate.
public final class LearningRateScheduler implements Callback {
    private final Schedule schedule;

    /// The rate of an epoch, counted from 0, given the rate that the epoch before it ended with.
    @FunctionalInterface
    public interface Schedule {
        double rate(int epoch, double before);
    }

    public LearningRateScheduler(Schedule schedule) { this.schedule = schedule; }

    @Override
    public void epochBegin(int epoch, Fit fit) { fit.learningRate(schedule.rate(epoch, fit.learningRate())); }

    @Override
    public void epochEnd(int epoch, Map<String, Double> logs, Fit fit) {
        logs.put("learning_rate", fit.learningRate());
    }
}
