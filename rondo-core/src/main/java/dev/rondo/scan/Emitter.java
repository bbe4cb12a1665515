package dev.rondo.scan;

import dev.rondo.scan.Instruction.Do;
import dev.rondo.scan.Node.Before;
import dev.rondo.scan.Node.Binary;
import dev.rondo.scan.Node.Curve;
import dev.rondo.scan.Node.Cut;
import dev.rondo.scan.Node.Dropped;
import dev.rondo.scan.Node.Op;
import dev.rondo.scan.Node.Pasted;
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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// Turns nodes into instructions, each node once, in an order in which everything is there when it is needed.
final class Emitter {
    private final Values values;
    private final IdentityHashMap<Node, Integer> done = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Integer> uses = new IdentityHashMap<>();
    private final IdentityHashMap<Sum, Integer> hoisted = new IdentityHashMap<>();
    private final List<Instruction> code = new ArrayList<>();
    private final ToIntFunction<Product> matrix;
    private final ToIntFunction<DropMask> mask;
    private final Map<Node, Integer> targets;

    /// @param given values that are there already
    /// @param targets nodes whose values have a number, and a place, of their own
    /// @param matrix the number of a product's packed matrix
    /// @param mask the number of a drop mask
    Emitter(Values values, Map<Node, Integer> given, Map<Node, Integer> targets, ToIntFunction<Product> matrix,
            ToIntFunction<DropMask> mask, List<Node> roots) {
        this.values = values;
        this.targets = targets;
        this.matrix = matrix;
        this.mask = mask;
        given.forEach(done::put);
        for (var r : roots) count(r);
    }

    List<Instruction> code() {
        return code;
    }

    /// The sums whose products of the input must be in place before the first step, and the numbers of their values.
    IdentityHashMap<Sum, Integer> hoisted() {
        return hoisted;
    }

    void add(Instruction i) {
        code.add(i);
    }

    private void count(Node n) {
        if (uses.merge(n, 1, Integer::sum) > 1 || done.containsKey(n)) return;
        for (var in : WayBack.inputs(n)) count(in);
    }

    /// The number of the value of `n`.
    int emit(Node n) {
        var known = done.get(n);
        if (known != null) return known;
        int to = n instanceof Row r ? values.row(r) : into(n, target(n));
        done.put(n, to);
        return to;
    }

    private int target(Node n) {
        var given = targets.get(n);
        return given != null ? given : values.scratch(n.width());
    }

    private int into(Node n, int to) {
        switch (n) {
            case Sum s -> sum(s, to);
            case Binary b when b.b() instanceof Row -> {
                int a = emit(b.a());
                code.add(Instruction.of(switch (b.op()) {
                    case ADD -> Do.ADD_ROW;
                    case SUBTRACT -> Do.SUBTRACT_ROW;
                    case MULTIPLY -> Do.MULTIPLY_ROW;
                }, to, a, emit(b.b())));
            }
            case Binary b when b.op() == Op.ADD && onlyHere(b.b()) -> multiplyAdd(to, b.a(), (Binary) b.b());
            case Binary b when b.op() == Op.ADD && onlyHere(b.a()) -> multiplyAdd(to, b.b(), (Binary) b.a());
            case Binary b -> {
                int a = emit(b.a());
                code.add(Instruction.of(Do.valueOf(b.op().name()), to, a, emit(b.b())));
            }
            case Scaled s -> code.add(Instruction.scale(to, emit(s.x()), s.a(), s.b()));
            case Curve c -> {
                // a sum that nobody else looks at is overwritten by its own curve
                int x = c.x() instanceof Sum s && uses.getOrDefault(s, 0) == 1 && !targets.containsKey(s)
                        && !done.containsKey(s) ? into(s, to) : emit(c.x());
                code.add(Instruction.curve(c.op(), to, x));
            }
            case Slope s -> {
                int d = emit(s.d());
                int y = emit(s.of());
                int x = WayBack.needsArgument(s.of()) ? emit(s.of().x()) : Instruction.NONE;
                code.add(Instruction.slope(s.of().op(), to, d, y, x));
            }
            case Cut c -> code.add(Instruction.with(Do.CUT, to, emit(c.x()), c.from()));
            case Pasted p -> paste(p, to);
            case RowSum s -> code.add(Instruction.of(Do.ROW_SUM, to, emit(s.x())));
            case Spread s -> code.add(Instruction.of(Do.SPREAD, to, emit(s.x())));
            case Dropped d -> code.add(Instruction.with(Do.DROP, to, emit(d.x()), mask.applyAsInt(d.mask())));
            case Row _,X _,Before _,Seed _ -> throw new IllegalStateException(n + " is given, not made");
        }
        return to;
    }

    private void paste(Pasted p, int to) {
        var pieces = p.pieces().stream().mapToInt(piece -> emit(piece.x())).toArray();
        code.add(Instruction.of(Do.ZERO, to));
        for (int i = 0; i < pieces.length; i++)
            code.add(Instruction.with(Do.PASTE, to, pieces[i], p.pieces().get(i).from()));
    }

    private void multiplyAdd(int to, Node a, Binary product) {
        int x = emit(a);
        int y = emit(product.a());
        code.add(Instruction.of(Do.MULTIPLY_ADD, to, x, y, emit(product.b())));
    }

    /// Whether a node is a product of two values that is used once, and so can be part of a multiply-add.
    private boolean onlyHere(Node n) {
        return n instanceof Binary b && b.op() == Op.MULTIPLY && !(b.b() instanceof Row) && !done.containsKey(b)
                && !targets.containsKey(b) && uses.getOrDefault(b, 0) == 1;
    }

    /// What products of the input and rows give was put in place for all steps before the first.
    private void sum(Sum s, int to) {
        boolean begun = hoisted(s);
        if (begun) {
            values.keep(to);
            hoisted.put(s, to);
        }
        for (var t : s.terms()) {
            if (onlyHere(t)) {
                var m = (Binary) t;
                int a = emit(m.a());
                int b = emit(m.b());
                code.add(begun ? Instruction.of(Do.MULTIPLY_ADD, to, to, a, b) : Instruction.of(Do.MULTIPLY, to, a, b));
            } else {
                int a = emit(t);
                code.add(begun ? Instruction.of(Do.ADD, to, to, a) : Instruction.of(Do.COPY, to, a));
            }
            begun = true;
        }
        if (!hoisted(s)) {
            for (var r : s.rows()) {
                code.add(begun ? Instruction.of(Do.ADD_ROW, to, to, emit(r)) : Instruction.of(Do.SET_ROW, to, emit(r)));
                begun = true;
            }
        }
        if (!begun) code.add(Instruction.of(Do.ZERO, to));
        for (var p : s.products()) {
            if (p.a() instanceof X) continue;
            code.add(Instruction.product(to, emit(p.a()), matrix.applyAsInt(p)));
        }
    }

    /// Whether products of the input are among the products: those are computed for all steps at once.
    static boolean hoisted(Sum s) {
        return s.products().stream().anyMatch(p -> p.a() instanceof X);
    }
}
