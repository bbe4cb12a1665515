package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// How many places are added to, or cut off, the two ends of an axis.
public record Edge(int before, int after) {
    /// From `before, after` for each axis.
    static List<Edge> pairs(int... places) {
        var edges = new ArrayList<Edge>();
        for (int i = 0; i < places.length; i += 2) edges.add(new Edge(places[i], places[i + 1]));
        return edges;
    }

    static List<Edge> checked(String layer, String what, List<Edge> edges) {
        if (edges.isEmpty() || edges.size() > 2) {
            throw new RondoException("%s: %s speaks of 1 or 2 axes, got %s".formatted(layer, what, edges));
        }
        for (var e : edges) {
            Legal.atLeast(0, layer, what, e.before);
            Legal.atLeast(0, layer, what, e.after);
        }
        return List.copyOf(edges);
    }

    /// The length of an axis with these places more, or fewer where `sign` is −1.
    int length(int length, int sign) {
        return length == Shape.ANY ? Shape.ANY : length + sign * (before + after);
    }
}
