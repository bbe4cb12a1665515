package dev.rondo.train.callback;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.train.metric.Direction;
import java.util.Map;
import java.util.OptionalDouble;

/// A log entry that a callback watches, and when it counts as better (`keras/src/callbacks/monitor_callback.py`): by
/// more than `minDelta`, whose sign does not matter.
public record Monitor(String name, Mode mode, double minDelta) {
    public Monitor {
        Legal.finite("monitor \"" + name + "\"", "minDelta", minDelta);
        minDelta = Math.abs(minDelta);
    }

    /// Whether the entry is of validation data, which is not looked at in this epoch.
    public boolean rests(int epoch, Fit fit) { return name.startsWith("val_") && !fit.validates(epoch); }

    /// Throws if the entry is the loss of validation data and there is none, before an epoch is spent on it. Other entries
    /// may come from callbacks.
    public void check(String who, Fit fit) {
        if (!name.equals("val_loss") || fit.hasValidation()) return;
        throw new RondoException(
                ("%s: \"val_loss\" is not in the logs without validation data; fit with validation(…) or "
                        + "validationSplit(…), or monitor \"loss\"").formatted(who));
    }

    /// The entry's value. Throws if it is not in the logs, naming what is.
    public double value(String who, Map<String, Double> logs) {
        Double value = logs.get(name);
        if (value == null) {
            throw new RondoException(
                    "%s: \"%s\" is not in the logs, which have %s; monitor one of these%s".formatted(who,
                            name, logs.keySet(), name.startsWith("val_") ? ", or fit with validation data" : ""));
        }
        return value;
    }

    /// Whether `now` beats `best`; anything beats nothing.
    public boolean improves(String who, double now, OptionalDouble best, Fit fit) {
        if (best.isEmpty()) return true;
        var direction = direction(who, fit);
        double needed = direction == Direction.UP ? now - minDelta : now + minDelta;
        // in float32, as Keras compares: a change in the last bits of a double is none
        return direction.better((float) needed, (float) best.getAsDouble());
    }

    /// Throws if the mode is AUTO and no metric has this name.
    public Direction direction(String who, Fit fit) {
        return switch (mode) {
            case MIN -> Direction.DOWN;
            case MAX -> Direction.UP;
            case AUTO -> Direction.of(name, fit.metrics()).orElseThrow(() -> new RondoException(
                    "%s: whether a larger \"%s\" is better is not known; say mode(MIN) or mode(MAX)".formatted(who,
                            name)));
        };
    }
}
