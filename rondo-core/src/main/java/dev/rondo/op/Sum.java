package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// The sum of all numbers, `Σ x_i`, added up in double.
public record Sum() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        return Shape.of();
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        double sum = 0;
        for (float x : in[0].data()) sum += x;
        y[0] = (float) sum;
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var dx = g.of(in[0]);
        for (int i = 0; i < dx.length; i++) dx[i] += dy[0];
    }
}
