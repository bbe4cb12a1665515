package dev.rondo.nn;

import dev.rondo.RondoException;
import dev.rondo.op.Key;
import dev.rondo.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The weights of a model by name, in the order of its layers. Names are paths: `lstm/recurrent_kernel`.
public final class Weights {
    private final Map<String, Tensor> byName;

    private Weights(Map<String, Tensor> byName) {
        this.byName = byName;
    }

    /// Freshly drawn. Each weight has a random stream of its own, by seed and name: another layer changes nothing here.
    public static Weights draw(List<Weight> weights, Key seed) {
        for (var w : weights) holdable(w);
        var map = new LinkedHashMap<String, Tensor>();
        for (var w : weights) {
            var drawn = Tensor.of(w.shape(), w.init().draw(w.shape(), seed.in(w.name())));
            if (map.put(w.name(), drawn) != null) throw new RondoException("weights: two are named " + w.name());
        }
        return new Weights(map);
    }

    /// Before memory is taken for any of them.
    private static void holdable(Weight w) {
        try {
            w.shape().count();
        } catch (RondoException e) {
            throw new RondoException("weight \"%s\": %s".formatted(w.name(), e.getMessage()), e);
        }
    }

    public static Weights of(Map<String, Tensor> byName) {
        return new Weights(new LinkedHashMap<>(byName));
    }

    public Tensor get(String name) {
        var w = byName.get(name);
        if (w == null)
            throw new RondoException("no weight is named \"%s\"; there are %s".formatted(name, byName.keySet()));
        return w;
    }

    /// Replaces the numbers of one weight. Throws if the shapes differ.
    public void set(String name, Tensor values) {
        var w = get(name);
        if (!w.shape().equals(values.shape())) {
            throw new RondoException(
                    "weight \"%s\" has shape %s, but %s came".formatted(name, w.shape(), values.shape()));
        }
        System.arraycopy(values.data(), 0, w.data(), 0, w.data().length);
    }

    /// Name to tensor, in order; the tensors are live.
    public Map<String, Tensor> asMap() {
        return Collections.unmodifiableMap(byName);
    }

    public Weights copy() {
        var map = new LinkedHashMap<String, Tensor>();
        byName.forEach((name, w) -> map.put(name, Tensor.of(w.shape(), w.data().clone())));
        return new Weights(map);
    }

    /// How many numbers there are in all.
    public long count() {
        return byName.values().stream().mapToLong(w -> w.data().length).sum();
    }
}
