package dev.rondo.scan;

import dev.rondo.kernel.Blocks;
import dev.rondo.kernel.Kernels;
import dev.rondo.op.Pointwise;
import dev.rondo.op.Relu;
import dev.rondo.op.Sigmoid;
import dev.rondo.op.Tanh;
import dev.rondo.tensor.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The memory of one chunk of a batch and the instructions run on it. One thread at a time.
final class Chunk {
    private final Sequence sequence;
    private final Layout layout;
    private final Plan plan;
    private final Kernels kernels;
    private final Blocks blocks;
    private final Values values;
    private final float[][] slabs;
    private final float[][] sums;
    private final DropMasks masks;
    private float[][] scratch = new float[0][];
    private float[] dx = new float[0];

    Chunk(Sequence sequence, Layout layout) {
        this.sequence = sequence;
        this.layout = layout;
        this.plan = sequence.plan();
        this.kernels = sequence.kernels();
        this.blocks = kernels.blocks();
        this.values = plan.values();
        this.slabs = new float[values.size()][];
        for (int v = 0; v < values.size(); v++) {
            if (values.home(v) == Values.Home.SLAB && values.place(v) == v) {
                slabs[v] = sequence.reserve().take(layout.total() * blocks.padded(values.width(v)));
            }
        }
        masks = new DropMasks(plan.masks(), sequence.keys(), layout.rows(), blocks, sequence.reserve());
        sums = new float[plan.back().ofFactors().size()][];
        for (int i = 0; i < sums.length; i++)
            sums[i] = new float[blocks.padded(plan.back().ofFactors().get(i).width())];
    }

    Layout layout() {
        return layout;
    }

    /// Gives the memory back; the chunk is done with.
    void release() {
        for (var slab : slabs) {
            if (slab != null) sequence.reserve().give(slab);
        }
        sequence.reserve().give(dx);
        masks.release(sequence.reserve());
    }

    /// The gradient of the inputs, in the order of steps.
    float[] dx() {
        return dx;
    }

    void beginX() {
        int size = layout.total() * width(plan.x());
        dx = sequence.reserve().take(size);
        Arrays.fill(dx, 0, size, 0);
    }

    float[] slab(int value) {
        return slabs[values.place(value)];
    }

    float[] sum(int factor) {
        return sums[factor];
    }

    /// All steps there, from the states `[batch, size]` in `end` to those at the end, put in their place.
    ///
    /// @param xs `[batch, time, inputs]`
    /// @param y begins with all outputs `[batch, time, units]`, if they are wanted
    /// @param last begins with what each row showed last, `[batch, units]`
    void there(float[] xs, float[] y, float[] last, List<float[]> end) {
        var registers = plan.registersThere();
        scratch = fresh(registers);
        gather(xs);
        hoist();
        int units = plan.outputWidth();
        copyRows(end.get(sequence.firstOutput()), last, units);
        for (int i = 0; i < layout.steps(); i++) {
            int n = layout.active()[i].length;
            if (n > 0) {
                for (int k = 0; k < end.size(); k++)
                    load(end.get(k), sequence.stateWidth(k), plan.before().get(k), i, registers);
                runThere(registers, i, n);
                for (int k = 0; k < end.size(); k++)
                    store(plan.after().get(k), i, registers, end.get(k), sequence.stateWidth(k));
                store(plan.output(), i, registers, last, units);
            }
            if (sequence.how().sequences()) show(last, y, i, units);
        }
        if (sequence.how().zeroOutput()) zeroMaskedLast(last, units);
        putBack(registers);
    }

