package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import java.util.Optional;

/// The rectifier with settings: `x` above the threshold and up to `maxValue`, that beyond it, and below the threshold
/// `negativeSlope · (x − threshold)`. Keras: `ReLU` (`keras/src/layers/activations/relu.py`); PyTorch: `ReLU`, `ReLU6`.
public record Relu(Optional<Double> maxValue, double negativeSlope, double threshold) implements Layer {
    public Relu {
        maxValue.ifPresent(max -> Legal.notNegative("ReLU", "maxValue", max));
        Legal.notNegative("ReLU", "negativeSlope", negativeSlope);
        Legal.notNegative("ReLU", "threshold", threshold);
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var x = pass.input(input.tensor());
        if (maxValue.isPresent() || threshold != 0) {
            float max = maxValue.map(Double::floatValue).orElse(Float.POSITIVE_INFINITY);
            return input.with(Ops.relu(x, max, (float) negativeSlope, (float) threshold));
        }
        return input.with(negativeSlope == 0 ? Ops.relu(x) : Ops.leakyRelu((float) negativeSlope, x));
    }

    @Override
    public String title() {
        return "ReLU";
    }

    /// Nothing above this.
    public Relu maxValue(double max) {
        return new Relu(Optional.of(max), negativeSlope, threshold);
    }

    /// The slope below the threshold.
    public Relu negativeSlope(double slope) {
        return new Relu(maxValue, slope, threshold);
    }

    /// Where it begins.
    public Relu threshold(double from) {
        return new Relu(maxValue, negativeSlope, from);
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}
