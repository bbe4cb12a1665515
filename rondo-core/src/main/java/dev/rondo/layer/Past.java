package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// The steps that a causal window still sees: what a convolution carries from step to step of a stream.
final class Past {
    private Past() {}

    /// The last `steps` steps before `x` `[batch, time, channels]`, zeros where there were none, and then x; what the next
    /// step will see is left in the pass.
    static Tensor before(Tensor x, int steps, Pass pass) {
        int batch = x.shape().size(0);
        int time = x.shape().size(1);
        int channels = x.shape().last();
        var carried = pass.carriedIn();
        var past = carried.isEmpty() ? Tensor.zeros(batch, steps, channels) : carried.getFirst();
        var all = Tensor.zeros(batch, steps + time, channels);
        for (int row = 0; row < batch; row++) {
            int at = row * (steps + time) * channels;
            System.arraycopy(past.data(), row * steps * channels, all.data(), at, steps * channels);
            System.arraycopy(x.data(), row * time * channels, all.data(), at + steps * channels, time * channels);
        }
        pass.carry(List.of(last(all, steps)));
        return pass.input(all);
    }

    private static Tensor last(Tensor all, int steps) {
        var shape = all.shape();
        int length = shape.size(1) * shape.last();
        int kept = steps * shape.last();
        var last = Tensor.of(Shape.of(shape.size(0), steps, shape.last()), new float[shape.size(0) * kept]);
        for (int row = 0; row < shape.size(0); row++) {
            System.arraycopy(all.data(), (row + 1) * length - kept, last.data(), row * kept, kept);
        }
        return last;
    }
}
