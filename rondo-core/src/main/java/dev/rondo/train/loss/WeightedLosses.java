package dev.rondo.train.loss;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// Each loss times its weight, what [Reduction#NONE] leaves. Inputs as those of [WeightedMean].
record WeightedLosses() implements Operation {
    @Override
    public Shape shape(Shape... in) { return in[0]; }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var w = in[1].data();
        // a padded step may hold anything, so it is left out rather than multiplied by 0
        for (int i = 0; i < y.length; i++) y[i] = w[i] == 0 ? 0 : in[0].data()[i] * w[i];
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        if (!g.wants(in[0])) return;
        var d = g.of(in[0]);
        for (int i = 0; i < dy.length; i++) d[i] += dy[i] * in[1].data()[i];
    }
}
