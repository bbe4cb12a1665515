package dev.rondo.scan;

import dev.rondo.op.Affine;
import dev.rondo.op.Concat;
import dev.rondo.op.Drop;
import dev.rondo.op.Linear;
import dev.rondo.op.MeanLast;
import dev.rondo.op.Minus;
import dev.rondo.op.Part;
import dev.rondo.op.Plus;
import dev.rondo.op.Pointwise;
import dev.rondo.op.Relu;
import dev.rondo.op.Reshape;
import dev.rondo.op.Sigmoid;
import dev.rondo.op.SumLast;
import dev.rondo.op.Tanh;
import dev.rondo.op.Times;
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
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A traced step as nodes. Parts are pushed inward, so that each gate is a value of its own and a product computes only
/// the columns that are asked for; sums of products become one node each.
final class Graph {
    private final Trace trace;
    private final IdentityHashMap<Tensor, Node> nodes = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Map<Long, Node>> slices = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Map<Integer, Node>> spreads = new IdentityHashMap<>();
    private final Set<Node> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Tensor> fixed = new ArrayList<>();
    private final X x;
    private final Node output;
    private final List<Node> after = new ArrayList<>();

    Graph(Trace trace) throws Unfusable {
        this.trace = trace;
        x = new X(trace.x().shape().last());
        nodes.put(trace.x(), x);
        for (int i = 0; i < trace.before().size(); i++) {
            nodes.put(trace.before().get(i), new Before(i, trace.before().get(i).shape().last()));
        }
        for (int i = 0; i < trace.before().size(); i++) {
            var part = trace.after().parts().get(i);
            if (!part.shape().equals(trace.before().get(i).shape())) {
                throw new Unfusable("part %d of the state changes its shape".formatted(i));
            }
            after.add(node(part));
        }
        output = node(trace.after().output());
    }

    /// What the step shows.
    Node output() {
        return output;
    }

    /// The parts of the state after the step.
    List<Node> after() {
        return after;
    }

    /// The traced tensors that are the same at every step, by the number that nodes know them by.
    List<Tensor> fixed() {
        return fixed;
    }

    X x() {
        return x;
    }

    private Node node(Tensor t) throws Unfusable {
        var known = nodes.get(t);
        if (known != null) return known;
        var node = lower(t);
        nodes.put(t, node);
        return node;
    }

    private Node lower(Tensor t) throws Unfusable {
        if (!trace.moves(t)) throw new Unfusable("a value that does not depend on input or state stands alone");
        var entry = trace.maker(t);
        var in = entry.in();
        if (t.shape().rank() != 2 || t.shape().size(0) != Trace.ROWS) {
            throw new Unfusable("%s gives shape %s for a batch of %d".formatted(entry.op(), t.shape(), Trace.ROWS));
        }
        int width = t.shape().last();
        return switch (entry.op()) {
            case Linear _ -> product(in.get(0), in.get(1), width);
            case Plus _ -> binary(Op.ADD, in.get(0), in.get(1), width);
            case Minus _ -> binary(Op.SUBTRACT, in.get(0), in.get(1), width);
            case Times _ -> binary(Op.MULTIPLY, in.get(0), in.get(1), width);
            case Affine a -> new Scaled(a.a(), a.b(), node(in.getFirst()));
            case Tanh f -> new Curve(f, node(in.getFirst()));
            case Sigmoid f -> new Curve(f, node(in.getFirst()));
            case Relu f -> new Curve(f, node(in.getFirst()));
            case Pointwise f -> new Curve(f, node(in.getFirst()));
            case MeanLast _ -> new Scaled(1f / in.getFirst().shape().last(), 0, rowSum(in.getFirst()));
            case Reshape _ when width == 1 && trace.moves(in.getFirst())
                    && trace.maker(in.getFirst()).op() instanceof SumLast ->
                rowSum(trace.maker(in.getFirst()).in().getFirst());
            case Drop d -> new Dropped(mask(d, width), node(in.getFirst()));
            case Part p -> slice(node(in.getFirst()), p.from(), p.to());
            case Concat _ -> pasted(in, width);
            default -> throw new Unfusable(entry.op() + " is not among the operations that can be fused");
        };
    }

    /// `a · W`; an `a` of pieces side by side is a sum over the pieces and their rows of W.
    private Node product(Tensor a, Tensor w, int width) throws Unfusable {
        if (!trace.moves(a)) throw new Unfusable("a product of two values that stay the same at every step");
        if (trace.moves(w)) throw new Unfusable("a product with a matrix that changes from step to step");
        int number = number(w);
        var pieces = trace.moves(a) && trace.part(a) < 0 && a != trace.x() && trace.maker(a).op() instanceof Concat
                ? trace.maker(a).in()
                : List.of(a);
        var products = new ArrayList<Product>();
        int row = 0;
        for (var piece : pieces) {
            int rows = piece.shape().last();
            if (!trace.moves(piece)) throw new Unfusable("a piece of a concat stays the same at every step");
            products.add(new Product(node(piece), number, row, rows, 0, width, false));
            row += rows;
        }
        return new Sum(List.copyOf(products), List.of(), List.of(), width);
    }

    /// Values side by side.
    private Node pasted(List<Tensor> values, int width) throws Unfusable {
        var pieces = new ArrayList<Piece>();
        int at = 0;
        for (var value : values) {
            if (!trace.moves(value)) throw new Unfusable("a piece of a concat stays the same at every step");
            pieces.add(new Piece(node(value), at));
            at += value.shape().last();
        }
        return new Pasted(List.copyOf(pieces), width);
    }

