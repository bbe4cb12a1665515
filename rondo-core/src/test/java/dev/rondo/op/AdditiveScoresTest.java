package dev.rondo.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rondo.contract.Draw;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Additive scores and their gradients against plain loops in double precision, for sizes beside those of vectors and
/// blocks, and numbers large enough that tanh is flat.
class AdditiveScoresTest {
    private static final int[] SIZES = {1, 7, 16, 17, 63, 65};

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 17, 63, 65, 515, 1100})
    void agreesWithPlainLoops(int dim) {
        for (int queries : SIZES) {
            for (int keys : SIZES) {
                if (dim > 65 && queries > 16) continue;
                check(queries, keys, dim, 1);
                if (queries == keys) check(queries, keys, dim, 6);
            }
        }
    }

    private static void check(int queries, int keys, int dim, double scale) {
        var what = "%d queries, %d keys, %d features, scale %s".formatted(queries, keys, dim, scale);
        var weights = Weights.of(Map.of("q", Draw.normal("q", scale, 2, queries, dim), "k",
                Draw.normal("k", scale, 2, keys, dim), "w", Draw.normal("w", dim)));
        var pass = Pass.training(weights, Machine.single(), Key.of(0));
        var q = pass.weight("q");
        var k = pass.weight("k");
        var w = pass.weight("w");
        var scores = Ops.additiveScores(q, k, w);
        var r = Draw.normal("r", 2, queries, keys);
        var found = pass.backward(Ops.sum(Ops.times(scores, r)));

        var expected = new Sums(2 * queries * keys);
        var dq = new Sums(q.data().length);
        var dk = new Sums(k.data().length);
        var dw = new Sums(dim);
        for (int b = 0; b < 2; b++) {
            for (int t = 0; t < queries; t++) {
                for (int s = 0; s < keys; s++) {
                    int at = (b * queries + t) * keys + s;
                    for (int d = 0; d < dim; d++) {
                        int i = (b * queries + t) * dim + d;
                        int j = (b * keys + s) * dim + d;
                        double y = Math.tanh((double) q.data()[i] + k.data()[j]);
                        double slope = r.data()[at] * w.data()[d];
                        expected.add(at, w.data()[d], y);
                        dq.add(i, slope, 1 - y * y);
                        dk.add(j, slope, 1 - y * y);
                        dw.add(d, r.data()[at], y);
                    }
                }
            }
        }
        expected.assertClose(what + ": scores", scores.data());
        dq.assertClose(what + ": queries", found.of(q));
        dk.assertClose(what + ": keys", found.of(k));
        dw.assertClose(what + ": weights", found.of(w));
    }

    /// Sums of products of which the second factor is between −1 and 1 and known to 6e-7, as what is made of tanh is.
    private record Sums(double[] sum, double[] size) {
        Sums(int n) { this(new double[n], new double[n]); }

        void add(int i, double factor, double y) {
            sum[i] += factor * y;
            size[i] += Math.abs(factor);
        }

        void assertClose(String what, float[] found) {
            assertThat(found).as(what).hasSize(sum.length);
            for (int i = 0; i < found.length; i++) {
                if (Math.abs(found[i] - sum[i]) <= 1e-6 * size[i] + 1e-7) continue;
                assertThat((double) found[i]).as("%s[%d]", what, i).isCloseTo(sum[i], offset(1e-6 * size[i]));
            }
        }
    }

    /// Queries that are the keys too have one gradient, to which both sides add.
    @ParameterizedTest
    @ValueSource(ints = {7, 16, 65})
    void queriesMayBeTheKeys(int dim) {
        var w = Draw.normal("w", dim);
        var x = Draw.normal("x", 2, 5, dim);
        var one = Pass.training(Weights.of(Map.of("x", x)), Machine.single(), Key.of(0));
        var same = one.weight("x");
        var together = one.backward(loss(same, same, w)).of(same);
        var two = Pass.training(Weights.of(Map.of("q", x, "k", Draw.normal("x", 2, 5, dim))), Machine.single(),
                Key.of(0));
        var q = two.weight("q");
        var k = two.weight("k");
        var apart = two.backward(loss(q, k, w));
        for (int i = 0; i < together.length; i++) {
            assertThat(together[i]).isCloseTo(apart.of(q)[i] + apart.of(k)[i], offset(1e-5f));
        }
    }

    private static Tensor loss(Tensor q, Tensor k, Tensor w) {
        return Ops.sum(Ops.times(Ops.additiveScores(q, k, w), Draw.normal("r", 2, 5, 5)));
    }
}