    /// All steps back, last first. `dLast` and `dEnd` hold the gradients of last output and end states and are changed:
    /// in the end `dEnd` holds those of the start states.
    ///
    /// @param dy begins with the gradients of all outputs, if they were wanted
    void back(float[] dy, float[] dLast, List<float[]> dEnd) {
        var registers = plan.registersBack();
        scratch = fresh(registers);
        var b = plan.back();
        int units = plan.outputWidth();
        if (sequence.how().zeroOutput()) zeroMaskedLast(dLast, units);
        for (int i = layout.steps() - 1; i >= 0; i--) {
            int n = layout.active()[i].length;
            if (sequence.how().sequences()) unshow(dy, i, units, dLast);
            if (n == 0) continue;
            load(dLast, units, b.outputSeed(), i, registers);
            clear(dLast, units, i);
            for (int k = 0; k < dEnd.size(); k++)
                load(dEnd.get(k), sequence.stateWidth(k), b.afterSeeds().get(k), i, registers);
            run(b.code(), registers, i, n);
            for (int k = 0; k < dEnd.size(); k++) {
                if (b.before().get(k).isPresent()) {
                    store(b.before().get(k).getAsInt(), i, registers, dEnd.get(k), sequence.stateWidth(k));
                } else {
                    clear(dEnd.get(k), sequence.stateWidth(k), i);
                }
            }
            if (b.x().isPresent()) addToX(b.x().getAsInt(), i, registers, n);
        }
        var dFirst = dEnd.get(sequence.firstOutput());
        for (int r : layout.rows()) {
            for (int u = r * units; u < (r + 1) * units; u++) dFirst[u] += dLast[u];
        }
        putBack(registers);
    }

    private float[][] fresh(Registers registers) {
        var arrays = new float[registers.count()][];
        int size = layout.rows().length * sequence.widest();
        for (int i = 0; i < arrays.length; i++) arrays[i] = sequence.reserve().take(size);
        return arrays;
    }

    private void putBack(Registers registers) {
        for (int i = 0; i < registers.count(); i++) sequence.reserve().give(scratch[i]);
    }

    /// The inputs in the order of steps, real ones only.
    private void gather(float[] xs) {
        int inputs = plan.inputs();
        int width = blocks.padded(inputs);
        var x = slab(plan.x());
        for (int i = 0; i < layout.steps(); i++) {
            int t = sequence.time(i);
            var active = layout.active()[i];
            for (int j = 0; j < active.length; j++) {
                System.arraycopy(xs, (layout.rows()[active[j]] * layout.steps() + t) * inputs, x,
                        (layout.offset()[i] + j) * width, inputs);
            }
        }
    }

    /// Products of the input, and rows, for all steps at once.
    private void hoist() {
        int total = layout.total();
        sequence.share(plan.hoists().size(), i -> {
            var h = plan.hoists().get(i);
            int width = width(h.value());
            var slab = slab(h.value());
            Arrays.fill(slab, 0, total * width, 0);
            for (var row : h.rows()) blocks.addRow(slab, 0, sequence.row(row), slab, 0, total, width);
            for (var p : h.products()) {
                sequence.product(plan.packed(p), total, slab(plan.x()), 0, width(plan.x()), slab, 0, width);
            }
        });
    }

    private void run(List<Instruction> code, Registers registers, int step, int n) {
        for (int i = 0; i < code.size(); i++) one(code.get(i), registers, step, n);
    }

    /// The instructions there, with products side by side shared between the cores if this is the only chunk.
    private void runThere(Registers registers, int step, int n) {
        var code = plan.there();
        if (!sequence.alone()) {
            run(code, registers, step, n);
            return;
        }
        for (int i = 0; i < code.size();) {
            int end = plan.endOfProducts(i);
            if (end > i + 1) {
                int first = i;
                sequence.share(end - i, p -> one(code.get(first + p), registers, step, n));
                i = end;
            } else {
                one(code.get(i++), registers, step, n);
            }
        }
    }

