package dev.rondo.layer;

import static dev.rondo.layer.Layers.categoryEncoding;
import static dev.rondo.layer.Layers.discretization;
import static dev.rondo.layer.Layers.hashing;
import static dev.rondo.layer.Layers.normalization;
import static dev.rondo.layer.Layers.rescaling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Mask;
import dev.rondo.nn.OutputMode;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What layers that prepare features refuse, and what they do with masks. (Numbers are held against Keras's in
/// FeaturesGoldenTest.)
class FeatureLayersTest {
    private static final Tensor IDS = Tensor.matrix(new int[][]{{0, 1, 2}, {2, 2, 1}});

    private static Signal call(Layer layer, Signal input) {
        return layer.call(input, Pass.inference(Weights.of(Map.of()), Machine.single()));
    }

    @Test
    void aMaskStaysWhereTheStepsStay() {
        var mask = Mask.of(new boolean[][]{{true, true, false}, {true, false, true}});
        var masked = Signal.of(IDS, mask);
        assertThat(call(categoryEncoding(3).outputMode(OutputMode.ONE_HOT), masked).mask()).isEqualTo(mask);
        assertThat(call(categoryEncoding(3), masked).mask().present()).isFalse();
        assertThat(call(hashing(4), masked).mask()).isEqualTo(mask);
        assertThat(call(discretization(0, 1), masked).mask()).isEqualTo(mask);
        assertThat(call(normalization(1, 2), masked).mask()).isEqualTo(mask);
        assertThat(call(rescaling(2), masked).mask()).isEqualTo(mask);
    }

    @Test
    void numbersThatDoNotFit() {
        assertRefused(() -> call(categoryEncoding(2), Signal.of(IDS)), "CategoryEncoding: whole numbers from 0 to 1");
        var half = Signal.of(Tensor.matrix(new float[]{0.5f, 1}));
        assertRefused(() -> call(categoryEncoding(3), half), "CategoryEncoding: whole numbers are expected, but 0.5");
        assertRefused(() -> call(hashing(3), half), "Hashing: whole numbers are expected, but 0.5");
        var nan = Signal.of(Tensor.matrix(new float[]{Float.NaN, 1}));
        assertRefused(() -> call(hashing(3), nan), "Hashing: whole numbers are expected, but NaN");
        assertRefused(() -> call(discretization(0), nan), "Discretization: NaN falls into no bin");
        assertRefused(() -> categoryEncoding(3).output(Shape.of(2, 3, 4)), "CategoryEncoding: expects [batch, n]");
    }

    @Test
    void settingsThatCannotBe() {
        assertRefused(() -> categoryEncoding(0), "numTokens must be at least 1");
        assertRefused(() -> categoryEncoding(3).outputMode(OutputMode.INT), "INT would change nothing");
        assertRefused(() -> hashing(3).outputMode(OutputMode.TF_IDF), "Hashing: output mode TF_IDF is for words");
        assertRefused(() -> hashing(0), "numBins must be at least 1");
        assertRefused(() -> discretization(), "binBoundaries has no numbers");
        assertRefused(() -> discretization(1, 0), "binBoundaries ascend, but 0.0 comes after 1.0");
        assertRefused(() -> discretization(Double.NaN), "binBoundaries must be a finite number, got NaN");
        assertRefused(() -> normalization(0, -1), "variance must be a finite number of 0 or more");
        assertRefused(() -> normalization(new double[2], new double[3]), "mean has 2 numbers and variance 3");
        assertRefused(() -> normalization(new double[2], new double[2]).output(Shape.of(2, 3)),
                "have 3 places, but there are 2");
        assertRefused(() -> rescaling(new double[2], new double[1]).output(Shape.of(2, 3)), "scale has 2 numbers");
    }

    @Test
    void dataThatCannotBeLearnedFrom() {
        assertRefused(() -> Normalization.adapt(Tensor.zeros(0, 3)), "no data");
        assertRefused(() -> Normalization.adapt(Tensor.vector(1, Float.NaN)), "the data holds NaN");
        assertRefused(() -> Normalization.adapt(Tensor.zeros(2, 3), 2), "have no axis 2");
        assertRefused(() -> Normalization.adapt(List.of(Tensor.zeros(2, 3), Tensor.zeros(2, 4)), -1),
                "the first batch has 3");
        assertRefused(() -> Discretization.adapt(Tensor.zeros(0), 3), "no data");
        assertRefused(() -> Discretization.adapt(Tensor.vector(1, Float.NaN), 3), "the data holds NaN");
        assertRefused(() -> Discretization.adapt(Tensor.vector(1, 2), 1), "numBins must be at least 2, got 1");
    }

    @Test
    void weightsOfCountsAreASecondInput() {
        var layer = categoryEncoding(3);
        assertRefused(() -> layer.outputs(List.of(Shape.of(2, 3), Shape.of(2, 3))), "output mode COUNT only");
        var counting = layer.outputMode(OutputMode.COUNT);
        assertRefused(() -> counting.outputs(List.of(Shape.of(2, 3), Shape.of(2, 4))), "weights of the same shape");
        var ids = Layers.input(3).symbol();
        var weights = Layers.input(3).symbol();
        assertThat(counting.on(List.of(ids, weights)).getFirst().shape()).isEqualTo(Shape.of(Shape.ANY, 3));
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(RondoException.class).hasMessageContaining(message);
    }
}
