package dev.rondo.scan;

import dev.rondo.nn.Pass;
import dev.rondo.op.Elu;
import dev.rondo.op.HardSigmoid;
import dev.rondo.op.Key;
import dev.rondo.op.Abs;
import dev.rondo.op.BoundedRelu;
import dev.rondo.op.Celu;
import dev.rondo.op.HardShrink;
import dev.rondo.op.HardSilu;
import dev.rondo.op.HardTanh;
import dev.rondo.op.LeakyRelu;
import dev.rondo.op.Selu;
import dev.rondo.op.SoftShrink;
import dev.rondo.op.SparsePlus;
import dev.rondo.op.SparseSigmoid;
import dev.rondo.op.Pointwise;
import dev.rondo.op.Relu;
import dev.rondo.op.Sigmoid;
import dev.rondo.op.Softsign;
import dev.rondo.op.Tanh;
import dev.rondo.scan.Node.Before;
import dev.rondo.scan.Node.Binary;
import dev.rondo.scan.Node.Curve;
import dev.rondo.scan.Node.Cut;
import dev.rondo.scan.Node.Dropped;
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
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The nodes that the compiler makes of a step, there and back, read number by number in double precision.
///
/// Gradients are the nodes of [WayBack], so a wrong one shows. In float a difference is good for three digits, which
/// hides a mistake in a small term; in double it is good for ten. What stands outside the nodes is written a second
/// time, as plainly as can be: the loop over time, gradients of fixed tensors, curves that have kernels of their own.
final class DoubleGraph {
    private final Trace trace;
    private final Graph graph;
    private final WayBack way;

    DoubleGraph(Step step, int inputs, State start, Pass pass) throws Unfusable {
        trace = Trace.of(step, inputs, start, pass);
        graph = new Graph(trace);
        way = new WayBack(graph);
    }

    /// The tensors that are the same at every step, such as weights.
    List<Tensor> fixed(Pass pass) { return trace.fixed(graph.fixed(), pass); }

    /// All numbers that the outputs depend on, or the gradients of all of them.
    ///
    /// @param xs the input, by example and step
    /// @param start the state before the first step, by example and part
    /// @param fixed the fixed tensors, row after row
    record Numbers(List<List<double[]>> xs, List<List<double[]>> start, List<double[]> fixed) {
        Stream<double[]> all() {
            return Stream.of(xs.stream().flatMap(List::stream), start.stream().flatMap(List::stream), fixed.stream())
                    .flatMap(s -> s);
        }

        Numbers zeros() { return new Numbers(blank(xs), blank(start), blankRows(fixed)); }

        private static List<List<double[]>> blank(List<List<double[]>> all) {
            return all.stream().map(Numbers::blankRows).toList();
        }

        private static List<double[]> blankRows(List<double[]> rows) {
            return rows.stream().map(r -> new double[r.length]).toList();
        }
    }

    /// What is shown, by example: the output of each step, then the parts of the state at the end.
    ///
    /// @param nearestKink how far from a kink of its curve a number came
    record Shown(List<List<double[]>> rows, double nearestKink) {
        /// Infinite if one is not a number.
        double largest() {
            return rows.stream().flatMap(List::stream).flatMapToDouble(DoubleStream::of)
                    .map(y -> Double.isNaN(y) ? Double.POSITIVE_INFINITY : Math.abs(y)).max().orElse(0);
        }
    }

    Shown there(Numbers numbers, Pass pass) {
        var rows = new ArrayList<List<double[]>>();
        double nearest = Double.POSITIVE_INFINITY;
        for (int e = 0; e < numbers.xs.size(); e++) {
            var shown = new ArrayList<double[]>();
            var steps = steps(numbers, e, pass);
            for (var s : steps) {
                shown.add(s.of(graph.output()));
                nearest = Math.min(nearest, s.nearestKink);
            }
            for (var part : graph.after()) shown.add(steps.getLast().of(part));
            rows.add(shown);
        }
        return new Shown(rows, nearest);
    }

