package dev.rondo.scan;

import dev.rondo.nn.Pass;
import dev.rondo.op.Key;
import dev.rondo.scan.Node.Before;
import dev.rondo.scan.Node.Curve;
import dev.rondo.scan.Node.Product;
import dev.rondo.scan.Node.Row;
import dev.rondo.scan.Node.RowSum;
import dev.rondo.scan.Node.Sum;
import dev.rondo.scan.Node.X;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/// How a step is run over a whole sequence: what is done once for all time steps, and the instructions of one step there
/// and one step back.
///
/// Products of the input are hoisted: one product over all steps, before the first. What the way back needs and cannot
/// cheaply compute again is kept, step by step, in slabs. Gradients of weights are left to the end: one product each,
/// over time and batch.
final class Plan {
    /// Products of the input, and rows, that make up a value before the first step.
    record Hoist(int value, List<Product> products, List<Row> rows) {}

    /// Gradient of a matrix: `aᵀ · d`, summed over all steps.
    record OfMatrix(Product product, int a, int d) {}

    /// Gradient of a row that stands in a sum: d summed over all steps and examples.
    record OfRow(Row row, int d) {}

    private final Trace trace;
    private final Graph graph;
    private final Values values = new Values();
    private final List<Product> matrices = new ArrayList<>();
    private final List<DropMask> masks = new ArrayList<>();
    private final List<Hoist> hoists = new ArrayList<>();
    private final List<Integer> before = new ArrayList<>();
    private final List<Integer> after = new ArrayList<>();
    private final int x;
    private final int output;
    private final List<Instruction> there;
    private final Back back;
    private final int[] endsOfProducts;
    private final Registers registersThere;
    private final Registers registersBack;

    /// The way back. Seeds are values that the gradients of output and state are put into before a step; without a way
    /// back everything is empty.
    record Back(List<Instruction> code, int outputSeed, List<Integer> afterSeeds, List<OptionalInt> before,
            OptionalInt x,
            List<OfMatrix> ofMatrices, List<OfRow> ofRows, List<Row> ofFactors) {
        static Back none() {
            return new Back(List.of(), -1, List.of(), List.of(), OptionalInt.empty(), List.of(), List.of(), List.of());
        }
    }

    private Plan(Trace trace, boolean withBack) throws Unfusable {
        this.trace = trace;
        this.graph = new Graph(trace);
        var way = new WayBack(graph);
        var given = new IdentityHashMap<Node, Integer>();
        x = values.slab(graph.x().width());
        given.put(graph.x(), x);
        for (var n : graph.after()) before.add(withBack ? values.slab(n.width()) : values.scratch(n.width()));
        for (var n : way.order()) {
            if (n instanceof Before b) given.put(b, before.get(b.part()));
        }
        var kept = new IdentityHashMap<Node, Integer>();
        back = withBack ? back(way, given, kept) : Back.none();
        var roots = new ArrayList<Node>(graph.after());
        roots.add(graph.output());
        var emitter = new Emitter(values, given, kept, this::matrix, this::mask, roots);
        for (var n : graph.after()) after.add(emitter.emit(n));
        output = emitter.emit(graph.output());
        there = List.copyOf(withBack ? emitter.code() : productsFirst(emitter.code()));
        emitter.hoisted().forEach((sum, value) -> hoists.add(new Hoist(value,
                sum.products().stream().filter(p -> p.a() instanceof X).toList(), sum.rows())));
        shareMemory();
        for (var h : hoists) h.products().forEach(this::matrix);
        for (var m : back.ofMatrices) {
            if (m.a() == x) matrix(m.product().turned());
        }
        endsOfProducts = endsOfProducts(there);
        var ends = new ArrayList<>(after);
        ends.add(output);
        registersThere = new Registers(there, values, before, ends);
        registersBack = back.code.isEmpty() ? registersThere : new Registers(back.code, values, seeds(), gradients());
    }

    /// Products as early as they can be done: those that stand side by side can be shared between cores, which is all the
    /// cores have to share where there is a single example. With a way back, and so a batch, each gate is better finished
    /// while it is in the cache.
    private static List<Instruction> productsFirst(List<Instruction> code) {
        var out = new ArrayList<Instruction>();
        for (var c : code) {
            int at = out.size();
            while (c.what() == Instruction.Do.PRODUCT && at > 0 && !out.get(at - 1).touches(c.to())
                    && out.get(at - 1).to() != c.a() && out.get(at - 1).what() != Instruction.Do.PRODUCT) {
                at--;
            }
            out.add(at, c);
        }
        return out;
    }