    private void one(Instruction c, Registers registers, int step, int n) {
        if (c.what() == Instruction.Do.SUM_ROWS) {
            blocks.sumRows(array(c.a(), registers), at(c.a(), step), n, width(c.a()), sums[(int) c.p()]);
            return;
        }
        var y = array(c.to(), registers);
        int to = at(c.to(), step);
        int width = width(c.to());
        int count = n * width;
        switch (c.what()) {
            case ZERO -> Arrays.fill(y, to, to + count, 0);
            case SET_ROW -> {
                var row = sequence.row(c.a());
                for (int r = 0; r < n; r++) System.arraycopy(row, 0, y, to + r * width, width);
            }
            case COPY -> System.arraycopy(array(c.a(), registers), at(c.a(), step), y, to, count);
            case ADD -> blocks.add(array(c.a(), registers), at(c.a(), step), array(c.b(), registers), at(c.b(), step),
                    y, to, count);
            case SUBTRACT -> blocks.subtract(array(c.a(), registers), at(c.a(), step), array(c.b(), registers),
                    at(c.b(), step), y, to, count);
            case MULTIPLY -> blocks.multiply(array(c.a(), registers), at(c.a(), step), array(c.b(), registers),
                    at(c.b(), step), y, to, count);
            case MULTIPLY_ADD -> blocks.multiplyAdd(array(c.a(), registers), at(c.a(), step), array(c.b(), registers),
                    at(c.b(), step), array(c.c(), registers), at(c.c(), step), y, to, count);
            case ADD_ROW ->
                blocks.addRow(array(c.a(), registers), at(c.a(), step), sequence.row(c.b()), y, to, n, width);
            case SUBTRACT_ROW ->
                blocks.addRow(array(c.a(), registers), at(c.a(), step), sequence.negative(c.b()), y, to, n, width);
            case MULTIPLY_ROW ->
                blocks.multiplyRow(array(c.a(), registers), at(c.a(), step), sequence.row(c.b()), y, to, n, width);
            case SCALE -> blocks.scale(c.p(), c.q(), array(c.a(), registers), at(c.a(), step), y, to, count);
            case CURVE -> {
                int from = at(c.a(), step);
                if (!inPlace(c, registers)) System.arraycopy(array(c.a(), registers), from, y, to, count);
                curve(c.op().orElseThrow(), y, to, count);
            }
            case SLOPE -> slope(c, registers, step, y, to, count);
            case PRODUCT -> sequence.product((int) c.p(), n, array(c.a(), registers), at(c.a(), step), width(c.a()), y,
                    to, width);
            case CUT -> {
                var x = array(c.a(), registers);
                int from = at(c.a(), step) + (int) c.p();
                int columns = values.width(c.to());
                for (int r = 0; r < n; r++)
                    System.arraycopy(x, from + r * width(c.a()), y, to + r * width, columns);
            }
            case PASTE -> blocks.addColumns(array(c.a(), registers), at(c.a(), step), width(c.a()), y, to + (int) c.p(),
                    width, n, values.width(c.a()));
            case ROW_SUM -> blocks.sumColumns(array(c.a(), registers), at(c.a(), step), width(c.a()), y, to, width, n,
                    values.width(c.a()));
            case SPREAD -> blocks.spread(array(c.a(), registers), at(c.a(), step), width(c.a()), y, to, width, n);
            case DROP ->
                drop(array(c.a(), registers), at(c.a(), step), y, to, width, masks.at((int) c.p(), step), step);
            case SUM_ROWS -> throw new IllegalStateException("done above");
        }
    }

    private void drop(float[] x, int from, float[] y, int to, int width, float[] mask, int step) {
        var active = layout.active()[step];
        for (int j = 0; j < active.length; j++)
            blocks.multiply(x, from + j * width, mask, active[j] * width, y, to + j * width, width);
    }

    private void curve(Operation op, float[] y, int to, int count) {
        switch (op) {
            case Pointwise f -> {
                for (int i = to; i < to + count; i++) y[i] = (float) f.value(y[i]);
            }
            case Tanh _ -> kernels.tanh(y, y, to, to + count);
            case Sigmoid _ -> kernels.sigmoid(y, y, to, to + count);
            case Relu _ -> kernels.relu(y, y, to, to + count);
            default -> throw new IllegalStateException("not a curve: " + op);
        }
    }

