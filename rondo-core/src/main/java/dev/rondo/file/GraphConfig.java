package dev.rondo.file;

import dev.rondo.layer.Graph;
import dev.rondo.model.GraphModel;
import java.util.List;
import java.util.Map;

/// `model.json` of a graph: everything about the model but its numbers and its words.
record GraphConfig(long seed, Graph graph, List<String> frozen, Task task, List<String> labels,
        Map<String, String> about) {
    /// The field by which it differs from a [Config].
    static final String FIELD = "graph";

    static GraphConfig of(Saved saved) {
        var model = (GraphModel) saved.model();
        return new GraphConfig(model.seed().value(), model.structure(), model.weights().frozen(), saved.task(),
                saved.labels(), saved.about());
    }
}
