package dev.rondo.train;

import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.gru;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.rondo.kernel.Machine;
import dev.rondo.layer.Layer;
import dev.rondo.model.Model;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.loss.Losses;
import dev.rondo.train.loss.WeightedMean;
import dev.rondo.train.optimizer.Optimization;
import dev.rondo.train.optimizer.Optimizers;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A whole training step, once warm, allocates little, on all threads together, and no more for larger batches or longer
/// sequences: what it computes with is used again. Vectors that the JIT compiler leaves on the heap would be megabytes.
class StepAllocationTest {
    private static final int INPUTS = 16;
    private static final int CLASSES = 5;
    private static final int MOST = 96 << 10;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @CsvSource({"lstm, 8, 10", "lstm, 64, 10", "lstm, 8, 100", "lstm, 64, 100", "gru, 64, 100"})
    void bytesOfAStepHaveASmallBound(String cell, int batch, int time) {
        assumeTrue(Machine.single().kernels().blocks().lanes() > 1, "plain loops are not what is measured");
        Layer layer = cell.equals("lstm") ? lstm(32) : gru(32);
        var model = Model.sequential(input(time, INPUTS), layer, dense(CLASSES)).on(Machine.of(2));
        var loss = Losses.sparseCategoricalCrossentropy().withLogits();
        var adam = new Optimization(Optimizers.adam());
        var x = Tensor.of(Shape.of(batch, time, INPUTS), numbers(batch * time * INPUTS));
        var y = Tensor.zeros(batch);
        Runnable step = () -> {
            var pass = Pass.training(model.weights(), model.machine(), Key.of(1));
            var out = model.call(Signal.of(pass.input(x), Mask.none()), pass);
            var value = WeightedMean.reduce(loss.perSample(y, out.tensor()), Optional.empty(), out.mask());
            var gradients = pass.backward(value);
            adam.step(pass.read(), gradients::of, model.machine());
            pass.done(gradients);
        };
        double least = Double.MAX_VALUE;
        // the JIT compiler works beside this thread and in its own time, longer where the machine is busy
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (least > MOST && System.nanoTime() < end) {
            long before = threads.getTotalThreadAllocatedBytes();
            for (int i = 0; i < 20; i++) step.run();
            least = Math.min(least, (threads.getTotalThreadAllocatedBytes() - before) / 20.0);
        }
        assertThat(least).as("bytes of a step of %s, batch %d, time %d", cell, batch, time).isLessThanOrEqualTo(MOST);
    }

    private static float[] numbers(int n) {
        var key = Key.of(2);
        var x = new float[n];
        for (int i = 0; i < n; i++) x[i] = (float) key.normal(i);
        return x;
    }
}
