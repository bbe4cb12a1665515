package dev.rondo.nn;

import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What recurrent layers carry from one batch or step to the next: for each layer its states, `[batch, size]` each, in the
/// cell's order (h for most cells, h and c for an LSTM; forward before backward).
///
/// @param byLayer by the layer's path in the model
public record States(Map<String, List<Tensor>> byLayer) {
    private static final States NONE = new States(Map.of());

    public States {
        byLayer = Collections.unmodifiableMap(new LinkedHashMap<>(byLayer));
    }

    /// Nothing carried: the next batch starts from zeros.
    public static States none() {
        return NONE;
    }

    public boolean isEmpty() {
        return byLayer.isEmpty();
    }

    /// The states of one layer. Throws if it carries none.
    public List<Tensor> of(String layer) {
        var states = byLayer.get(layer);
        if (states != null) return states;
        throw new RondoException("states: no layer \"%s\" carries states; those that do are %s".formatted(layer,
                byLayer.keySet()));
    }

    /// What is carried after these states: `now`. Throws if a layer found none of its own here while others are here, as with
    /// the states of another model: it would have begun anew without a word.
    public States followedBy(States now) {
        if (isEmpty() || byLayer.keySet().containsAll(now.byLayer.keySet())) return now;
        var missing = new ArrayList<>(now.byLayer.keySet());
        missing.removeAll(byLayer.keySet());
        throw new RondoException("states: those that were given, of layers %s, hold none for %s; take those of the "
                .formatted(byLayer.keySet(), missing) + "same model");
    }
}
