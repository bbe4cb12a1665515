package dev.rondo.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rondo.contract.Draw;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Tensor;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// One step of the cells that Keras does not have, computed unit by unit from the papers' equations.
class EquationsTest {
    private static final int UNITS = 3;
    private static final int INPUTS = 2;

    /// A cell's weights and what it starts from, by name.
    private static final class Bench {
        final Weights w;
        final double[] x;
        final double[] h;
        final double[] c;
        final dev.rondo.scan.State after;

        Bench(Cell cell) { this(cell, INPUTS); }

        Bench(Cell cell, int inputs) {
            w = Draw.weights(cell.weights(inputs), 0.7, Map.of());
            var start = cell.stateSizes().stream().map(n -> Draw.normal("state " + n, 0.5, 1, n)).toList();
            var input = Draw.normal("x", 1, inputs);
            x = doubles(input);
            h = doubles(start.getFirst());
            c = doubles(start.getLast());
            after = cell.step(input, cell.state(start), Pass.inference(w, Machine.single()));
        }

        private static double[] doubles(Tensor t) {
            return IntStream.range(0, t.data().length).mapToDouble(i -> t.data()[i]).toArray();
        }

        double row(String name, int j) { return w.get(name).data()[j]; }

        /// Column j of `a · weight`.
        double dot(double[] a, String name, int j) {
            var m = w.get(name);
            return IntStream.range(0, a.length).mapToDouble(k -> a[k] * m.at(k, j)).sum();
        }

        double z(int gate, int unit, int units) {
            int j = gate * units + unit;
            return dot(x, "kernel", j) + dot(h, "recurrent_kernel", j) + row("bias", j);
        }

        double zx(int gate, int unit) { return dot(x, "kernel", gate * UNITS + unit); }

        void gives(int part, int unit, double expected) {
            assertThat((double) after.parts().get(part).data()[unit]).isCloseTo(expected, offset(2e-6));
        }
    }

    private static double sigmoid(double z) { return 1 / (1 + Math.exp(-z)); }

    @Test
    void peepholes() {
        var b = new Bench(Cells.peepholeLstmCell(UNITS));
        for (int u = 0; u < UNITS; u++) {
            double i = sigmoid(b.z(0, u, UNITS) + b.row("peephole", u) * b.c[u]);
            double f = sigmoid(b.z(1, u, UNITS) + b.row("peephole", UNITS + u) * b.c[u]);
            double c = f * b.c[u] + i * Math.tanh(b.z(2, u, UNITS));
            double o = sigmoid(b.z(3, u, UNITS) + b.row("peephole", 2 * UNITS + u) * c);
            b.gives(0, u, o * Math.tanh(c));
            b.gives(1, u, c);
        }
    }

    @Test
    void coupledGates() {
        var b = new Bench(Cells.coupledLstmCell(UNITS));
        for (int u = 0; u < UNITS; u++) {
            double f = sigmoid(b.z(0, u, UNITS));
            double c = f * b.c[u] + (1 - f) * Math.tanh(b.z(1, u, UNITS));
            b.gives(0, u, sigmoid(b.z(2, u, UNITS)) * Math.tanh(c));
            b.gives(1, u, c);
        }
    }

    @Test
    void projection() {
        int cells = 5;
        var b = new Bench(Cells.projectedLstmCell(cells, UNITS));
        var m = new double[cells];
        for (int u = 0; u < cells; u++) {
            double c = sigmoid(b.z(1, u, cells)) * b.c[u] + sigmoid(b.z(0, u, cells)) * Math.tanh(b.z(2, u, cells));
            m[u] = sigmoid(b.z(3, u, cells)) * Math.tanh(c);
            b.gives(1, u, c);
        }
        for (int u = 0; u < UNITS; u++) b.gives(0, u, b.dot(m, "projection_kernel", u));
    }

    @Test
    void layerNormalisation() {
        var b = new Bench(Cells.layerNormLstmCell(UNITS));
        var zx = normal(IntStream.range(0, 4 * UNITS).mapToDouble(j -> b.dot(b.x, "kernel", j)).toArray());
        var zh = normal(IntStream.range(0, 4 * UNITS).mapToDouble(j -> b.dot(b.h, "recurrent_kernel", j)).toArray());
        var z = IntStream.range(0, 4 * UNITS).mapToDouble(
                j -> zx[j] * b.row("kernel_gain", j) + zh[j] * b.row("recurrent_gain", j) + b.row("bias", j)).toArray();
        var c = new double[UNITS];
        for (int u = 0; u < UNITS; u++) {
            c[u] = sigmoid(z[UNITS + u]) * b.c[u] + sigmoid(z[u]) * Math.tanh(z[2 * UNITS + u]);
            b.gives(1, u, c[u]);
        }
        var shown = normal(c);
        for (int u = 0; u < UNITS; u++) {
            double t = Math.tanh(shown[u] * b.row("cell_gain", u) + b.row("cell_bias", u));
            b.gives(0, u, sigmoid(z[3 * UNITS + u]) * t);
        }
    }

    private static double[] normal(double[] z) {
        double mean = IntStream.range(0, z.length).mapToDouble(i -> z[i]).average().orElseThrow();
        double variance = IntStream.range(0, z.length).mapToDouble(i -> (z[i] - mean) * (z[i] - mean)).average()
                .orElseThrow();
        return IntStream.range(0, z.length).mapToDouble(i -> (z[i] - mean) / Math.sqrt(variance + 1e-5)).toArray();
    }

    @Test
    void minimalGru() {
        var b = new Bench(Cells.minGruCell(UNITS));
        for (int u = 0; u < UNITS; u++) {
            double z = sigmoid(b.zx(0, u) + b.row("bias", u));
            b.gives(0, u, (1 - z) * b.h[u] + z * (b.zx(1, u) + b.row("bias", UNITS + u)));
        }
    }

    @Test
    void minimalLstm() {
        var b = new Bench(Cells.minLstmCell(UNITS));
        for (int u = 0; u < UNITS; u++) {
            double f = sigmoid(b.zx(0, u) + b.row("bias", u));
            double i = sigmoid(b.zx(1, u) + b.row("bias", UNITS + u));
            double g = b.zx(2, u) + b.row("bias", 2 * UNITS + u);
            b.gives(0, u, f / (f + i) * b.h[u] + i / (f + i) * g);
        }
    }

    @Test
    void simpleRecurrentUnit() {
        for (int inputs : new int[]{INPUTS, UNITS}) {
            var b = new Bench(Cells.sruCell(UNITS), inputs);
            for (int u = 0; u < UNITS; u++) {
                double f = sigmoid(b.zx(1, u) + b.row("recurrent", u) * b.c[u] + b.row("bias", u));
                double r = sigmoid(b.zx(2, u) + b.row("recurrent", UNITS + u) * b.c[u] + b.row("bias", UNITS + u));
                double c = f * b.c[u] + (1 - f) * b.zx(0, u);
                b.gives(0, u, r * c + (1 - r) * (inputs == UNITS ? b.x[u] : b.zx(3, u)));
                b.gives(1, u, c);
            }
        }
    }

    @Test
    void independentUnits() {
        var b = new Bench(Cells.indRnnCell(UNITS));
        for (int u = 0; u < UNITS; u++)
            b.gives(0, u, Math.max(0, b.zx(0, u) + b.row("recurrent", u) * b.h[u] + b.row("bias", u)));
    }
}
