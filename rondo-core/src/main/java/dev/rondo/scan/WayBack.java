package dev.rondo.scan;

import dev.rondo.op.Pointwise;
import dev.rondo.scan.Node.Before;
import dev.rondo.scan.Node.Binary;
import dev.rondo.scan.Node.Curve;
import dev.rondo.scan.Node.Cut;
import dev.rondo.scan.Node.Dropped;
import dev.rondo.scan.Node.Op;
import dev.rondo.scan.Node.Pasted;
import dev.rondo.scan.Node.Piece;
import dev.rondo.scan.Node.Product;
import dev.rondo.scan.Node.Row;
import dev.rondo.scan.Node.RowSum;
import dev.rondo.scan.Node.Scaled;
import dev.rondo.scan.Node.Seed;
import dev.rondo.scan.Node.Slope;
import dev.rondo.scan.Node.Spread;
import dev.rondo.scan.Node.Sum;
import dev.rondo.scan.Node.X;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A graph differentiated: the gradients of one step as nodes over the values of that step and the gradients that come in.
///
/// Gradients of weights are not among them. A product keeps the gradient of its result for every step, and after the last
/// step one large product over time and batch gives the gradient of its matrix; rows are summed up likewise.
final class WayBack {
    /// The gradient of a sum that has products or rows.
    record OfSum(Sum sum, Node gradient) {}

    /// The gradient of a row that was used element by element.
    record OfRow(Row row, Node gradient) {}

    private final IdentityHashMap<Node, List<Node>> arrived = new IdentityHashMap<>();
    private final IdentityHashMap<Node, List<Product>> arrivedProducts = new IdentityHashMap<>();
    private final List<Seed> seeds = new ArrayList<>();
    private final List<Node> order;
    private final List<OfSum> sums = new ArrayList<>();
    private final List<OfRow> rows = new ArrayList<>();
    private final List<Optional<Node>> before = new ArrayList<>();
    private final Optional<Node> x;

    WayBack(Graph graph) throws Unfusable {
        order = inOrder(graph);
        seed(graph.output(), -1);
        for (int i = 0; i < graph.after().size(); i++) seed(graph.after().get(i), i);
        Optional<Node> ofX = Optional.empty();
        var byPart = new Node[graph.after().size()];
        for (var n : order.reversed()) {
            var d = gradient(n);
            if (d.isEmpty()) continue;
            switch (n) {
                case Before b -> byPart[b.part()] = d.get();
                case X _ -> ofX = d;
                default -> back(n, d.get());
            }
        }
        for (var d : byPart) before.add(Optional.ofNullable(d));
        x = ofX;
    }

    private void seed(Node n, int part) {
        var seed = new Seed(part, n.width());
        seeds.add(seed);
        arrive(n, seed);
    }

    /// The gradients that come in: of the output, then of each part of the state.
    List<Seed> seeds() {
        return seeds;
    }

    /// The values of the way there, each after what it is made of.
    List<Node> order() {
        return order;
    }

    /// The gradient of each part of the state before the step, where there is one.
    List<Optional<Node>> before() {
        return before;
    }

    /// The gradient of the input from where it was used element by element; what went through products is not in it.
    Optional<Node> x() {
        return x;
    }

    List<OfSum> sums() {
        return sums;
    }

    List<OfRow> rows() {
        return rows;
    }

