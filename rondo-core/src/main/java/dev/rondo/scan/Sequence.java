package dev.rondo.scan;

import dev.rondo.RondoException;
import dev.rondo.kernel.Kernels;
import dev.rondo.kernel.Machine;
import dev.rondo.kernel.Reserve;
import dev.rondo.kernel.Workers;
import dev.rondo.nn.Mask;
import dev.rondo.op.Key;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/// A whole sequence as one operation: a plan run over all time steps of one batch, and back.
///
/// Inputs are xs `[batch, time, inputs]`, the start states `[batch, size]`, and the fixed tensors of the plan. The output
/// is one row of numbers: all outputs `[batch, time, units]` if they are wanted, the last output `[batch, units]`, and the
/// end states; [Fused] takes it apart.
final class Sequence implements Operation {
    /// Rows of a weight's gradient that one core takes at a time: many, since what they are multiplied with is copied once
    /// a piece; but not so many that they leave the second-level cache, or cores without work.
    private static final int FEWEST_ROWS_A_PIECE = 64;
    private static final int MOST_ROWS_A_PIECE = 256;
    private static final int PIECES = 8;

    /// Units from which the products of a single step take longer than it takes to hand some of them to another core.
    private static final int WORTH_SHARING = 64;

    private final Plan plan;
    private final List<Key> keys;
    private final Tensor[] in;
    private final int shown;
    private final How how;
    private final Reserve reserve;
    private final Kernels kernels;
    private final Workers workers;
    private final int batch;
    private final int time;
    private final int states;
    private final int[] padded;
    private final int widest;
    private final float[][] rows;
    private final float[][] packed;
    private final List<Chunk> chunks = new ArrayList<>();
    private final boolean alone;
    private boolean goneBack;

    Sequence(Plan plan, Tensor xs, State begin, List<Tensor> fixed, List<Key> keys, Mask mask, How how,
            Machine machine) {
        var start = begin.parts();
        this.plan = plan;
        this.keys = keys;
        this.how = how;
        this.shown = start.indexOf(begin.output());
        this.kernels = machine.kernels();
        this.workers = machine.workers();
        this.reserve = machine.reserve();
        this.batch = xs.shape().size(0);
        this.time = xs.shape().size(1);
        this.states = start.size();
        var all = new ArrayList<Tensor>();
        all.add(xs);
        all.addAll(start);
        all.addAll(fixed);
        this.in = all.toArray(new Tensor[0]);
        var blocks = kernels.blocks();
        var values = plan.values();
        padded = new int[values.size()];
        for (int v = 0; v < padded.length; v++) padded[v] = blocks.padded(values.width(v));
        int most = 0;
        for (int w : padded) most = Math.max(most, w);
        widest = most;
        rows = new float[values.size()][];
        for (int v = 0; v < rows.length; v++) {
            if (values.home(v) == Values.Home.ROW) rows[v] = row(values.fixed(v), values.from(v), values.width(v));
        }
        packed = new float[plan.matrices().size()][];
        for (var layout : Layout.of(batch, time, mask, how.backwards(), widest, reserve))
            chunks.add(new Chunk(this, layout));
        alone = chunks.size() == 1 && workers.threads() > 1 && widest >= WORTH_SHARING;
    }

    /// Whether a single chunk has all the cores to itself, and steps that are worth sharing.
    boolean alone() {
        return alone;
    }

    /// Runs pieces that do not depend on each other: on all cores if there is a single chunk, else one after the other.
    void share(int pieces, IntConsumer body) {
        if (alone()) {
            workers.run(pieces, body);
        } else {
            for (int i = 0; i < pieces; i++) body.accept(i);
        }
    }

    /// The inputs that [dev.rondo.tensor.Tape#apply] is to be called with.
    Tensor[] in() {
        return in;
    }

    /// The widest value, padding included.
    int widest() {
        return widest;
    }

    /// What is shown: the outputs of all steps, or the last one.
    Shape shown() {
        int units = plan.outputWidth();
        return how.sequences() ? Shape.of(batch, time, units) : Shape.of(batch, units);
    }

    @Override
    public Shape shape(Shape... shapes) {
        if (!how.states()) return shown();
        int n = shown().count();
        for (int k = 0; k < states; k++) n += batch * stateWidth(k);
        return Shape.of(n);
    }

    @Override
    public void forward(Tensor[] inputs, float[] out, Machine machine) {
        pack(machine.workers(), false);
        int units = plan.outputWidth();
        var last = how.sequences() ? reserve.take(batch * units) : out;
        var end = new ArrayList<float[]>();
        for (int k = 0; k < states; k++) end.add(copy(in[1 + k].data(), 0, batch * stateWidth(k)));
        machine.workers().run(chunks.size(), c -> chunks.get(c).there(in[0].data(), out, last, end));
        release(false);
        if (plan.back().code().isEmpty()) chunks.forEach(Chunk::release);
        int at = shown().count();
        for (int k = 0; k < states && how.states(); k++) {
            System.arraycopy(end.get(k), 0, out, at, batch * stateWidth(k));
            at += batch * stateWidth(k);
        }
        if (how.sequences()) reserve.give(last);
        end.forEach(reserve::give);
    }

