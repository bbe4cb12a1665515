package dev.rondo.contract;

import dev.rondo.nn.Use;
import dev.rondo.nn.Weight;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Random numbers for tests, decided by a name alone: what fails once fails again.
public final class Draw {
    private Draw() {}

    public static Key key(String name) { return Key.of(1).in(name); }

    /// Normal with standard deviation `scale`.
    public static Tensor normal(String name, double scale, int... sizes) {
        var shape = Shape.of(sizes);
        var data = new float[shape.count()];
        for (int i = 0; i < data.length; i++) data[i] = (float) (scale * key(name).normal(i));
        return Tensor.of(shape, data);
    }

    /// Normal with standard deviation 1.
    public static Tensor normal(String name, int... sizes) { return normal(name, 1, sizes); }

    /// Whole numbers from 0 to `limit` − 1.
    public static Tensor ids(String name, int limit, int... sizes) {
        var shape = Shape.of(sizes);
        var data = new float[shape.count()];
        for (int i = 0; i < data.length; i++) data[i] = (int) (limit * key(name).uniform(i));
        return Tensor.of(shape, data);
    }

    /// All weights normal, so that none starts at a special place as a bias of zeros does, and some tensors beside them.
    /// What layers keep themselves, such as a moving variance, is above zero.
    public static Weights weights(List<Weight> weights, double scale, Map<String, Tensor> more) {
        var byName = new LinkedHashMap<>(more);
        for (var w : weights) {
            var x = normal(w.name(), scale, w.shape().sizes());
            if (w.use() == Use.KEPT)
                for (int i = 0; i < x.data().length; i++) x.data()[i] = 0.1f + Math.abs(x.data()[i]);
            byName.put(w.name(), x);
        }
        return Weights.of(byName, weights);
    }
}
