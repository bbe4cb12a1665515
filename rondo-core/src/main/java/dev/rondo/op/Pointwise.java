package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// A function of one number, applied to each: write its value and its slope. For functions off the hot path; those of
/// the cells have kernels of their own.
public interface Pointwise extends Operation {
    double value(double x);

    /// dy/dx, given x and the value there.
    double slope(double x, double y);

    @Override
    default Shape shape(Shape... in) {
        return in[0];
    }

    @Override
    default void forward(Tensor[] in, float[] y, Machine machine) {
        var x = in[0].data();
        for (int i = 0; i < y.length; i++) y[i] = (float) value(x[i]);
    }

    @Override
    default void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var x = in[0].data();
        var dx = g.of(in[0]);
        for (int i = 0; i < dy.length; i++) dx[i] += (float) (dy[i] * slope(x[i], y.data()[i]));
    }
}