    /// An array that begins with `size` numbers of `from`, from `at` on.
    private float[] copy(float[] from, int at, int size) {
        var copy = reserve.take(size);
        System.arraycopy(from, at, copy, 0, size);
        return copy;
    }

    /// An array that begins with `size` zeros.
    private float[] clear(int size) {
        var zeros = reserve.take(size);
        Arrays.fill(zeros, 0, size, 0);
        return zeros;
    }

    @Override
    public void backward(Tensor[] inputs, Tensor out, float[] dOut, Gradients g) {
        if (goneBack) {
            throw new RondoException(
                    "backward: a recurrent layer overwrites what it kept with gradients, so a pass can be "
                            + "gone back over once; add the losses up, or make another pass");
        }
        goneBack = true;
        var machine = g.machine();
        pack(machine.workers(), true);
        int units = plan.outputWidth();
        var dLast = how.sequences() ? clear(batch * units) : copy(dOut, 0, batch * units);
        int at = shown().count();
        var dEnd = new ArrayList<float[]>();
        for (int k = 0; k < states; k++) {
            int size = batch * stateWidth(k);
            dEnd.add(how.states() ? copy(dOut, at, size) : clear(size));
            at += size;
        }
        boolean wantsX = g.wants(in[0]);
        var dxs = wantsX ? g.of(in[0]) : new float[0];
        machine.workers().run(chunks.size(), c -> {
            var chunk = chunks.get(c);
            if (wantsX || plan.back().x().isPresent()) chunk.beginX();
            chunk.back(dOut, dLast, dEnd);
            if (wantsX) backThroughInputs(chunk, dxs);
        });
        for (int k = 0; k < states; k++) {
            if (g.wants(in[1 + k])) machine.kernels().axpy(1, dEnd.get(k), g.of(in[1 + k]), 0, batch * stateWidth(k));
        }
        reserve.give(dLast);
        dEnd.forEach(reserve::give);
        weights(g);
        release(true);
        chunks.forEach(Chunk::release);
    }

    /// Gives back the packed matrices of the way there or of the way back.
    private void release(boolean back) {
        for (int i = 0; i < packed.length; i++) {
            if (isPacked(plan.matrices().get(i), back)) reserve.give(packed[i]);
        }
    }

    /// What came back through products of the input, for all steps at once, and all of it back in the order of the input.
    private void backThroughInputs(Chunk chunk, float[] dxs) {
        var dxOfChunk = chunk.dx();
        var blocks = kernels.blocks();
        var layout = chunk.layout();
        int inputs = plan.inputs();
        int width = padded[plan.x()];
        for (var m : plan.back().ofMatrices()) {
            if (m.a() != plan.x()) continue;
            var p = m.product();
            blocks.product(layout.total(), p.rows(), p.columns(), chunk.slab(m.d()), 0, padded[m.d()],
                    packed[plan.packed(p.turned())], dxOfChunk, 0, width);
        }
        for (int i = 0; i < layout.steps(); i++) {
            int t = time(i);
            var active = layout.active()[i];
            for (int j = 0; j < active.length; j++) {
                int to = (layout.rows()[active[j]] * time + t) * inputs;
                int from = (layout.offset()[i] + j) * width;
                for (int f = 0; f < inputs; f++) dxs[to + f] += dxOfChunk[from + f];
            }
        }
    }

    /// Gradients of matrices and rows: over the chunks in their order, so that threads change no bit.
    private void weights(Gradients g) {
        var work = new ArrayList<Runnable>();
        // products that share numbers of a matrix must not add to their gradients at once: one after the other
        var inTurn = new TreeMap<Integer, List<Runnable>>();
        int rowsOfAll = plan.back().ofMatrices().stream().mapToInt(m -> m.product().rows()).sum();
        int each = Math.clamp(rowsOfAll / PIECES, FEWEST_ROWS_A_PIECE, MOST_ROWS_A_PIECE);
        for (var m : plan.back().ofMatrices()) {
            var p = m.product();
            var w = fixed(p);
            if (!g.wants(w)) continue;
            var dw = g.of(w);
            int ld = w.shape().last();
            boolean disjoint = plan.back().ofMatrices().stream().filter(o -> p.overlaps(o.product())).count() == 1;
            for (int from = 0; from < p.rows(); from += each) {
                int first = from;
                int count = Math.min(each, p.rows() - from);
                Runnable piece = () -> {
                    for (var c : chunks) {
                        kernels.gemm(true, false, count, p.columns(), c.layout().total(), c.slab(m.a()), first,
                                padded[m.a()], c.slab(m.d()), 0, padded[m.d()], dw,
                                begin(p) + first * ld, ld);
                    }
                };
                (disjoint ? work : inTurn.computeIfAbsent(p.fixed(), _ -> new ArrayList<>())).add(piece);
            }
        }
        for (var pieces : inTurn.values()) work.add(() -> pieces.forEach(Runnable::run));
        run(work, g.machine().workers());
        for (var r : plan.back().ofRows()) {
            var sum = new float[padded[r.d()]];
            for (var c : chunks) kernels.blocks().sumRows(c.slab(r.d()), 0, c.layout().total(), padded[r.d()], sum);
            addRow(g, r.row(), sum);
        }
        for (int i = 0; i < plan.back().ofFactors().size(); i++) {
            for (var c : chunks) addRow(g, plan.back().ofFactors().get(i), c.sum(i));
        }
    }

