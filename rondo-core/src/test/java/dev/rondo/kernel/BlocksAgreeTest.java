package dev.rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The lanes of [VectorBlocks] do what the loops of [ScalarBlocks] say, on blocks of every size, at odd places.
class BlocksAgreeTest {
    private static final Blocks SCALAR = new ScalarBlocks();
    private static final Blocks BEST = Kernels.best().blocks();

    private interface Call {
        /// @param n numbers, `rows` rows of `width`
        void on(Blocks b, float[] x, float[] y, float[] z, float[] out, int n, int rows, int width);
    }

    private static final Map<String, Call> CALLS = new TreeMap<>(Map.of(
            "add", (b, x, y, z, out, n, _, _) -> b.add(x, 1, y, 2, out, 3, n),
            "subtract", (b, x, y, z, out, n, _, _) -> b.subtract(x, 1, y, 2, out, 3, n),
            "multiply", (b, x, y, z, out, n, _, _) -> b.multiply(x, 1, y, 2, out, 3, n),
            "multiplyAdd", (b, x, y, z, out, n, _, _) -> b.multiplyAdd(x, 1, y, 2, z, 0, out, 3, n),
            "scale", (b, x, y, z, out, n, _, _) -> b.scale(0.7f, -0.2f, x, 1, out, 3, n),
            "addRow", (b, x, y, z, out, _, rows, width) -> b.addRow(x, 1, y, out, 3, rows, width),
            "multiplyRow", (b, x, y, z, out, _, rows, width) -> b.multiplyRow(x, 1, y, out, 3, rows, width),
            "sumRows", (b, x, y, z, out, _, rows, width) -> b.sumRows(x, 1, rows, width, out),
            "tanhSlope", (b, x, y, z, out, n, _, _) -> b.tanhSlope(x, 1, y, 2, out, 3, n),
            "sigmoidSlope", (b, x, y, z, out, n, _, _) -> b.sigmoidSlope(x, 1, y, 2, out, 3, n)));

    // out is wide enough for rows of one register beside rows of `width`
    private static final Map<String, Call> MORE = Map.of(
            "reluSlope", (b, x, y, z, out, n, _, _) -> b.reluSlope(x, 1, y, 2, out, 3, n),
            "rowProduct", (b, x, y, z, out, _, rows, width) -> b.rowProduct(Math.max(1, width - 5), rows, x, 1, y, 2,
                    width, out, 3),
            "sumColumns", (b, x, y, z, out, _, rows, width) -> b.sumColumns(x, 1, width, out, 3, width, rows,
                    Math.max(1, width - 5)),
            "sumColumns in place", (b, x, y, z, out, _, rows, width) -> b.sumColumns(out, 1, width, out, 1,
                    Math.min(width, BEST.lanes()), rows, width),
            "spread", (b, x, y, z, out, _, rows, width) -> b.spread(x, 1, width, out, 3, width, rows),
            "spread in place", (b, x, y, z, out, _, rows, width) -> b.spread(out, 1, Math.min(width, BEST.lanes()), out,
                    1, width, rows),
            "addColumns", (b, x, y, z, out, _, rows, width) -> b.addColumns(x, 1, width, out, 3, width, rows,
                    Math.max(1, width - 5)));

    static Stream<String> names() {
        return Stream.concat(CALLS.keySet().stream(), MORE.keySet().stream().sorted());
    }

    private static Call call(String name) {
        return Objects.requireNonNull(CALLS.getOrDefault(name, MORE.get(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void agree(String name) {
        for (int rows : List.of(0, 1, 3, 7)) {
            for (int columns : List.of(1, 16, 17, 65, 1000)) {
                int width = BEST.padded(columns);
                int n = rows * width;
                var random = new Random(31L * rows + columns);
                float[][] in = {randoms(random, n + width + 8), randoms(random, n + width + 8),
                        randoms(random, n + width + 8)};
                var expected = randoms(random, n + width + 8);
                var found = expected.clone();
                call(name).on(SCALAR, in[0], in[1], in[2], expected, n, rows, width);
                call(name).on(BEST, in[0], in[1], in[2], found, n, rows, width);
                assertThat(found).as("%s of %d × %d", name, rows, width).containsExactly(expected,
                        within(name.startsWith("sumColumns") ? 2e-5f : 2e-6f));
            }
        }
    }

    @Test
    void productsAgreeWhateverTheSizes() {
        for (int m : List.of(0, 1, 2, 5, 6, 7, 13)) {
            for (int n : List.of(1, 15, 16, 17, 63, 64, 65, 130)) {
                for (int k : List.of(0, 1, 7, 64, 600)) {
                    for (boolean transposed : new boolean[]{false, true}) product(m, n, k, transposed);
                }
            }
        }
    }

    private static void product(int m, int n, int k, boolean transposed) {
        var random = new Random(m + 100L * n + 10_000L * k);
        int lda = k + 3;
        int ldb = (transposed ? k : n) + 2;
        int ldc = BEST.padded(n);
        var a = randoms(random, m * lda + 1);
        var b = randoms(random, (transposed ? n : k) * ldb + 1);
        var expected = randoms(random, m * ldc + 1);
        var found = expected.clone();
        product(SCALAR, m, n, k, transposed, a, lda, b, ldb, expected, ldc);
        product(BEST, m, n, k, transposed, a, lda, b, ldb, found, ldc);
        for (int r = 0; r < m; r++) {
            assertThat(Arrays.copyOfRange(found, 1 + r * ldc, 1 + r * ldc + n)).as("m %d, n %d, k %d", m, n, k)
                    .containsExactly(Arrays.copyOfRange(expected, 1 + r * ldc, 1 + r * ldc + n),
                            within(1e-6f * (10 + k)));
        }
    }

    private static void product(Blocks blocks, int m, int n, int k, boolean transposed, float[] a, int lda, float[] b,
            int ldb, float[] c, int ldc) {
        var packed = new float[blocks.packedSize(k, n)];
        blocks.pack(transposed, k, n, b, 1, ldb, packed);
        blocks.product(m, n, k, a, 1, lda, packed, c, 1, ldc);
    }

    private static float[] randoms(Random random, int size) {
        var x = new float[size];
        for (int i = 0; i < size; i++) x[i] = random.nextFloat(-1, 1);
        return x;
    }
}