    /// The gradients, given those of all that is shown.
    Numbers back(Numbers numbers, List<List<double[]>> ofShown, Pass pass) {
        var d = numbers.zeros();
        for (int e = 0; e < ofShown.size(); e++) {
            var steps = steps(numbers, e, pass);
            var ofState = new ArrayList<>(ofShown.get(e).subList(steps.size(), ofShown.get(e).size()));
            for (int t = steps.size() - 1; t >= 0; t--) {
                var s = steps.get(t);
                s.known.put(way.seeds().getFirst(), ofShown.get(e).get(t));
                for (int k = 0; k < ofState.size(); k++) s.known.put(way.seeds().get(1 + k), ofState.get(k));
                for (int k = 0; k < ofState.size(); k++) {
                    int width = graph.after().get(k).width();
                    ofState.set(k, way.before().get(k).map(s::of).orElseGet(() -> new double[width]));
                }
                addFixedAndX(s, d.xs.get(e).get(t), d);
            }
            for (int k = 0; k < ofState.size(); k++) add(ofState.get(k), d.start.get(e).get(k), 0);
        }
        return d;
    }

    private void addFixedAndX(At s, double[] dx, Numbers d) {
        way.x().ifPresent(n -> add(s.of(n), dx, 0));
        for (var r : way.rows()) add(s.of(r.gradient()), d.fixed.get(r.row().fixed()), r.row().from());
        for (var sum : way.sums()) {
            var dSum = s.of(sum.gradient());
            for (var r : sum.sum().rows()) add(dSum, d.fixed.get(r.fixed()), r.from());
            for (var p : sum.sum().products()) {
                var a = s.of(p.a());
                for (int i = 0; i < p.rows(); i++) {
                    for (int j = 0; j < p.columns(); j++) d.fixed.get(p.fixed())[place(p, i, j)] += a[i] * dSum[j];
                }
                if (p.a() instanceof X) add(s.product(p.turned(), dSum), dx, 0);
            }
        }
    }

    private static void add(double[] from, double[] to, int at) {
        for (int i = 0; i < from.length; i++) to[at + i] += from[i];
    }

    /// Where number (i, j) of a product's block stands in its fixed tensor.
    private int place(Product p, int i, int j) {
        return (p.row() + i) * graph.fixed().get(p.fixed()).shape().last() + p.column() + j;
    }

    /// All steps of an example, each with its output and the state after it.
    private List<At> steps(Numbers numbers, int example, Pass pass) {
        var steps = new ArrayList<At>();
        var state = numbers.start.get(example);
        for (int t = 0; t < numbers.xs.get(example).size(); t++) {
            var s = new At(example, t, numbers.xs.get(example).get(t), state, numbers.fixed, pass);
            s.of(graph.output());
            state = graph.after().stream().map(s::of).toList();
            steps.add(s);
        }
        return steps;
    }

    /// The values of nodes for one example at one step, each computed when it is first asked for.
    private final class At {
        private final IdentityHashMap<Node, double[]> known = new IdentityHashMap<>();
        private final int example;
        private final int step;
        private final double[] x;
        private final List<double[]> before;
        private final List<double[]> fixed;
        private final Pass pass;
        private double nearestKink = Double.POSITIVE_INFINITY;

        At(int example, int step, double[] x, List<double[]> before, List<double[]> fixed, Pass pass) {
            this.example = example;
            this.step = step;
            this.x = x;
            this.before = before;
            this.fixed = fixed;
            this.pass = pass;
        }

        double[] of(Node n) {
            var seen = known.get(n);
            if (seen != null) return seen;
            var made = made(n);
            known.put(n, made);
            return made;
        }

