package dev.rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
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

/// [VectorKernels] does what [ScalarKernels] says, for every method and for sizes around the lengths of vectors and tiles.
class KernelsAgreeTest {
    private static final int[] SIZES = {0, 1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 100, 1000};

    private final Kernels scalar = new ScalarKernels();
    private final Kernels vector = new VectorKernels();

    /// A call of one method on arrays of at least `3 · to` numbers between −1 and 1.
    private interface Call {
        void on(Kernels kernels, float[][] x, int from, int to);
    }

    private static final Map<String, Call> CALLS = new TreeMap<>(Map.ofEntries(
            Map.entry("add", (k, x, from, to) -> k.add(x[0], x[1], x[2], from, to)),
            Map.entry("subtract", (k, x, from, to) -> k.subtract(x[0], x[1], x[2], from, to)),
            Map.entry("multiply", (k, x, from, to) -> k.multiply(x[0], x[1], x[2], from, to)),
            Map.entry("scale", (k, x, from, to) -> k.scale(0.3f, x[0], x[1], from, to)),
            Map.entry("axpy", (k, x, from, to) -> k.axpy(0.3f, x[0], x[1], from, to)),
            Map.entry("multiplyAdd", (k, x, from, to) -> k.multiplyAdd(x[0], x[1], x[2], from, to)),
            Map.entry("addRow", (k, x, from, to) -> k.addRow(Arrays.copyOf(x[0], to), x[1], 1, 3)),
            Map.entry("sumRows", KernelsAgreeTest::sumRows),
            Map.entry("tanh", (k, x, from, to) -> k.tanh(x[0], x[1], from, to)),
            Map.entry("tanhBack", (k, x, from, to) -> k.tanhBack(x[0], x[1], x[2], from, to)),
            Map.entry("sigmoid", (k, x, from, to) -> k.sigmoid(x[0], x[1], from, to)),
            Map.entry("sigmoidBack", (k, x, from, to) -> k.sigmoidBack(x[0], x[1], x[2], from, to)),
            Map.entry("relu", (k, x, from, to) -> k.relu(x[0], x[1], from, to)),
            Map.entry("reluBack", (k, x, from, to) -> k.reluBack(x[0], x[1], x[2], from, to)),
            Map.entry("exp", (k, x, from, to) -> k.exp(x[0], x[1], from, to)),
            Map.entry("max", (k, x, from, to) -> x[1][0] = k.max(x[0], from, Math.max(to, from + 1))),
            Map.entry("sumExp", (k, x, from, to) -> x[1][0] = (float) k.sumExp(0.5f, x[0], from, to)),
            Map.entry("addExp", (k, x, from, to) -> k.addExp(0.3, 0.5f, x[0], x[1], from, to)),
            Map.entry("addSoftmax", (k, x, from, to) -> k.addSoftmax(0.3, x[0], x[1], from, to)),
            Map.entry("softmax", (k, x, from, to) -> k.softmax(x[0], x[1], to, 1, 3)),
            Map.entry("softmaxBack", (k, x, from, to) -> k.softmaxBack(x[0], x[1], x[2], to, 1, 3)),
            Map.entry("sumOfSquares", (k, x, from, to) -> x[1][0] = (float) k.sumOfSquares(x[0], from, to)),
            Map.entry("tanhDots", (k, x, from, to) -> k.tanhDots(x[0], from, x[1], from, 2, to, x[2], x[3], from)),
            Map.entry("tanhDotsBack", KernelsAgreeTest::tanhDotsBack),
            Map.entry("adam", KernelsAgreeTest::adam),
            Map.entry("gemm",
                    (k, x, from, to) -> k.gemm(false, true, 1, 1, to, x[0], 0, to, x[1], 0, to, x[2], 0, 1))));

    private static void sumRows(Kernels kernels, float[][] x, int from, int to) {
        float[] row = Arrays.copyOf(x[1], to);
        kernels.sumRows(x[0], 3, row);
        System.arraycopy(row, 0, x[1], 0, to);
    }

    /// The gradients of the query and of the weights lie in one array, one behind the other.
    private static void tanhDotsBack(Kernels kernels, float[][] x, int from, int to) {
        int at = to + 5;
        kernels.tanhDotsBack(x[0], at, x[1], from, 2, to, x[0], x[1], 1, x[3], x[2], x[3], from, to);
    }

    private static void adam(Kernels kernels, float[][] x, int from, int to) {
        kernels.multiply(x[3], x[3], x[3], 0, x[3].length); // second moments are not negative
        kernels.adam(x[0], x[1], x[2], x[3], 0.01f, 0.9f, 0.999f, 1e-7f, from, to);
    }

    private static Call call(String method) { return Objects.requireNonNull(CALLS.get(method)); }

    static Stream<String> methods() { return CALLS.keySet().stream(); }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodAgrees(String method) {
        for (int size : SIZES) {
            for (int from : new int[]{0, 3}) {
                long seed = 1000L * size + from;
                float[][] expected = new float[4][];
                Random random = new Random(seed);
                Arrays.setAll(expected, i -> randoms(random, 3 * (size + 10)));
                float[][] actual = Stream.of(expected).map(float[]::clone).toArray(float[][]::new);
                int to = Math.max(from, size);
                call(method).on(scalar, expected, from, to);
                call(method).on(vector, actual, from, to);
                for (int i = 0; i < expected.length; i++) {
                    assertClose(expected[i], actual[i], 1e-6f * (1 + (float) Math.sqrt(size)),
                            method + " from " + from + " to " + to + ", seed " + seed + ", array " + i);
                }
            }
        }
    }

    @Test
    void noMethodIsLeftOut() {
        List<String> all = Stream.of(Kernels.class.getMethods()).filter(m -> Modifier.isAbstract(m.getModifiers()))
                .filter(m -> m.getReturnType() != Blocks.class) // they have BlocksAgreeTest
                .map(Method::getName).sorted().distinct().toList();
        assertThat(CALLS.keySet()).containsExactlyElementsOf(all);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void inPlaceAgreesToo(String method) {
        if (!List.of("tanh", "sigmoid", "relu", "exp", "softmax", "scale").contains(method)) return;
        float[] expected = randoms(new Random(5), 300);
        float[] actual = expected.clone();
        call(method).on(scalar, new float[][]{expected, expected}, 3, 85);
        call(method).on(vector, new float[][]{actual, actual}, 3, 85);
        assertClose(expected, actual, 1e-6f, method);
    }

    static float[] randoms(Random random, int size) {
        float[] x = new float[size];
        for (int i = 0; i < size; i++) {
            x[i] = 2 * random.nextFloat() - 1;
        }
        return x;
    }

    static void assertClose(float[] expected, float[] actual, float tolerance, String what) {
        for (int i = 0; i < expected.length; i++) {
            // not "> tolerance", which a NaN would pass
            if (!(Math.abs(expected[i] - actual[i]) <= tolerance)) {
                throw new AssertionError(
                        what + ": at " + i + " expected " + expected[i] + " but was " + actual[i]);
            }
        }
    }
}
