package dev.rondo.file;

import dev.rondo.RondoException;
import dev.rondo.layer.Layer;
import dev.rondo.model.Sequential;
import dev.rondo.tensor.Shape;
import java.util.List;
import java.util.Map;

/// `model.json` of layers one after the other: everything about the model but its numbers and its words.
record Config(long seed, Shape input, List<Layer> layers, List<String> frozen, Task task, List<String> labels,
        Map<String, String> about) {
    static final String NAME = "model.json";

    static Config sequential(Saved saved) {
        var model = (Sequential) saved.model();
        if (!model.built())
            throw new RondoException(
                    "save: the model has no weights yet; put input(…) first, or call build(shape), or fit it");
        return new Config(model.seed().value(), model.inputShape(), model.layers(), model.weights().frozen(),
                saved.task(), saved.labels(), saved.about());
    }
}
