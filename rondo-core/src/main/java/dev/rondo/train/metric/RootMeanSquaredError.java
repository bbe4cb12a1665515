package dev.rondo.train.metric;

import dev.rondo.tensor.Tensor;
import java.util.Optional;

/// `√ mean (p − t)²` over all numbers of all batches (`keras/src/metrics/regression_metrics.py`): the root is taken last,
/// so it is not the mean of the batches' roots.
public record RootMeanSquaredError() implements Metric {
    @Override
    public String name() { return "root_mean_squared_error"; }

    @Override
    public Direction direction() { return Direction.DOWN; }

    @Override
    public Counting start() {
        var squares = new Mean(this::squares);
        return new Counting() {
            @Override
            public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
                squares.add(target, prediction, weights);
            }

            @Override
            public double value() { return Math.sqrt(squares.value()); }
        };
    }

    private float[] squares(Tensor target, Tensor prediction) {
        Answers.same(name(), target.shape(), prediction.shape());
        var squares = new float[prediction.data().length];
        for (int i = 0; i < squares.length; i++) {
            float d = prediction.data()[i] - target.data()[i];
            squares[i] = d * d;
        }
        return squares;
    }
}
