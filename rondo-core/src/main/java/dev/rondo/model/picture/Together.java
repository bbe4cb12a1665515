package dev.rondo.model.picture;

import dev.rondo.layer.Graph;
import dev.rondo.model.picture.Diagram.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// Which uses of shared blocks are drawn as one box: all of one block, as in Keras, unless that made a circle.
///
/// @param members the vertices of each box
/// @param boxes the box of each vertex
record Together(Graph graph, List<List<Integer>> members, int[] boxes) {
    static Together of(Graph graph) {
        int n = graph.vertices().size();
        var boxes = new int[n];
        for (int v = 0; v < n; v++) boxes[v] = v;
        var byName = new LinkedHashMap<String, List<Integer>>();
        for (int v = 0; v < n; v++) {
            if (!graph.vertices().get(v).view()) {
                byName.computeIfAbsent(graph.vertices().get(v).name(), _ -> new ArrayList<>()).add(v);
            }
        }
        for (var uses : byName.values()) {
            var merged = boxes.clone();
            for (int v : uses) merged[v] = uses.getFirst();
            if (uses.size() > 1 && !circular(graph, merged)) boxes = merged;
        }
        var members = new LinkedHashMap<Integer, List<Integer>>();
        for (int v = 0; v < n; v++) members.computeIfAbsent(boxes[v], _ -> new ArrayList<>()).add(v);
        var order = new ArrayList<>(members.keySet());
        return new Together(graph, List.copyOf(members.values()), Arrays.stream(boxes).map(order::indexOf).toArray());
    }

    /// Takes away boxes that read from none that is left, until nothing moves.
    private static boolean circular(Graph graph, int[] boxes) {
        var left = new HashSet<Integer>();
        for (int box : boxes) left.add(box);
        while (true) {
            var reading = new HashSet<Integer>();
            for (int v = 0; v < boxes.length; v++) {
                for (var port : graph.vertices().get(v).inputs()) {
                    if (left.contains(boxes[port.vertex()])) reading.add(boxes[v]);
                }
            }
            if (!left.retainAll(Set.copyOf(reading))) return !left.isEmpty();
        }
    }

    /// Where a line into a use of a block ends.
    End into(int vertex, int input) {
        int ports = members.get(boxes[vertex]).stream().mapToInt(v -> graph.vertices().get(v).inputs().size()).max()
                .orElse(1);
        return new End(boxes[vertex], use(vertex) * Math.max(1, ports) + input);
    }

    /// Where a line out of a use of a block begins.
    ///
    /// @param ports how many outputs each use has
    End outOf(int vertex, int output, int ports) {
        return new End(boxes[vertex], use(vertex) * ports + output);
    }

    private int use(int vertex) {
        return members.get(boxes[vertex]).indexOf(vertex);
    }

    /// What is to be said about the use of weights at a box, if anything.
    String note(List<Integer> box) {
        var vertex = graph.vertices().get(box.getFirst());
        if (vertex.view()) return "weights of " + vertex.name();
        if (box.size() > 1) return "× " + box.size();
        var uses = new ArrayList<Integer>();
        for (int v = 0; v < boxes.length; v++) {
            var other = graph.vertices().get(v);
            if (!other.view() && other.name().equals(vertex.name())) uses.add(v);
        }
        return uses.size() == 1 ? "" : "use %d of %d".formatted(uses.indexOf(box.getFirst()) + 1, uses.size());
    }
}
