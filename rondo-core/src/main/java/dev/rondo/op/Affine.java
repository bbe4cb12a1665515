package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;

/// `y = a·x + b` with two fixed numbers: scaling, negation, `1 − z`.
public record Affine(float a, float b) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        return in[0];
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        if (b != 0) Arrays.fill(y, b);
        machine.kernels().axpy(a, in[0].data(), y, 0, y.length);
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        g.machine().kernels().axpy(a, dy, g.of(in[0]), 0, dy.length);
    }
}
