package dev.rondo.data;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Two data sets, one behind the other. A batch of both is one tensor: the examples have one shape, or they are sequences
/// of different lengths that are filled up with 0 at the end, under a mask.
record Concat(Dataset first, Dataset second) implements Dataset {
    Concat {
        Math.addExact(first.size(), second.size());
    }

    @Override
    public int size() {
        return first.size() + second.size();
    }

    @Override
    public int length(int row) {
        return row < first.size() ? first.length(row) : second.length(row - first.size());
    }

    @Override
    public Batch batch(int[] rows) {
        int n = first.size();
        var early = Arrays.stream(rows).filter(r -> r < n).toArray();
        var late = Arrays.stream(rows).filter(r -> r >= n).map(r -> r - n).toArray();
        if (late.length == 0) return first.batch(early);
        if (early.length == 0) return second.batch(late);
        boolean sequences = Arrays.stream(rows).anyMatch(row -> length(row) > 1);
        return new Both(first.batch(early), second.batch(late), rows, n, sequences).joined();
    }

    /// A batch of each, put together in the order in which their rows were asked for.
    private record Both(Batch early, Batch late, int[] rows, int border, boolean sequences) {
        Batch joined() {
            if (early.inputs().size() != late.inputs().size() || early.targets().size() != late.targets().size())
                throw new RondoException("concat: %d inputs and %d targets, but then %d and %d".formatted(
                        early.inputs().size(), early.targets().size(), late.inputs().size(), late.targets().size()));
            return new Batch(
                    IntStream.range(0, early.inputs().size()).mapToObj(i -> inputs(early.inputs().get(i),
                            late.inputs().get(i))).toList(),
                    IntStream.range(0, early.targets().size()).mapToObj(i -> targets(early.targets().get(i),
                            late.targets().get(i))).toList());
        }

        private Signal inputs(Signal a, Signal b) {
            boolean masked = a.mask().present() || b.mask().present();
            var x = stacked("x", a.tensor(), b.tensor(), masked || sequences);
            boolean filled = x.shape().rank() > 1 && a.shape().size(1) != b.shape().size(1);
            return Signal.of(x, masked || filled ? mask(a, b, x.shape().size(1)) : Mask.none());
        }

        private Target targets(Target a, Target b) {
            if (a.weights().isPresent() != b.weights().isPresent())
                throw new RondoException("concat: one part has weights, the other has none; give weights to both");
            return new Target(beside("y", a.y(), b.y()), a.weights().flatMap(w -> b.weights()
                    .map(v -> beside("weights", w, v))));
        }

        /// Filled up only if both have a step for each step of the input; else two sizes are a mistake.
        private Tensor beside(String what, Tensor a, Tensor b) {
            return stacked(what, a, b, stepByStep(a, early.x()) && stepByStep(b, late.x()));
        }

        private static boolean stepByStep(Tensor y, Tensor x) {
            return y.shape().rank() > 1 && x.shape().rank() > 1 && y.shape().size(1) == x.shape().size(1);
        }

        private Tensor stacked(String what, Tensor a, Tensor b, boolean filled) {
            var examples = new ArrayList<Tensor>();
            int[] next = {0, 0};
            for (int row : rows) {
                int part = row < border ? 0 : 1;
                examples.add(row(part == 0 ? a : b, next[part]++));
            }
            return Stack.of(what, examples, rows, filled);
        }

        private Mask mask(Signal a, Signal b, int steps) {
            var real = new boolean[rows.length][steps];
            int[] next = {0, 0};
            for (int i = 0; i < rows.length; i++) {
                int part = rows[i] < border ? 0 : 1;
                var from = part == 0 ? a : b;
                for (int t = 0; t < from.shape().size(1); t++) real[i][t] = from.mask().real(next[part], t);
                next[part]++;
            }
            return Mask.of(real);
        }

        private static Tensor row(Tensor batch, int i) {
            var one = batch.shape().without(0);
            return Tensor.of(one, Arrays.copyOfRange(batch.data(), i * one.count(), (i + 1) * one.count()));
        }
    }
}
