package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// The sum over the last axis, `[…, n]` to `[…]`, which goes away.
public record SumLast() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.atLeastRank("sumLast", "x", in[0], 1);
        return in[0].without(-1);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        int columns = in[0].shape().last();
        for (int i = 0; i < y.length; i++) {
            double sum = 0;
            for (int j = 0; j < columns; j++) sum += in[0].data()[i * columns + j];
            y[i] = (float) sum;
        }
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        int columns = in[0].shape().last();
        var dx = g.of(in[0]);
        for (int i = 0; i < dx.length; i++) dx[i] += dy[i / columns];
    }
}