    private void slope(Instruction c, Registers registers, int step, float[] out, int to, int count) {
        var d = array(c.a(), registers);
        int dAt = at(c.a(), step);
        var y = array(c.b(), registers);
        int yAt = at(c.b(), step);
        switch (c.op().orElseThrow()) {
            case Tanh _ -> blocks.tanhSlope(d, dAt, y, yAt, out, to, count);
            case Sigmoid _ -> blocks.sigmoidSlope(d, dAt, y, yAt, out, to, count);
            case Relu _ -> blocks.reluSlope(d, dAt, y, yAt, out, to, count);
            case Pointwise f -> {
                var x = array(c.c(), registers);
                int xAt = at(c.c(), step);
                for (int i = 0; i < count; i++) out[to + i] = (float) (d[dAt + i] * f.slope(x[xAt + i], y[yAt + i]));
            }
            default -> throw new IllegalStateException("not a curve: " + c);
        }
    }

    private float[] array(int value, Registers registers) {
        int register = registers.of(value);
        return register >= 0 ? scratch[register] : slabs[values.place(value)];
    }

    /// Whether an instruction writes where it reads.
    private boolean inPlace(Instruction c, Registers registers) {
        int register = registers.of(c.to());
        return register >= 0 ? register == registers.of(c.a())
                : registers.of(c.a()) < 0 && values.place(c.to()) == values.place(c.a());
    }

    private int at(int value, int step) {
        return values.home(value) == Values.Home.SLAB ? layout.offset()[step] * width(value) : 0;
    }

    private int width(int value) {
        return sequence.padded(value);
    }

    /// Rows of `[batch, size]` that are real at a step, into a value.
    private void load(float[] from, int size, int value, int step, Registers registers) {
        var to = array(value, registers);
        int at = at(value, step);
        int width = width(value);
        var active = layout.active()[step];
        for (int j = 0; j < active.length; j++) {
            System.arraycopy(from, layout.rows()[active[j]] * size, to, at + j * width, size);
        }
    }

    private void store(int value, int step, Registers registers, float[] to, int size) {
        var from = array(value, registers);
        int at = at(value, step);
        int width = width(value);
        var active = layout.active()[step];
        for (int j = 0; j < active.length; j++) {
            System.arraycopy(from, at + j * width, to, layout.rows()[active[j]] * size, size);
        }
    }

    private void clear(float[] x, int size, int step) {
        for (int j : layout.active()[step]) {
            int at = layout.rows()[j] * size;
            Arrays.fill(x, at, at + size, 0);
        }
    }

    /// What every row shows at a step: its output, the one before where it is masked, or zero.
    private void show(float[] last, float[] y, int step, int units) {
        for (int r : layout.rows()) {
            System.arraycopy(last, r * units, y, (r * layout.steps() + step) * units, units);
        }
        if (!sequence.how().zeroOutput()) return;
        for (int r : masked(step)) {
            int at = (r * layout.steps() + step) * units;
            Arrays.fill(y, at, at + units, 0);
        }
    }

    /// The way back of [#show]: what was shown again adds to the gradient of the output that it repeats.
    private void unshow(float[] dy, int step, int units, float[] dLast) {
        if (sequence.how().zeroOutput()) {
            for (int j : layout.active()[step]) addRow(dy, layout.rows()[j], step, units, dLast);
        } else {
            for (int r : layout.rows()) addRow(dy, r, step, units, dLast);
        }
    }

    private void addRow(float[] dy, int row, int step, int units, float[] dLast) {
        int from = (row * layout.steps() + step) * units;
        for (int u = 0; u < units; u++) dLast[row * units + u] += dy[from + u];
    }

    private void zeroMaskedLast(float[] last, int units) {
        for (int r : masked(layout.steps() - 1)) Arrays.fill(last, r * units, (r + 1) * units, 0);
    }

    private int[] masked(int step) {
        var active = layout.active()[step];
        if (active.length == layout.rows().length) return new int[0];
        var real = new boolean[layout.rows().length];
        for (int j : active) real[j] = true;
        return IntStream.range(0, real.length).filter(j -> !real[j]).map(j -> layout.rows()[j])
                .toArray();
    }

    private void copyRows(float[] from, float[] to, int size) {
        for (int r : layout.rows()) System.arraycopy(from, r * size, to, r * size, size);
    }

    private void addToX(int value, int step, Registers registers, int n) {
        int at = layout.offset()[step] * width(plan.x());
        blocks.add(dx, at, array(value, registers), at(value, step), dx, at, n * width(plan.x()));
    }
}
