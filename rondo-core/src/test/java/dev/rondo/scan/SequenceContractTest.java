package dev.rondo.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.cell.Cell;
import dev.rondo.cell.Cells;
import dev.rondo.contract.Samples;
import dev.rondo.contract.Variants;
import dev.rondo.kernel.Kernels;
import dev.rondo.kernel.Machine;
import dev.rondo.kernel.Workers;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compiled is step by step, for every cell and option and for [OddCells]: outputs, states and all gradients, under every kind of mask, both
/// ways in time, and to the bit for any number of threads.
class SequenceContractTest {
    private static final int BATCH = 19; // more than one chunk
    private static final int TIME = 5;
    private static final int INPUTS = 3;

    /// A softmax looks at a whole row, which the compiler's language does not have; all else must be fused.
    static Stream<Cell> cells() {
        return Stream.concat(Variants.all(Cells.class, Cell.class, Samples.small()).stream(), OddCells.all().stream())
                .filter(cell -> !cell.toString().matches(".*=(SOFTMAX|LOG_SOFTMAX|SPARSEMAX).*"));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void compiledIsStepByStep(Cell cell) throws Unfusable {
        for (int padding = 0; padding < 4; padding++) {
            for (int way = 0; way < 4; way++) {
                var run = new Run(cell, mask(padding), (way & 1) != 0, (way & 2) != 0);
                var expected = run.of(false, Machine.single());
                var found = run.of(true, Machine.single());
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(found.get(i)).as("%s, result %d", run, i).containsExactly(expected.get(i),
                            within(1e-6f * (1 + largest(expected.get(i)))));
                }
                try (var three = Workers.of(3)) {
                    var shared = run.of(true, new Machine(Machine.single().kernels(), three));
                    for (int i = 0; i < found.size(); i++)
                        assertThat(shared.get(i)).as("%s, 3 threads", run).isEqualTo(found.get(i));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void plainLoopsComeToTheSame(Cell cell) throws Unfusable {
        var run = new Run(cell, mask(3), false, false);
        var expected = run.of(true, Machine.single());
        var found = run.of(true, new Machine(Kernels.scalar(), Workers.one()));
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i)).as("%s, result %d", run, i).containsExactly(expected.get(i),
                    within(2e-6f * (1 + largest(expected.get(i)))));
        }
    }

    private static Mask mask(int padding) {
        var random = new Random(padding);
        var real = new boolean[BATCH * TIME];
        for (int r = 0; r < BATCH; r++) {
            for (int t = 0; t < TIME; t++) {
                real[r * TIME + t] = switch (padding) {
                    case 1 -> t <= r % TIME; // at the end
                    case 2 -> t >= r % (TIME + 1); // in front, one row all of it
                    default -> random.nextBoolean(); // holes
                };
            }
        }
        return padding == 0 ? Mask.none() : Mask.of(BATCH, TIME, real);
    }

    private static float largest(float[] x) {
        float largest = 0;
        for (float v : x) largest = Math.max(largest, Math.abs(v));
        return largest;
    }

    /// Everything random is drawn from a seed of its own, so that all runs of one case see the same numbers.
    private record Run(Cell cell, Mask mask, boolean backwards, boolean zeroOutput) {
        /// Outputs, end states, then the gradients of input, start states and weights of a loss that looks at all of them.
        List<float[]> of(boolean compiled, Machine machine) throws Unfusable {
            var weights = new LinkedHashMap<String, Tensor>();
            for (var w : cell.weights(INPUTS)) weights.put(w.name(), random(w.name().hashCode(), w.shape().sizes()));
            var pass = Pass.training(Weights.of(weights), machine, Key.of(1));
            var xs = pass.watched(random(1, BATCH, TIME, INPUTS));
            var starts = new ArrayList<Tensor>();
            for (int size : cell.stateSizes()) starts.add(pass.watched(random(2 + starts.size(), BATCH, size)));
            var start = cell.state(starts);
            var how = new How(true, true, backwards, zeroOutput);
            var result = compiled
                    ? Fused.run(Plan.of(cell, INPUTS, start, pass, true), xs, mask, start, how, pass)
                    : Scan.stepByStep(cell, xs, mask, start, how, pass);
            var shown = new ArrayList<Tensor>(List.of(result.sequence(), result.last()));
            shown.addAll(result.states());
            var loss = Tensor.scalar(0);
            for (int i = 0; i < shown.size(); i++) {
                var looked = Ops.times(shown.get(i), random(10 + i, shown.get(i).shape().sizes()));
                loss = Ops.plus(loss, Ops.sum(looked));
            }
            var g = pass.backward(loss);
            var all = new ArrayList<float[]>();
            for (var t : shown) all.add(t.data());
            all.add(g.of(xs));
            for (var s : starts) all.add(g.of(s));
            for (var name : weights.keySet()) all.add(g.of(pass.weight(name)));
            return all;
        }

        private static Tensor random(long seed, int... sizes) {
            var random = new Random(seed);
            var t = Tensor.zeros(sizes);
            for (int i = 0; i < t.data().length; i++) t.data()[i] = random.nextFloat(-0.1f, 0.1f);
            return t;
        }
    }
}