    private Node binary(Op op, Tensor a, Tensor b, int width) throws Unfusable {
        if (!trace.moves(a)) {
            if (op != Op.SUBTRACT) return binary(op, b, a, width);
            return new Binary(Op.ADD, new Scaled(-1, 0, spread(node(b), width)), row(a, width), width); // a − b = −b + a
        }
        var left = spread(node(a), width);
        if (!trace.moves(b) && b.data().length == 1 && !b.tracked()) {
            float s = b.data()[0];
            return switch (op) {
                case ADD -> new Scaled(1, s, left);
                case SUBTRACT -> new Scaled(1, -s, left);
                case MULTIPLY -> new Scaled(s, 0, left);
            };
        }
        var right = trace.moves(b) ? spread(node(b), width) : row(b, width);
        return op == Op.ADD ? sum(left, right, width) : new Binary(op, left, right, width);
    }

    /// One number an example beside values of a width: repeated.
    private Node spread(Node n, int width) throws Unfusable {
        if (n.width() == width) return n;
        if (n.width() != 1) throw new Unfusable("a value of width " + n.width() + " is repeated to " + width);
        return spreads.computeIfAbsent(n, _ -> new HashMap<>()).computeIfAbsent(width, w -> new Spread(n, w));
    }

    private Node rowSum(Tensor t) throws Unfusable {
        var n = node(t);
        want(n);
        return new RowSum(n);
    }

    /// A value is wanted as a whole, and so is what it is made of column by column: parts of it are cut out of it, rather
    /// than computed a second time.
    private void want(Node n) {
        if (!wanted.add(n)) return;
        switch (n) {
            case Sum s -> s.terms().forEach(this::want);
            case Binary b -> {
                want(b.a());
                want(b.b());
            }
            case Scaled s -> want(s.x());
            case Curve c -> want(c.x());
            case Dropped d -> want(d.x());
            default -> {}
        }
    }

    private DropMask mask(Drop d, int width) {
        var drawn = trace.drawn(d);
        return new DropMask(d.rate(), drawn.path(), drawn.eachStep(), width, 0, width);
    }

    /// Additions to a product are gathered into it; others stay additions.
    private static Node sum(Node a, Node b, int width) {
        if (!(a instanceof Sum) && b instanceof Sum) return sum(b, a, width);
        if (!(a instanceof Sum s)) return new Binary(Op.ADD, a, b, width);
        return switch (b) {
            case Sum t ->
                new Sum(join(s.products(), t.products()), join(s.rows(), t.rows()), join(s.terms(), t.terms()), width);
            case Row r -> new Sum(s.products(), join(s.rows(), List.of(r)), s.terms(), width);
            default -> new Sum(s.products(), s.rows(), join(s.terms(), List.of(b)), width);
        };
    }

    private static <T> List<T> join(List<T> a, List<? extends T> b) {
        var all = new ArrayList<T>(a);
        all.addAll(b);
        return List.copyOf(all);
    }

    /// A row that does not move: a bias, a peephole weight.
    private Row row(Tensor t, int width) throws Unfusable {
        if (t.shape().rank() < 1 || t.shape().last() != width || t.data().length != width) {
            throw new Unfusable("a fixed value of shape %s beside values of width %d".formatted(t.shape(), width));
        }
        return new Row(number(t), 0, width);
    }

    private int number(Tensor t) {
        for (int i = 0; i < fixed.size(); i++) {
            if (fixed.get(i) == t) return i;
        }
        fixed.add(t);
        return fixed.size() - 1;
    }

    /// Columns `from` to `to` of a node.
    private Node slice(Node n, int from, int to) throws Unfusable {
        if (from == 0 && to == n.width()) return n;
        var known = slices.computeIfAbsent(n, _ -> new HashMap<>());
        long key = (long) from << 32 | to;
        var seen = known.get(key);
        if (seen != null) return seen;
        int width = to - from;
        var cut = wanted.contains(n) && !(n instanceof Spread) ? new Cut(n, from, width) : switch (n) {
            case Sum s -> {
                var products = s.products().stream().map(p -> new Product(p.a(), p.fixed(), p.row(), p.rows(),
                        p.column() + from, width, false)).toList();
                var rows = s.rows().stream().map(r -> new Row(r.fixed(), r.from() + from, width)).toList();
                Node sum = new Sum(products, rows, List.of(), width);
                for (var t : s.terms()) sum = sum(sum, slice(t, from, to), width);
                yield sum;
            }
            case Row r -> new Row(r.fixed(), r.from() + from, width);
            case Binary b -> new Binary(b.op(), slice(b.a(), from, to), slice(b.b(), from, to), width);
            case Scaled s -> new Scaled(s.a(), s.b(), slice(s.x(), from, to));
            case Curve c -> new Curve(c.op(), slice(c.x(), from, to));
            case Dropped d -> new Dropped(d.mask().columns(from, width), slice(d.x(), from, to));
            case Spread s -> spread(s.x(), width);
            case Cut c -> new Cut(c.x(), c.from() + from, width);
            case X _,Before _ -> new Cut(n, from, width);
            case Pasted p -> slice(p, from, to);
            case RowSum _ -> throw new Unfusable("an empty part");
            case Seed _,Slope _ -> throw new Unfusable("a part of a gradient");
        };
        known.put(key, cut);
        return cut;
    }

    /// A part of values side by side: of one of them, or of several.
    private Node slice(Pasted p, int from, int to) throws Unfusable {
        var pieces = new ArrayList<Piece>();
        for (var piece : p.pieces()) {
            int first = Math.max(from, piece.from());
            int last = Math.min(to, piece.from() + piece.x().width());
            if (first >= last) continue;
            pieces.add(new Piece(slice(piece.x(), first - piece.from(), last - piece.from()), first - from));
        }
        return pieces.size() == 1 ? pieces.getFirst().x() : new Pasted(List.copyOf(pieces), to - from);
    }
}
