package dev.rondo.train;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// Passes a state on as it is and, on the way back, notes the norm of the gradient that comes through. A tape lets go of
/// the gradients of what it computed as it goes back, so this is where they can be seen.
final class Probe implements Operation {
    private final int step;
    private final int part;
    private double square;

    Probe(int step, int part) {
        this.step = step;
        this.part = part;
    }

    int step() { return step; }

    int part() { return part; }

    /// The square of the norm; 0 if no gradient came.
    double square() { return square; }

    @Override
    public Shape shape(Shape... in) { return in[0]; }

    @Override
    public void forward(Tensor[] in, float[] out, Machine machine) {
        System.arraycopy(in[0].data(), 0, out, 0, in[0].data().length);
    }

    @Override
    public void backward(Tensor[] in, Tensor out, float[] dOut, Gradients g) {
        square = squares(dOut);
        if (g.wants(in[0])) g.machine().kernels().axpy(1, dOut, g.of(in[0]), 0, dOut.length);
    }

    /// In double precision: a float's square may be 0 where the float is not.
    static double squares(float[] x) {
        double sum = 0;
        for (float v : x) sum += (double) v * v;
        return sum;
    }
}
