package dev.rondo.op;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// One axis in the opposite order, `y_i = x_{n−1−i}`, padding included, as Keras flips a sequence.
public record Reverse(int axis) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.axis("reverse", in[0], axis);
        return in[0];
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var s = new Slab(in[0].shape(), axis);
        for (int o = 0; o < s.outer(); o++) {
            for (int i = 0; i < s.size(); i++) {
                System.arraycopy(in[0].data(), s.at(o, i), y, s.at(o, s.size() - 1 - i), s.inner());
            }
        }
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var s = new Slab(y.shape(), axis);
        var dx = g.of(in[0]);
        for (int o = 0; o < s.outer(); o++) {
            for (int i = 0; i < s.size(); i++) {
                for (int j = 0; j < s.inner(); j++) dx[s.at(o, i) + j] += dy[s.at(o, s.size() - 1 - i) + j];
            }
        }
    }
}
