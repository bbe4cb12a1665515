package dev.rondo.train.schedule;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import java.util.List;

/// `values[0]` while `step ≤ boundaries[0]`, then `values[1]` while `step ≤ boundaries[1]`, and so on; the last value
/// after all boundaries (`keras/src/optimizers/schedules/learning_rate_schedule.py`). PyTorch's `MultiStepLR` changes
/// one step earlier.
public record PiecewiseConstantDecay(List<Integer> boundaries, List<Double> values) implements Schedule {
    public PiecewiseConstantDecay {
        boundaries = List.copyOf(boundaries);
        values = List.copyOf(values);
        if (boundaries.isEmpty() || values.size() != boundaries.size() + 1) {
            throw new RondoException(("piecewiseConstantDecay: at least one boundary and one value more than "
                    + "boundaries is expected, got %d boundaries and %d values").formatted(boundaries.size(),
                            values.size()));
        }
        for (int i = 1; i < boundaries.size(); i++) {
            if (boundaries.get(i) <= boundaries.get(i - 1)) {
                throw new RondoException(
                        "piecewiseConstantDecay: each boundary is above the one before, got " + boundaries);
            }
        }
        for (double v : values) Legal.notNegative("piecewiseConstantDecay", "value", v);
    }

    @Override
    public double rate(long step) {
        int i = 0;
        while (i < boundaries.size() && step > boundaries.get(i)) i++;
        return values.get(i);
    }
}
