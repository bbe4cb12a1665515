package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// Inverted dropout (Srivastava et al. 2014): each number is zeroed with probability `rate`, the rest is divided by
/// `1 − rate`. Which ones is decided by `key` and the number's place alone, so the way back decides the same.
public record Drop(float rate, Key key) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        return in[0];
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        float scale = 1 / (1 - rate);
        for (int i = 0; i < y.length; i++) y[i] = key.uniform(i) < rate ? 0 : in[0].data()[i] * scale;
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        float scale = 1 / (1 - rate);
        var dx = g.of(in[0]);
        for (int i = 0; i < dy.length; i++) {
            if (key.uniform(i) >= rate) dx[i] += dy[i] * scale;
        }
    }
}
