package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// Which numbers of an input a dropout drops together: the shape of what it draws, the batch first, Keras's `noise_shape`.
/// Along an axis of size 1 all places share a draw; [Shape#ANY] stands for the size of the input, as Keras's `None`.
final class NoiseShape {
    private NoiseShape() {}

    static List<Integer> checked(String layer, List<Integer> sizes) {
        for (int size : sizes) {
            if (size >= 1 || size == Shape.ANY) continue;
            throw new RondoException("%s: a size of the noise shape is at least 1, or Shape.ANY for that of the input, "
                    .formatted(layer) + "got " + sizes);
        }
        return List.copyOf(sizes);
    }

    /// The input, if it has as many axes as the noise shape; without a noise shape any.
    static Shape expect(String layer, Shape input, List<Integer> sizes) {
        if (sizes.isEmpty() || sizes.size() == input.rank()) return input;
        throw new RondoException("%s: its noise shape %s has %d axes, the batch among them, but its input has shape %s"
                .formatted(layer, Axes.shown(sizes), sizes.size(), input));
    }

    /// Which draws are kept, in the order of what [#drawn] has.
    static boolean[] kept(Key key, double rate, int draws) {
        var kept = new boolean[draws];
        for (int i = 0; i < draws; i++) kept[i] = key.uniform(i) >= rate;
        return kept;
    }

    /// The shape of the draws for an input; all of it without a noise shape. Throws if a size is neither 1 nor that of the
    /// input.
    static Shape drawn(String layer, Shape input, List<Integer> sizes) {
        var drawn = expect(layer, input, sizes);
        for (int axis = 0; axis < sizes.size(); axis++) {
            int size = sizes.get(axis);
            if (size != 1 && size != Shape.ANY && size != input.size(axis)) {
                throw new RondoException("%s: its noise shape %s does not fit its input %s: axis %d is neither 1 nor %d"
                        .formatted(layer, Axes.shown(sizes), input, axis, input.size(axis)));
            }
            if (size == 1) drawn = drawn.with(axis, 1);
        }
        return drawn;
    }

    /// An input of which places are dropped together and the rest is divided by `1 − rate`.
    static Signal dropped(String layer, Signal input, List<Integer> sizes, double rate, Pass pass) {
        var x = pass.input(input.tensor());
        return input.with(Ops.times(x, factors(layer, x.shape(), sizes, rate, pass.random("dropout"))));
    }

    private static Tensor factors(String layer, Shape input, List<Integer> sizes, double rate, Key key) {
        var shape = drawn(layer, input, sizes);
        var kept = kept(key, rate, shape.count());
        float scale = (float) (1 / (1 - rate));
        var factor = new float[kept.length];
        for (int i = 0; i < factor.length; i++) factor[i] = kept[i] ? scale : 0;
        return Tensor.of(shape, factor);
    }
}
