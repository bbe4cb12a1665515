package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.layer.Graph.Port;
import dev.rondo.layer.Graph.Vertex;
import dev.rondo.layer.Symbol.Application;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// From symbols to a [Graph]: everything that the outputs need, in Keras's order, which is that of its summary: by the
/// distance to the outputs, farthest first (`keras/src/ops/function.py`, `map_graph`).
public final class Wiring {
    private final List<Application> topological = new ArrayList<>();
    private final IdentityHashMap<Object, Integer> found = new IdentityHashMap<>();
    private final Set<Application> done = Collections.newSetFromMap(new IdentityHashMap<>());

    private Wiring() {}

    /// Throws if the outputs need an input that is not among `inputs`.
    public static Graph of(List<Symbol> inputs, List<Symbol> outputs) {
        var wiring = new Wiring();
        for (var output : outputs) wiring.visit(output.from());
        for (var input : inputs) wiring.unused(input.from());
        var order = wiring.ordered();
        var names = wiring.names(order);
        var places = new IdentityHashMap<Application, Integer>();
        for (int i = 0; i < order.size(); i++) places.put(order.get(i), i);
        var vertices = new ArrayList<Vertex>();
        for (var a : order) {
            vertices.add(new Vertex(Objects.requireNonNull(names.get(a.owner())), a.block(), ports(a.inputs(), places),
                    a.view()));
        }
        return new Graph(vertices, ports(inputs, places).stream().map(Port::vertex).toList(), ports(outputs, places));
    }

    private static List<Port> ports(List<Symbol> symbols,
            IdentityHashMap<Application, Integer> places) {
        return symbols.stream().map(s -> new Port(Objects.requireNonNull(places.get(s.from())), s.output())).toList();
    }

    /// Depth first, noting each owner when it is first met.
    private void visit(Application a) {
        if (!done.add(a)) return;
        found.putIfAbsent(a.owner(), found.size());
        for (var input : a.inputs()) visit(input.from());
        topological.add(a);
    }

    /// An input that no output needs is kept, as in Keras: it is simply not read.
    private void unused(Application a) {
        if (!a.inputs().isEmpty()) {
            throw new RondoException("graph: an input of a model is made with input(…).symbol(), got the output of "
                    + a.block().title());
        }
        if (!done.add(a)) return;
        found.put(a.owner(), -1);
        topological.add(a);
    }

    private List<Application> ordered() {
        var depths = new IdentityHashMap<Application, Integer>();
        var ofOwner = new IdentityHashMap<Object, Integer>();
        for (var a : topological.reversed()) {
            int depth = Math.max(depths.getOrDefault(a, 0), ofOwner.getOrDefault(a.owner(), 0));
            depths.put(a, depth);
            ofOwner.put(a.owner(), depth);
            for (var input : a.inputs()) depths.merge(input.from(), depth + 1, Math::max);
        }
        return topological.stream().sorted(Comparator.<Application>comparingInt(a -> -depths.getOrDefault(a, 0))
                .thenComparingInt(a -> found.getOrDefault(a.owner(), 0))).toList();
    }

    /// What each owner is called, see [Names].
    private IdentityHashMap<Object, String> names(List<Application> order) {
        var owners = new IdentityHashMap<Object, Block>();
        var inOrder = new ArrayList<Object>();
        for (var a : order) if (!a.view() && owners.putIfAbsent(a.owner(), a.block()) == null) inOrder.add(a.owner());
        var found = Names.of("graph", inOrder.stream().map(o -> Objects.requireNonNull(owners.get(o))).toList());
        var names = new IdentityHashMap<Object, String>();
        for (int i = 0; i < found.size(); i++) names.put(inOrder.get(i), found.get(i));
        for (var a : order) {
            if (!names.containsKey(a.owner())) {
                throw new RondoException(
                        "graph: weights of a shared block are used, but the block itself is not in the "
                                + "graph; put it on something too");
            }
        }
        return names;
    }
}
