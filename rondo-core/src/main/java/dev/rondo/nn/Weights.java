package dev.rondo.nn;

import dev.rondo.RondoException;
import dev.rondo.op.Key;
import dev.rondo.tensor.Tensor;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The weights of a model by name, in the order of its layers. Names are paths: `lstm/recurrent_kernel`.
public final class Weights {
    private final Map<String, Tensor> byName;
    private final Map<String, Weight> asked;
    private final Set<String> frozen = new HashSet<>();

    private Weights(Map<String, Tensor> byName, Map<String, Weight> asked) {
        this.byName = byName;
        this.asked = asked;
    }

    /// Freshly drawn. Each weight has a random stream of its own, by seed and name: another layer changes nothing here.
    public static Weights draw(List<Weight> weights, Key seed) {
        for (var w : weights) holdable(w);
        var map = new LinkedHashMap<String, Tensor>();
        for (var w : weights) {
            var drawn = Tensor.of(w.shape(), w.init().draw(w.shape(), seed.in(w.name())));
            if (map.put(w.name(), drawn) != null) throw new RondoException("weights: two are named " + w.name());
        }
        return of(map, weights);
    }

    /// Before memory is taken for any of them.
    private static void holdable(Weight w) {
        try {
            w.shape().count();
        } catch (RondoException e) {
            throw new RondoException("weight \"%s\": %s".formatted(w.name(), e.getMessage()), e);
        }
    }

    /// Given numbers, all of which are trained.
    public static Weights of(Map<String, Tensor> byName) {
        return of(byName, List.of());
    }

    /// Given numbers for the weights that layers ask for, which say what training does with them.
    public static Weights of(Map<String, Tensor> byName, List<Weight> weights) {
        var asked = new LinkedHashMap<String, Weight>();
        for (var w : weights) asked.put(w.name(), w);
        return new Weights(new LinkedHashMap<>(byName), asked);
    }

    /// What training does with a weight.
    public Use use(String name) {
        get(name);
        if (frozen.contains(name)) return Use.FROZEN;
        var w = asked.get(name);
        return w == null ? Use.TRAINED : w.use();
    }

    /// What a weight was asked for with, if a layer asked for it.
    public Optional<Weight> asked(String name) {
        return Optional.ofNullable(asked.get(name));
    }

    /// The weights with a [Regularizer], in order.
    public List<Weight> regularized() {
        return asked.values().stream().filter(w -> w.regularizer().isPresent()).toList();
    }

    /// The weights with a [Constraint], in order.
    public List<Weight> constrained() {
        return asked.values().stream().filter(w -> w.constraint().isPresent()).toList();
    }

    /// From now on training leaves everything under this path as it is, be it a weight or a whole part such as
    /// `embedding`: Keras's `layer.trainable = False`. Throws if there is nothing of that name.
    public void freeze(String path) {
        frozen.addAll(known(path));
    }

    /// Undoes [#freeze] for this path and all below it, also where a part around it was frozen as a whole. What a layer was
    /// defined with as frozen stays so.
    public void unfreeze(String path) {
        frozen.removeAll(known(path));
    }

    /// The names of the weights that training leaves as they are.
    public List<String> frozen() {
        return byName.keySet().stream().filter(name -> use(name) == Use.FROZEN).toList();
    }

    /// Whether a part of the model has weights and all of them are frozen: then its statistics stay as they are too.
    public boolean allFrozen(String scope) {
        var own = byName.keySet().stream().filter(name -> under(scope, name)).toList();
        return !own.isEmpty() && own.stream().allMatch(name -> use(name) == Use.FROZEN);
    }

    private static boolean under(String path, String name) {
        return path.isEmpty() || name.equals(path) || name.startsWith(path + "/");
    }

    private List<String> known(String path) {
        var names = byName.keySet().stream().filter(name -> under(path, name)).toList();
        if (!names.isEmpty()) return names;
        throw new RondoException("nothing is named \"%s\"; there are %s".formatted(path, byName.keySet()));
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

    /// The numbers of another model of the same weights: a warm start. Throws, and changes nothing, unless names and shapes
    /// are equal; see [#setMatching].
    public void setAll(Weights other) {
        if (!byName.keySet().equals(other.byName.keySet())) {
            var missing = new TreeSet<>(byName.keySet());
            missing.removeAll(other.byName.keySet());
            var more = new TreeSet<>(other.byName.keySet());
            more.removeAll(byName.keySet());
            throw new RondoException("weights: the others lack %s and have %s more; setMatching takes what both have"
                    .formatted(missing, more));
        }
        other.byName.forEach((name, w) -> {
            if (!w.shape().equals(get(name).shape())) {
                throw new RondoException(
                        "weight \"%s\" has shape %s, but %s came".formatted(name, get(name).shape(), w.shape()));
            }
        });
        other.byName.forEach(this::set);
    }

    /// The numbers of those weights of another model that have a name and shape of this one; which they are. Keras's
    /// `load_weights(skip_mismatch=True)`.
    public Set<String> setMatching(Weights other) {
        var taken = new LinkedHashSet<String>();
        other.byName.forEach((name, w) -> {
            var own = byName.get(name);
            if (own == null || !own.shape().equals(w.shape())) return;
            set(name, w);
            taken.add(name);
        });
        return taken;
    }

    /// The weights of one part by their names within it, live: `under("encoder")` has `lstm/kernel` for
    /// `encoder/lstm/kernel`. Throws if there is no such part.
    public Weights under(String part) {
        known(part);
        var some = new LinkedHashMap<String, Tensor>();
        var of = new LinkedHashMap<String, Weight>();
        byName.forEach((name, w) -> {
            if (!name.startsWith(part + "/")) return;
            var inner = name.substring(part.length() + 1);
            some.put(inner, w);
            asked(name).ifPresent(a -> of.put(inner, a.named(inner)));
        });
        return new Weights(some, of);
    }

    /// These weights of this model and no others, live. Throws if one is not here, or has another shape.
    public Weights only(List<Weight> wanted) {
        var some = new LinkedHashMap<String, Tensor>();
        for (var w : wanted) {
            var here = get(w.name());
            if (!here.shape().equals(w.shape())) {
                throw new RondoException("weight \"%s\": shape %s is expected, but there it has %s".formatted(w.name(),
                        w.shape(), here.shape()));
            }
            some.put(w.name(), here);
        }
        return of(some, wanted);
    }

    /// Name to tensor, in order; the tensors are live.
    public Map<String, Tensor> asMap() {
        return Collections.unmodifiableMap(byName);
    }

    public Weights copy() {
        var map = new LinkedHashMap<String, Tensor>();
        byName.forEach((name, w) -> map.put(name, Tensor.of(w.shape(), w.data().clone())));
        var copy = new Weights(map, asked);
        copy.frozen.addAll(frozen);
        return copy;
    }

    /// How many numbers there are in all.
    public long count() {
        return byName.values().stream().mapToLong(w -> w.data().length).sum();
    }

    /// How many numbers the optimizer moves.
    public long trainedCount() {
        return byName.entrySet().stream().filter(e -> use(e.getKey()) == Use.TRAINED)
                .mapToLong(e -> e.getValue().data().length).sum();
    }
}