    private void back(Node n, Node d) throws Unfusable {
        switch (n) {
            case Sum s -> {
                if (!s.products().isEmpty() || !s.rows().isEmpty()) sums.add(new OfSum(s, d));
                for (var p : s.products()) {
                    if (p.a() instanceof X) continue;
                    arrivedProducts.computeIfAbsent(p.a(), _ -> new ArrayList<>())
                            .add(new Product(d, p.fixed(), p.row(), p.rows(), p.column(), p.columns(), true));
                }
                for (var t : s.terms()) arrive(t, d);
            }
            case Binary b when b.op() == Op.MULTIPLY -> {
                arrive(b.a(), new Binary(Op.MULTIPLY, d, b.b(), b.width()));
                arrive(b.b(), new Binary(Op.MULTIPLY, d, b.a(), b.width()));
            }
            case Binary b -> {
                arrive(b.a(), d);
                arrive(b.b(), b.op() == Op.ADD ? d : new Scaled(-1, 0, d));
            }
            case Scaled s -> arrive(s.x(), s.a() == 1 ? d : new Scaled(s.a(), 0, d));
            case Curve c -> arrive(c.x(), new Slope(c, d));
            case Cut c -> arrive(c.x(), new Pasted(List.of(new Piece(d, c.from())), c.x().width()));
            case RowSum s -> arrive(s.x(), new Spread(d, s.x().width()));
            case Spread s -> arrive(s.x(), new RowSum(d));
            case Dropped p -> arrive(p.x(), new Dropped(p.mask(), d));
            case Row _,X _,Before _ -> {}
            case Pasted p -> {
                for (var piece : p.pieces()) arrive(piece.x(), new Cut(d, piece.from(), piece.x().width()));
            }
            case Seed _,Slope _ -> throw new Unfusable("the gradient of a gradient");
        }
    }

    private void arrive(Node n, Node d) {
        if (n instanceof Row r) {
            rows.add(new OfRow(r, d));
        } else {
            arrived.computeIfAbsent(n, _ -> new ArrayList<>()).add(d);
        }
    }

    private Optional<Node> gradient(Node n) {
        var terms = pasteOnce(arrived.getOrDefault(n, List.of()), n.width());
        var products = arrivedProducts.getOrDefault(n, List.of());
        if (!products.isEmpty())
            return Optional.of(new Sum(List.copyOf(products), List.of(), List.copyOf(terms), n.width()));
        return terms.stream().reduce((a, b) -> new Binary(Op.ADD, a, b, n.width()));
    }

    /// The gradients of all cuts of a value as one.
    private static List<Node> pasteOnce(List<Node> terms, int width) {
        var pieces = terms.stream().filter(Pasted.class::isInstance).flatMap(t -> ((Pasted) t).pieces().stream())
                .toList();
        if (pieces.isEmpty()) return terms;
        var all = new ArrayList<Node>(terms.stream().filter(t -> !(t instanceof Pasted)).toList());
        all.add(new Pasted(pieces, width));
        return all;
    }

    /// Every node that output and state are made of, each after what it is made of.
    private static List<Node> inOrder(Graph graph) {
        var order = new ArrayList<Node>();
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        visit(graph.output(), seen, order);
        for (var n : graph.after()) visit(n, seen, order);
        return order;
    }

    private static void visit(Node n, Set<Node> seen, List<Node> order) {
        if (!seen.add(n)) return;
        for (var in : inputs(n)) visit(in, seen, order);
        order.add(n);
    }

    /// What a node is made of, rows aside.
    static List<Node> inputs(Node n) {
        return switch (n) {
            case Sum s -> {
                var all = new ArrayList<Node>();
                for (var p : s.products()) all.add(p.a());
                all.addAll(s.terms());
                yield all;
            }
            case Binary b -> b.b() instanceof Row ? List.of(b.a()) : List.of(b.a(), b.b());
            case Scaled s -> List.of(s.x());
            case Curve c -> List.of(c.x());
            case Slope s -> needsArgument(s.of()) ? List.of(s.of(), s.of().x(), s.d()) : List.of(s.of(), s.d());
            case Cut c -> List.of(c.x());
            case Pasted p -> p.pieces().stream().map(Piece::x).toList();
            case RowSum s -> List.of(s.x());
            case Spread s -> List.of(s.x());
            case Dropped d -> List.of(d.x());
            case Row _,X _,Before _,Seed _ -> List.of();
        };
    }

    /// Whether the slope of a curve takes more than the curve's value.
    static boolean needsArgument(Curve c) {
        return c.op() instanceof Pointwise;
    }
}
