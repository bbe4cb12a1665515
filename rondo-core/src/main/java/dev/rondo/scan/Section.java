package dev.rondo.scan;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// A run of numbers of a flat tensor, from `from` on, under a shape: one of the results of an operation that has several.
record Section(int from, Shape to) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        return to;
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        System.arraycopy(in[0].data(), from, y, 0, y.length);
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var dx = g.of(in[0]);
        for (int i = 0; i < dy.length; i++) dx[from + i] += dy[i];
    }
}