    private static void run(List<Runnable> work, Workers workers) {
        workers.run(work.size(), i -> work.get(i).run());
    }

    private void addRow(Gradients g, Node.Row row, float[] sum) {
        var w = in[1 + states + row.fixed()];
        if (!g.wants(w)) return;
        var dw = g.of(w);
        for (int i = 0; i < row.width(); i++) dw[row.from() + i] += sum[i];
    }

    /// Brings the matrices of the way there, or of the way back, into the order in which products read them.
    private void pack(Workers workers, boolean back) {
        var matrices = plan.matrices();
        boolean any = false;
        for (int i = 0; i < packed.length; i++) any |= isPacked(matrices.get(i), back);
        if (!any) return;
        workers.run(packed.length, i -> {
            var p = matrices.get(i);
            if (!isPacked(p, back)) return;
            var w = fixed(p);
            int ld = w.shape().last();
            var to = reserve.take(kernels.blocks().packedSize(p.inputs(), p.outputs()));
            kernels.blocks().pack(p.transposed(), p.inputs(), p.outputs(), w.data(), begin(p), ld, to);
            packed[i] = to;
        });
    }

    /// The tensor that holds the matrix of a product.
    private Tensor fixed(Node.Product p) {
        return in[1 + states + p.fixed()];
    }

    /// Where the matrix of a product begins in its tensor.
    private int begin(Node.Product p) {
        return p.row() * fixed(p).shape().last() + p.column();
    }

    private boolean isPacked(Node.Product p, boolean back) {
        return p.transposed() == back && !inPlace(p);
    }

    /// Whether a product reads its matrix where it lies: a single row at a time would be packed for nothing.
    private boolean inPlace(Node.Product p) {
        return batch == 1 && !p.transposed() && (time == 1 || !(p.a() instanceof Node.X));
    }

    /// `c[n rows] += a · matrix`, with a matrix of the plan.
    void product(int matrix, int n, float[] a, int aAt, int aWidth, float[] c, int cAt, int cWidth) {
        var p = plan.matrices().get(matrix);
        var blocks = kernels.blocks();
        if (inPlace(p)) {
            var w = fixed(p);
            blocks.rowProduct(p.outputs(), p.inputs(), a, aAt, w.data(), begin(p), w.shape().last(), c, cAt);
        } else {
            blocks.product(n, p.outputs(), p.inputs(), a, aAt, aWidth, packed[matrix], c, cAt, cWidth);
        }
    }

    private float[] row(int fixed, int from, int width) {
        var row = new float[kernels.blocks().padded(width)];
        System.arraycopy(in[1 + states + fixed].data(), from, row, 0, width);
        return row;
    }

    float[] row(int value) {
        return rows[value];
    }

    float[] row(Node.Row r) {
        return row(r.fixed(), r.from(), r.width());
    }

    /// `−row`, for a subtraction.
    float[] negative(int value) {
        var n = rows[value].clone();
        for (int i = 0; i < n.length; i++) n[i] = -n[i];
        return n;
    }

    /// The part of the start state that stands for the output before the first real step.
    int firstOutput() {
        return shown;
    }

    int stateWidth(int part) {
        return in[1 + part].shape().last();
    }

    /// The time step that is processed as number i.
    int time(int i) {
        return how.backwards() ? time - 1 - i : i;
    }

    int padded(int value) {
        return padded[value];
    }

    Plan plan() {
        return plan;
    }

    /// The randomness of the plan's drop masks.
    List<Key> keys() {
        return keys;
    }

    Kernels kernels() {
        return kernels;
    }

    How how() {
        return how;
    }

    Reserve reserve() {
        return reserve;
    }

    @Override
    public String toString() {
        return "Sequence[" + plan.there().size() + " instructions a step]";
    }
}
