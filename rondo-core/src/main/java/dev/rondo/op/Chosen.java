package dev.rondo.op;

import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Tensor;

/// Of two numbers, broadcast, one. The gradient goes to the one that was taken, and to a where both are equal, as in
/// TensorFlow.
interface Chosen extends Operation {
    @Override
    default void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var a = Times.as(in[0], y.shape());
        var part = new float[dy.length];
        for (int which = 0; which < 2; which++) {
            if (!g.wants(in[which])) continue;
            for (int i = 0; i < dy.length; i++) part[i] = (y.data()[i] == a[i]) == (which == 0) ? dy[i] : 0;
            Plus.back(in[which], y, part, g);
        }
    }
}
