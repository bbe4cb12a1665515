package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// The angle of the points `(x, y)`, given y and then x, of one shape: from −π to π. At `(0, 0)`, which has no direction, the
/// gradient is 0.
public record Atan2() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.same("atan2", in[0], in[1]);
        return in[0];
    }

    @Override
    public void forward(Tensor[] in, float[] angle, Machine machine) {
        var y = in[0].data();
        var x = in[1].data();
        for (int i = 0; i < angle.length; i++) angle[i] = (float) Math.atan2(y[i], x[i]);
    }

    @Override
    public void backward(Tensor[] in, Tensor out, float[] d, Gradients g) {
        var y = in[0].data();
        var x = in[1].data();
        if (g.wants(in[0])) turn(d, x, 1, y, x, g.of(in[0]));
        if (g.wants(in[1])) turn(d, y, -1, y, x, g.of(in[1]));
    }

    /// `to += sign · d · other / (x² + y²)`
    private static void turn(float[] d, float[] other, int sign, float[] y, float[] x, float[] to) {
        for (int i = 0; i < d.length; i++) {
            double square = (double) x[i] * x[i] + (double) y[i] * y[i];
            if (square > 0) to[i] += (float) (sign * d[i] * other[i] / square);
        }
    }
}
