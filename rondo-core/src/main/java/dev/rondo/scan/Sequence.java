package dev.rondo.scan;

import dev.rondo.kernel.Kernels;
import dev.rondo.kernel.Machine;
import dev.rondo.kernel.Workers;
import dev.rondo.nn.Mask;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A whole sequence as one operation: a plan run over all time steps of one batch, and back.
///
/// Inputs are xs `[batch, time, inputs]`, the start states `[batch, size]`, and the fixed tensors of the plan. The output
/// is one row of numbers: all outputs `[batch, time, units]` if they are wanted, the last output `[batch, units]`, and the
/// end states; [Fused] takes it apart.
final class Sequence implements Operation {
    /// Rows of a weight's gradient that one core takes at a time.
    private static final int ROWS_A_PIECE = 64;

    private final Plan plan;
    private final Tensor[] in;
    private final int shown;
    private final boolean sequences;
    private final boolean backwards;
    private final boolean zeroOutput;
    private final Kernels kernels;
    private final int batch;
    private final int time;
    private final int states;
    private final int[] padded;
    private final float[][] rows;
    private final float[][] packed;
    private final Registers registersThere;
    private final Registers registersBack;
    private final List<Chunk> chunks = new ArrayList<>();
    private final float[][] dx;

    Sequence(Plan plan, Tensor xs, List<Tensor> start, List<Tensor> fixed, int shown, Mask mask, boolean sequences,
            boolean backwards,
            boolean zeroOutput, Machine machine) {
        this.plan = plan;
        this.shown = shown;
        this.sequences = sequences;
        this.backwards = backwards;
        this.zeroOutput = zeroOutput;
        this.kernels = machine.kernels();
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
        rows = new float[values.size()][];
        for (int v = 0; v < rows.length; v++) {
            if (values.home(v) == Values.Home.ROW) rows[v] = row(values.fixed(v), values.from(v), values.width(v));
        }
        packed = new float[plan.matrices().size()][];
        registersThere = new Registers(plan.there(), values, plan.before(), ends());
        registersBack = new Registers(plan.back().code(), values, seeds(), gradients());
        for (var layout : Layout.of(batch, time, mask, backwards, widest())) chunks.add(new Chunk(this, layout));
        dx = new float[chunks.size()][];
    }

    /// The inputs that [dev.rondo.tensor.Tape#apply] is to be called with.
    Tensor[] in() {
        return in;
    }

    private List<Integer> ends() {
        var last = new ArrayList<>(plan.after());
        last.add(plan.output());
        return last;
    }

    private List<Integer> seeds() {
        if (plan.back().code().isEmpty()) return List.of();
        var first = new ArrayList<>(plan.back().afterSeeds());
        first.add(plan.back().outputSeed());
        return first;
    }

    private List<Integer> gradients() {
        var last = new ArrayList<Integer>();
        plan.back().before().forEach(b -> b.ifPresent(last::add));
        plan.back().x().ifPresent(last::add);
        return last;
    }

    private int widest() {
        int widest = plan.outputWidth();
        for (int k = 0; k < states; k++) widest = Math.max(widest, stateWidth(k));
        return widest;
    }

    @Override
    public Shape shape(Shape... shapes) {
        int n = batch * plan.outputWidth() * (sequences ? time + 1 : 1);
        for (int k = 0; k < states; k++) n += batch * stateWidth(k);
        return Shape.of(n);
    }

    @Override
    public void forward(Tensor[] inputs, float[] out, Machine machine) {
        pack(machine.workers(), false);
        int units = plan.outputWidth();
        var y = new float[sequences ? batch * time * units : 0];
        var last = new float[batch * units];
        var end = new ArrayList<float[]>();
        var start = new ArrayList<float[]>();
        for (int k = 0; k < states; k++) {
            start.add(in[1 + k].data());
            end.add(new float[batch * stateWidth(k)]);
        }
        machine.workers().run(chunks.size(), c -> chunks.get(c).there(in[0].data(), start, y, last, end));
        int at = 0;
        for (var part : parts(y, last, end)) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
    }

    private static List<float[]> parts(float[] y, float[] last, List<float[]> end) {
        var parts = new ArrayList<float[]>();
        parts.add(y);
        parts.add(last);
        parts.addAll(end);
        return parts;
    }

