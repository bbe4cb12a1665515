package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// `y = x · min(1/‖x‖, 1/ε)` along one axis: vectors of length 1. A vector of zeros stays one. Keras's `normalize`.
public record UnitAlong(int axis, float epsilon) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.axis("unitAlong", in[0], axis);
        return in[0];
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var s = new Slab(in[0].shape(), axis);
        var x = in[0].data();
        for (int o = 0; o < s.outer(); o++) {
            for (int at = s.at(o, 0); at < s.at(o, 0) + s.inner(); at++) {
                double norm = Math.max(norm(s, x, at), epsilon);
                for (int i = 0; i < s.size(); i++) y[at + i * s.inner()] = (float) (x[at + i * s.inner()] / norm);
            }
        }
    }

    /// `dx = (dy − y · Σ dy∘y) / ‖x‖`; below ε, where the length counts for nothing, `dx = dy / ε`.
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var s = new Slab(in[0].shape(), axis);
        var dx = g.of(in[0]);
        for (int o = 0; o < s.outer(); o++) {
            for (int at = s.at(o, 0); at < s.at(o, 0) + s.inner(); at++) {
                double norm = norm(s, in[0].data(), at);
                double along = 0;
                for (int i = 0; i < s.size() && norm > epsilon; i++) {
                    along += (double) dy[at + i * s.inner()] * y.data()[at + i * s.inner()];
                }
                for (int i = 0; i < s.size(); i++) {
                    int j = at + i * s.inner();
                    dx[j] += (float) ((dy[j] - y.data()[j] * along) / Math.max(norm, epsilon));
                }
            }
        }
    }

    private static double norm(Slab s, float[] x, int at) {
        double sum = 0;
        for (int i = 0; i < s.size(); i++) sum += (double) x[at + i * s.inner()] * x[at + i * s.inner()];
        return Math.sqrt(sum);
    }
}