    /// For each instruction, where the products end that begin with it and add to different values; its own place if it
    /// is no product.
    private static int[] endsOfProducts(List<Instruction> code) {
        var ends = new int[code.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = i;
            var seen = new HashSet<Integer>();
            while (ends[i] < code.size() && code.get(ends[i]).what() == Instruction.Do.PRODUCT
                    && seen.add(code.get(ends[i]).to())) {
                ends[i]++;
            }
        }
        return ends;
    }

    private List<Integer> seeds() {
        var first = new ArrayList<>(back.afterSeeds);
        first.add(back.outputSeed);
        return first;
    }

    private List<Integer> gradients() {
        var last = new ArrayList<Integer>();
        back.before.forEach(b -> b.ifPresent(last::add));
        back.x.ifPresent(last::add);
        return last;
    }

    /// A plan for running there only or, with `withBack`, there and back. Throws if the step cannot be fused.
    static Plan of(Step step, int inputs, State start, Pass pass, boolean withBack) throws Unfusable {
        return new Plan(Trace.of(step, inputs, start, pass), withBack);
    }

    private Back back(WayBack way, Map<Node, Integer> given, IdentityHashMap<Node, Integer> kept) {
        // what products multiply is needed at the end, for the gradient of the matrix
        for (var s : way.sums()) {
            for (var p : s.sum().products()) {
                if (!given.containsKey(p.a())) kept.computeIfAbsent(p.a(), n -> values.slab(n.width()));
            }
        }
        var known = new IdentityHashMap<Node, Integer>();
        given.forEach(known::put);
        var seeds = new ArrayList<Integer>();
        for (var seed : way.seeds()) {
            seeds.add(values.scratch(seed.width()));
            known.put(seed, seeds.getLast());
        }
        var roots = new ArrayList<Node>();
        for (var s : way.sums()) roots.add(s.gradient());
        for (var r : way.rows()) roots.add(r.gradient());
        for (var b : way.before()) b.ifPresent(roots::add);
        way.x().ifPresent(roots::add);
        Set<Node> ofTheWayThere = Collections.newSetFromMap(new IdentityHashMap<>());
        ofTheWayThere.addAll(way.order());
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var r : roots) keepWhatIsNeeded(r, ofTheWayThere, known, kept, seen);
        kept.forEach(known::put);
        var targets = new IdentityHashMap<Node, Integer>();
        for (var s : way.sums()) {
            if (!known.containsKey(s.gradient())) targets.computeIfAbsent(s.gradient(), n -> values.slab(n.width()));
        }
        var emitter = new Emitter(values, known, targets, this::matrix, this::mask, roots);
        var ofMatrices = new ArrayList<OfMatrix>();
        var ofRows = new ArrayList<OfRow>();
        for (var s : way.sums()) {
            int d = emitter.emit(s.gradient());
            if (values.home(d) != Values.Home.SLAB) {
                int copy = values.slab(s.gradient().width());
                emitter.add(Instruction.of(Instruction.Do.COPY, copy, d));
                d = copy;
            }
            for (var p : s.sum().products()) ofMatrices.add(new OfMatrix(p, known.getOrDefault(p.a(), -1), d));
            for (var r : s.sum().rows()) ofRows.add(new OfRow(r, d));
        }
        var ofFactors = new ArrayList<Row>();
        for (var r : way.rows()) {
            emitter.add(Instruction.sumRows(ofFactors.size(), emitter.emit(r.gradient())));
            ofFactors.add(r.row());
        }
        var gradients = new ArrayList<OptionalInt>();
        for (var b : way.before()) {
            gradients.add(b.isPresent() ? OptionalInt.of(emitter.emit(b.get())) : OptionalInt.empty());
        }
        var ofX = way.x().isPresent() ? OptionalInt.of(emitter.emit(way.x().get())) : OptionalInt.empty();
        return new Back(List.copyOf(emitter.code()), seeds.getFirst(), List.copyOf(seeds.subList(1, seeds.size())),
                gradients, ofX, ofMatrices, ofRows, ofFactors);
    }

    /// Values of the way there that the way back looks at: sums, curves and row sums are kept, the cheap rest is computed again.
    private void keepWhatIsNeeded(Node n, Set<Node> ofTheWayThere, Map<Node, Integer> known, Map<Node, Integer> kept,
            Set<Node> seen) {
        if (known.containsKey(n) || kept.containsKey(n) || !seen.add(n)) return;
        if (ofTheWayThere.contains(n) && (n instanceof Sum || n instanceof Curve || n instanceof RowSum)) {
            kept.put(n, values.slab(n.width()));
            return;
        }
        for (var in : WayBack.inputs(n)) keepWhatIsNeeded(in, ofTheWayThere, known, kept, seen);
    }

    /// A kept gate is overwritten by its own gradient where nothing reads the gate after that: half the memory.
    private void shareMemory() {
        var needed = new HashSet<Integer>();
        for (var m : back.ofMatrices) needed.add(m.a());
        for (int i = 0; i < back.code.size(); i++) {
            var c = back.code.get(i);
            if (c.what() != Instruction.Do.SLOPE || values.home(c.to()) != Values.Home.SLAB || needed.contains(c.b())) {
                continue;
            }
            int y = c.b();
            boolean readLater = back.code.subList(i + 1, back.code.size()).stream()
                    .anyMatch(l -> l.a() == y || l.b() == y || l.c() == y);
            if (!readLater && values.home(y) == Values.Home.SLAB && y != x && !before.contains(y)) {
                values.share(c.to(), y);
            }
        }
    }

    private int matrix(Product p) {
        for (int i = 0; i < matrices.size(); i++) {
            var m = matrices.get(i);
            if (m.fixed() == p.fixed() && m.row() == p.row() && m.rows() == p.rows() && m.column() == p.column()
                    && m.columns() == p.columns() && m.transposed() == p.transposed())
                return i;
        }
        matrices.add(p);
        return matrices.size() - 1;
    }

    /// The number of the packed matrix of a product.
    int packed(Product p) {
        return matrix(p);
    }

    /// All matrices that products take, by number.
    List<Product> matrices() {
        return matrices;
    }

    private int mask(DropMask m) {
        if (!masks.contains(m)) masks.add(m);
        return masks.indexOf(m);
    }

    /// All drop masks, by number.
    List<DropMask> masks() {
        return masks;
    }

    /// The randomness of each drop mask in a pass.
    List<Key> keys(Pass pass) {
        return masks.stream().map(m -> pass.randomAt(m.path())).toList();
    }

    /// The fixed tensors, computed in a pass.
    List<Tensor> fixed(Pass pass) {
        return trace.fixed(graph.fixed(), pass);
    }

    Values values() {
        return values;
    }

    List<Hoist> hoists() {
        return hoists;
    }

    /// The value of the input, at every step.
    int x() {
        return x;
    }

    int inputs() {
        return graph.x().width();
    }

    /// The values of the parts of the state before a step.
    List<Integer> before() {
        return before;
    }

    /// The values of the parts of the state after a step.
    List<Integer> after() {
        return after;
    }

    int output() {
        return output;
    }

    int outputWidth() {
        return graph.output().width();
    }

    /// The instructions of one step.
    List<Instruction> there() {
        return there;
    }

    /// Where the products end that begin with instruction `i` there and do not depend on each other; `i` if there are none.
    int endOfProducts(int i) {
        return endsOfProducts[i];
    }

    Back back() {
        return back;
    }

    /// Where the scratch values of the way there live.
    Registers registersThere() {
        return registersThere;
    }

    /// Where the scratch values of the way back live, if there is one.
    Registers registersBack() {
        return registersBack;
    }

    /// What the plan does, in words.
    String account() {
        var out = new StringBuilder();
        for (var h : hoists) {
            for (var p : h.products()) {
                out.append("hoisted: x · ").append(block(p)).append(", one product over all steps\n");
            }
        }
        for (var p : matrices) {
            boolean hoisted = p.a() instanceof X;
            if (!p.transposed() && !hoisted)
                out.append("each step: a product with ").append(block(p)).append(", packed once\n");
        }
        long elementwise = there.stream().filter(c -> c.what() != Instruction.Do.PRODUCT).count();
        out.append("fused: %d elementwise instructions a step there".formatted(elementwise));
        if (!back.code().isEmpty()) {
            long slabs = IntStream.range(0, values.size())
                    .filter(v -> values.home(v) == Values.Home.SLAB && values.place(v) == v).count();
            out.append(", %d instructions back\nkept for the way back: %d values a step\n".formatted(back.code().size(),
                    slabs));
            out.append("at the end: %d gradients of matrices, each one product over time and batch\n"
                    .formatted(back.ofMatrices().size()));
        } else {
            out.append("\nkept: nothing, there is no way back\n");
        }
        return out.toString();
    }

    private String block(Product p) {
        return "%s[%d–%d, %d–%d]".formatted(trace.nameOf(graph.fixed().get(p.fixed())), p.row(), p.row() + p.rows() - 1,
                p.column(), p.column() + p.columns() - 1);
    }
}