        private double[] made(Node n) {
            return switch (n) {
                case X _ -> x;
                case Before b -> before.get(b.part());
                case Row r -> Arrays.copyOfRange(fixed.get(r.fixed()), r.from(), r.from() + r.width());
                case Sum s -> sum(s);
                case Binary b -> {
                    var p = of(b.a());
                    var q = of(b.b());
                    yield each(b.width(), i -> switch (b.op()) {
                        case ADD -> p[i] + q[i];
                        case SUBTRACT -> p[i] - q[i];
                        case MULTIPLY -> p[i] * q[i];
                    });
                }
                case Scaled s -> each(s.width(), i -> s.a() * of(s.x())[i] + s.b());
                case Curve c -> each(c.width(), i -> value(c.op(), of(c.x())[i]));
                case Slope s -> {
                    var at = of(s.of().x());
                    var y = of(s.of());
                    var d = of(s.d());
                    yield each(s.width(), i -> d[i] * slope(s.of().op(), at[i], y[i]));
                }
                case Cut c -> Arrays.copyOfRange(of(c.x()), c.from(), c.from() + c.width());
                case Pasted p -> {
                    var all = new double[p.width()];
                    for (var piece : p.pieces()) add(of(piece.x()), all, piece.from());
                    yield all;
                }
                case RowSum s -> new double[]{DoubleStream.of(of(s.x())).sum()};
                case Spread s -> each(s.width(), _ -> of(s.x())[0]);
                case Dropped d -> each(d.width(), i -> of(d.x())[i] * factor(d.mask(), i));
                case Seed _ -> throw new IllegalStateException(n + " is given, not made");
            };
        }

        private double[] sum(Sum s) {
            var all = new double[s.width()];
            for (var p : s.products()) add(product(p, of(p.a())), all, 0);
            for (var r : s.rows()) add(of(r), all, 0);
            for (var t : s.terms()) add(of(t), all, 0);
            return all;
        }

        /// `a` times the block of a product, or its transpose.
        double[] product(Product p, double[] a) {
            var w = fixed.get(p.fixed());
            return each(p.outputs(), j -> IntStream.range(0, p.inputs())
                    .mapToDouble(i -> a[i] * w[p.transposed() ? place(p, j, i) : place(p, i, j)]).sum());
        }

        /// What dropping multiplies a number by: the same there, back and in every difference, being drawn by place.
        private double factor(DropMask m, int column) {
            Key key = pass.randomAt(m.path());
            if (m.eachStep()) key = key.in(step);
            long place = (long) example * m.full() + m.from() + column;
            return key.uniform(place) < m.rate() ? 0 : 1 / (1 - (double) m.rate());
        }

        private double value(Operation op, double at) {
            nearestKink = Math.min(nearestKink, toKink(op, at));
            return switch (op) {
                case Tanh _ -> Math.tanh(at);
                case Sigmoid _ -> 1 / (1 + Math.exp(-at));
                case Relu _ -> Math.max(at, 0);
                case Pointwise f -> f.value(at);
                default -> throw new IllegalStateException("not a curve: " + op);
            };
        }
    }

    private static double slope(Operation op, double at, double y) {
        return switch (op) {
            case Tanh _ -> 1 - y * y;
            case Sigmoid _ -> y * (1 - y);
            case Relu _ -> y > 0 ? 1 : 0;
            case Pointwise f -> f.slope(at, y);
            default -> throw new IllegalStateException("not a curve: " + op);
        };
    }

    /// How far a number is from where the curve, or its slope, has a kink: a difference across that means nothing.
    private static double toKink(Operation op, double at) {
        return switch (op) {
            case Relu _,LeakyRelu _,Elu _,Celu _,Selu _,Softsign _,Abs _ -> Math.abs(at);
            case BoundedRelu f -> Math.min(Math.abs(at - f.threshold()), Math.abs(at - f.max()));
            case HardSigmoid _,HardSilu _ -> Math.abs(Math.abs(at) - 3);
            case HardTanh _,SparseSigmoid _,SparsePlus _ -> Math.abs(Math.abs(at) - 1);
            case HardShrink _,SoftShrink _ -> Math.abs(Math.abs(at) - 0.5);
            default -> Double.POSITIVE_INFINITY;
        };
    }

    private static double[] each(int width, IntToDoubleFunction number) {
        return IntStream.range(0, width).mapToDouble(number).toArray();
    }
}
