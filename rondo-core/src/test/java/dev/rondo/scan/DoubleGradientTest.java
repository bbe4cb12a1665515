package dev.rondo.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.cell.Cell;
import dev.rondo.cell.Cells;
import dev.rondo.contract.Samples;
import dev.rondo.contract.Variants;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.scan.DoubleGraph.Numbers;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The compiler's gradients in double precision against differences, for every cell and option and for [OddCells]: of
/// inputs, start states and all that is fixed, such as weights. Only what the compiler does not take is left out.
class DoubleGradientTest {
    private static final int BATCH = 2;
    private static final int TIME = 3;
    private static final double TOLERANCE = 1e-7;

    /// By four points the error of a difference is about h⁴ + 10⁻¹⁶/h, here 10⁻¹²; what is left up to the tolerance is
    /// for functions that bend much.
    private static final double STEP = 0x1p-12;

    /// The arguments of curves stay this far away from kinks: many times what a nudge moves them by.
    private static final double FAR = 0.01;

    /// What is shown stays below this: beyond, functions bend so much that differences lose their digits.
    private static final double WILD = 10;

    /// @param inputs as many as units, where some cells show x itself, and another number
    record Sample(Cell cell, int inputs) {}

    static Stream<Sample> samples() {
        return Stream.concat(Variants.all(Cells.class, Cell.class, Samples.small()).stream(), OddCells.all().stream())
                .filter(cell -> !cell.toString().matches(".*=(SOFTMAX|LOG_SOFTMAX|SPARSEMAX).*"))
                .flatMap(cell -> Stream.of(new Sample(cell, 3), new Sample(cell, 4)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void gradientsAreThoseOfDifferences(Sample sample) throws Unfusable {
        var draw = Drawn.fit(sample);
        var found = draw.graph.back(draw.numbers, draw.importance, draw.pass).all().toList();
        var numbers = draw.numbers.all().toList();
        double largest = 0;
        for (int n = 0; n < numbers.size(); n++) {
            for (int i = 0; i < numbers.get(n).length; i++) {
                double expected = draw.difference(numbers.get(n), i);
                assertThat(found.get(n)[i]).as("%s: array %d, number %d", draw, n, i).isCloseTo(expected,
                        within(TOLERANCE * Math.max(1, Math.abs(expected))));
                largest = Math.max(largest, Math.abs(expected));
            }
        }
        assertThat(largest).as("%s: the largest gradient", draw).isGreaterThan(0.01);
    }

    /// Gradients of another function would be worth nothing: the graph shows what the step itself shows.
    @ParameterizedTest
    @MethodSource("samples")
    void theGraphIsTheStep(Sample sample) throws Unfusable {
        var draw = Drawn.fit(sample);
        var how = new How(true, true, false, false);
        var expected = Scan.stepByStep(sample.cell, draw.xs, Mask.none(), draw.start, how, draw.pass);
        var found = draw.graph.there(draw.numbers, draw.pass).rows();
        for (int e = 0; e < BATCH; e++) {
            var wanted = rows(expected.sequence(), e);
            for (var part : expected.states()) wanted.addAll(rows(part, e));
            for (int i = 0; i < wanted.size(); i++) {
                double largest = DoubleStream.of(wanted.get(i)).map(Math::abs).max().orElse(0);
                assertThat(found.get(e).get(i)).as("%s: example %d, row %d", draw, e, i)
                        .containsExactly(wanted.get(i), within(1e-5 * (1 + largest)));
            }
        }
    }

    /// The numbers of an example, as rows of the last axis.
    private static List<double[]> rows(Tensor t, int example) {
        int width = t.shape().last();
        int each = t.data().length / BATCH;
        var rows = new ArrayList<double[]>();
        for (int at = example * each; at < (example + 1) * each; at += width) rows.add(doubles(t, at, width));
        return rows;
    }

    private static double[] doubles(Tensor t, int from, int count) {
        return IntStream.range(from, from + count).mapToDouble(i -> t.data()[i]).toArray();
    }

    /// All that is random, from one seed.
    ///
    /// @param importance what each number that is shown counts in the loss
    private record Drawn(Sample sample, long seed, DoubleGraph graph, Pass pass, Tensor xs, State start,
            Numbers numbers, List<List<double[]>> importance) {
        /// From the first seed that is fit for differences: no number comes near a kink, and none runs away, as the
        /// exponential of an exponential may. Nearly always that is one of the first.
        static Drawn fit(Sample sample) throws Unfusable {
            for (long seed = 0; seed < 1000; seed++) {
                var draw = of(sample, seed);
                var shown = draw.graph.there(draw.numbers, draw.pass);
                if (shown.nearestKink() > FAR && shown.largest() < WILD) return draw;
            }
            throw new AssertionError(sample + ": no seed is fit for differences");
        }

        private static Drawn of(Sample sample, long seed) throws Unfusable {
            var random = new Random(seed);
            // what shrinks small numbers to nothing gets larger ones, so that there is a gradient to look at
            double scale = sample.cell.toString().contains("SHRINK") ? 0.6 : 0.3;
            var weights = new LinkedHashMap<String, Tensor>();
            for (var w : sample.cell.weights(sample.inputs))
                weights.put(w.name(), draw(random, scale, w.shape().sizes()));
            var pass = Pass.training(Weights.of(weights), Machine.single(), Key.of(seed));
            var xs = pass.watched(draw(random, scale, BATCH, TIME, sample.inputs));
            var parts = new ArrayList<Tensor>();
            for (int size : sample.cell.stateSizes()) parts.add(pass.watched(draw(random, scale, BATCH, size)));
            var start = sample.cell.state(parts);
            var graph = new DoubleGraph(sample.cell, sample.inputs, start, pass);
            var fixed = graph.fixed(pass).stream().map(t -> doubles(t, 0, t.data().length)).toList();
            var numbers = new Numbers(byExample(e -> rows(xs, e)),
                    byExample(e -> parts.stream().flatMap(p -> rows(p, e).stream()).toList()), fixed);
            var importance = graph.there(numbers, pass).rows().stream().map(rows -> rows.stream()
                    .map(r -> random.doubles(r.length, -1, 1).toArray()).toList()).toList();
            return new Drawn(sample, seed, graph, pass, xs, start, numbers, importance);
        }

        private static List<List<double[]>> byExample(IntFunction<List<double[]>> rows) {
            return IntStream.range(0, BATCH).mapToObj(rows).toList();
        }

        private static Tensor draw(Random random, double scale, int... sizes) {
            var t = Tensor.zeros(sizes);
            for (int i = 0; i < t.data().length; i++) t.data()[i] = (float) (scale * random.nextGaussian());
            return t;
        }

        /// The derivative by number i of x, by four points: exact for polynomials up to the fourth degree.
        double difference(double[] x, int i) {
            double h = STEP;
            return (8 * (loss(x, i, h) - loss(x, i, -h)) - (loss(x, i, 2 * h) - loss(x, i, -2 * h))) / (12 * h);
        }

        private double loss(double[] x, int i, double nudge) {
            double before = x[i];
            x[i] = before + nudge;
            var shown = graph.there(numbers, pass).rows();
            double sum = 0;
            for (int e = 0; e < shown.size(); e++) {
                for (int r = 0; r < shown.get(e).size(); r++) {
                    var y = shown.get(e).get(r);
                    for (int j = 0; j < y.length; j++) sum += y[j] * importance.get(e).get(r)[j];
                }
            }
            x[i] = before;
            return sum;
        }

        @Override
        public String toString() { return "%s, seed %d".formatted(sample, seed); }
    }
}
