package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;

/// The largest number over all places, channel by channel: x `[batch, places…, channels]` to `[batch, channels]`.
public record MaxPlaces() implements Operation {
    @Override
    public Shape shape(Shape... in) {
        Check.atLeastRank("maxPlaces", "x", in[0], 3);
        if (places(in[0]) == 0 && in[0].size(0) > 0) {
            throw new RondoException("maxPlaces: x has no places, its shape is " + in[0]);
        }
        return Shape.of(in[0].size(0), in[0].last());
    }

    static int places(Shape x) {
        return x.without(0).rows();
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var x = in[0].data();
        int c = in[0].shape().last();
        int rows = in[0].shape().rows();
        int places = places(in[0].shape());
        Arrays.fill(y, Float.NEGATIVE_INFINITY);
        for (int row = 0; row < rows; row++) {
            int at = row / places * c;
            for (int j = 0; j < c; j++) y[at + j] = Math.max(y[at + j], x[row * c + j]);
        }
    }

    /// Equal numbers share alike, as in Keras's `ops.max`; in [MaxPool] the first gets all.
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var x = in[0].data();
        var dx = g.of(in[0]);
        int c = in[0].shape().last();
        int rows = in[0].shape().rows();
        int places = places(in[0].shape());
        var equal = new int[dy.length];
        for (int row = 0; row < rows; row++) {
            for (int j = 0, at = row / places * c; j < c; j++, at++) if (x[row * c + j] == y.data()[at]) equal[at]++;
        }
        for (int row = 0; row < rows; row++) {
            for (int j = 0, at = row / places * c; j < c; j++, at++) {
                if (x[row * c + j] == y.data()[at]) dx[row * c + j] += dy[at] / equal[at];
            }
        }
    }
}