    @Override
    public void backward(Tensor[] inputs, Tensor out, float[] dOut, Gradients g) {
        var machine = g.machine();
        pack(machine.workers(), true);
        int units = plan.outputWidth();
        int at = sequences ? batch * time * units : 0;
        var dy = Arrays.copyOfRange(dOut, 0, at);
        var dLast = Arrays.copyOfRange(dOut, at, at + batch * units);
        at += batch * units;
        var dEnd = new ArrayList<float[]>();
        for (int k = 0; k < states; k++) {
            dEnd.add(Arrays.copyOfRange(dOut, at, at + batch * stateWidth(k)));
            at += batch * stateWidth(k);
        }
        boolean wantsX = g.wants(in[0]);
        var dxs = wantsX ? g.of(in[0]) : new float[0];
        machine.workers().run(chunks.size(), c -> {
            var chunk = chunks.get(c);
            if (wantsX || plan.back().x().isPresent()) {
                dx[c] = new float[chunk.layout().total() * padded[plan.x()]];
            }
            chunk.back(dy, dLast, dEnd);
            if (wantsX) backThroughInputs(chunk, dx[c], dxs);
        });
        for (int k = 0; k < states; k++) {
            if (g.wants(in[1 + k])) machine.kernels().axpy(1, dEnd.get(k), g.of(in[1 + k]), 0, dEnd.get(k).length);
        }
        weights(g);
    }

    /// What came back through products of the input, for all steps at once, and all of it back in the order of the input.
    private void backThroughInputs(Chunk chunk, float[] dxOfChunk, float[] dxs) {
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
        for (var m : plan.back().ofMatrices()) {
            var p = m.product();
            var w = in[1 + states + p.fixed()];
            if (!g.wants(w)) continue;
            var dw = g.of(w);
            int ld = w.shape().last();
            for (int from = 0; from < p.rows(); from += ROWS_A_PIECE) {
                int first = from;
                int count = Math.min(ROWS_A_PIECE, p.rows() - from);
                work.add(() -> {
                    for (var c : chunks) {
                        kernels.gemm(true, false, count, p.columns(), c.layout().total(), c.slab(m.a()), first,
                                padded[m.a()], c.slab(m.d()), 0, padded[m.d()], dw,
                                (p.row() + first) * ld + p.column(), ld);
                    }
                });
            }
        }
        // two tasks must not add to one place at once: products of one block of a matrix are told apart by their place
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
        workers.run(plan.matrices().size(), i -> {
            var p = plan.matrices().get(i);
            if (p.transposed() != back) return;
            var w = in[1 + states + p.fixed()];
            int ld = w.shape().last();
            var to = new float[kernels.blocks().packedSize(p.inputs(), p.outputs())];
            kernels.blocks().pack(p.transposed(), p.inputs(), p.outputs(), w.data(), p.row() * ld + p.column(), ld, to);
            packed[i] = to;
        });
    }

    private float[] row(int fixed, int from, int width) {
        return Arrays.copyOf(Arrays.copyOfRange(in[1 + states + fixed].data(), from, from + width),
                kernels.blocks().padded(width));
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

    float[] packed(int matrix) {
        return packed[matrix];
    }

    float[] xGradient(Chunk chunk) {
        return dx[chunks.indexOf(chunk)];
    }

    /// What a row shows before its first real step: the output of the start state, which is one of its parts.
    void firstOutput(int row, float[] last) {
        System.arraycopy(in[1 + shown].data(), row * stateWidth(shown), last, row * plan.outputWidth(),
                plan.outputWidth());
    }

    /// The way back of [#firstOutput].
    void firstOutputBack(int row, float[] dLast, List<float[]> dStart) {
        int units = plan.outputWidth();
        for (int u = 0; u < units; u++) dStart.get(shown)[row * stateWidth(shown) + u] += dLast[row * units + u];
    }

    int stateWidth(int part) {
        return in[1 + part].shape().last();
    }

    /// The time step that is processed as number i.
    int time(int i) {
        return backwards ? time - 1 - i : i;
    }

    int padded(int value) {
        return padded[value];
    }

    Plan plan() {
        return plan;
    }

    Kernels kernels() {
        return kernels;
    }

    boolean zeroOutput() {
        return zeroOutput;
    }

    Registers registersThere() {
        return registersThere;
    }

    Registers registersBack() {
        return registersBack;
    }

    @Override
    public String toString() {
        return "Sequence[" + plan.there().size() + " instructions a step]";
    }
}
