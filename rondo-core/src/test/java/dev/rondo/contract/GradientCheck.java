package dev.rondo.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.kernel.Machine;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weights;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Gradients against differences: whatever a forward run reads from its pass is nudged, number by number, and the change
/// of `Σ out ∘ r`, with r random and the sum in double, is held against what going back over the tape says.
public final class GradientCheck {
    private static final double TOLERANCE = 1e-3;

    private static final double STEP = 0x1p-7;

    private final Weights weights;
    private final Function<Pass, List<Tensor>> forward;

    private GradientCheck(Weights weights, Function<Pass, List<Tensor>> forward) {
        this.weights = weights;
        this.forward = forward;
    }

    /// Fails unless the gradient of each number of `weights` is right. `forward` reads them from its pass.
    public static void check(String what, Weights weights, Function<Pass, List<Tensor>> forward) {
        var check = new GradientCheck(weights.copy(), forward);
        gradients(weights, Machine.single(), forward).forEach((name, g) -> check.compare(what + ": " + name, name, g));
    }

    /// What going back gives for each of the weights; zeros for those that the outputs do not depend on.
    public static Map<String, float[]> gradients(Weights weights, Machine machine,
            Function<Pass, List<Tensor>> forward) {
        var pass = Pass.training(weights, machine, Key.of(3));
        var loss = Tensor.scalar(0);
        var outputs = forward.apply(pass);
        for (int i = 0; i < outputs.size(); i++) {
            loss = Ops.plus(loss, Ops.sum(Ops.times(outputs.get(i), importance(i, outputs.get(i)))));
        }
        var all = new LinkedHashMap<String, float[]>();
        weights.asMap().forEach((name, w) -> all.put(name, new float[w.data().length]));
        if (!loss.tracked()) return all;
        var found = pass.backward(loss);
        pass.read().forEach((name, t) -> all.put(name, found.of(t)));
        return all;
    }

    private void compare(String what, String name, float[] found) {
        var x = weights.get(name).data();
        var slopes = new double[x.length];
        double scale = 0.1;
        for (int i = 0; i < x.length; i++) {
            slopes[i] = slope(x, i);
            scale = Math.max(scale, Math.abs(slopes[i]));
        }
        for (int i = 0; i < x.length; i++) {
            double allowed = TOLERANCE * scale;
            if (Math.abs(found[i] - slopes[i]) <= allowed) continue;
            // a kink nearby, as that of relu: then the slope is that of one side
            int at = i;
            var sides = List.of(slopes[i], side(x, i, STEP), side(x, i, -STEP), side(x, i, STEP / 8),
                    side(x, i, -STEP / 8));
            assertThat(sides)
                    .as("%s[%d] is %s; slope and slopes of both sides, allowed ±%.2g", what, i, found[i], allowed)
                    .anyMatch(s -> Math.abs(found[at] - s) <= allowed);
        }
    }

    /// The derivative by four points, exact for polynomials up to the fourth degree.
    private double slope(float[] x, int i) {
        double h = STEP;
        return (8 * (loss(x, i, h) - loss(x, i, -h)) - (loss(x, i, 2 * h) - loss(x, i, -2 * h))) / (12 * h);
    }

    /// The derivative to one side.
    private double side(float[] x, int i, double h) {
        return (4 * loss(x, i, h) - loss(x, i, 2 * h) - 3 * loss(x, i, 0)) / (2 * h);
    }

    private double loss(float[] x, int i, double nudge) {
        float before = x[i];
        x[i] = (float) (before + nudge);
        var outputs = forward.apply(Pass.training(weights, Machine.single(), Key.of(3)));
        double sum = 0;
        for (int o = 0; o < outputs.size(); o++) {
            var y = outputs.get(o).data();
            var r = importance(o, outputs.get(o)).data();
            for (int j = 0; j < y.length; j++) sum += (double) y[j] * r[j];
        }
        x[i] = before; // only now: an output may be the nudged tensor itself
        return sum;
    }

    private static Tensor importance(int output, Tensor like) {
        return Draw.normal("r" + output, like.shape().sizes());
    }
}
