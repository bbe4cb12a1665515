package dev.rondo.layer;

import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// What a normalisation does in the end: `γ ∘ x + β`, with weights `gamma` and `beta`.
///
/// @param center whether there is a β
/// @param scale  whether there is a γ
public record ScaleAndShift(boolean center, boolean scale, Init gammaStart, Init betaStart) {
    /// Both, from 1 and 0.
    static ScaleAndShift usual() {
        return new ScaleAndShift(true, true, Init.ones(), Init.zeros());
    }

    List<Weight> weights(int... shape) {
        var list = new ArrayList<Weight>();
        if (scale) list.add(Weight.of("gamma", gammaStart, shape));
        if (center) list.add(Weight.of("beta", betaStart, shape));
        return list;
    }

    /// @param shape what the weights are seen as, to meet x
    Tensor of(Tensor x, Pass pass, int... shape) {
        var y = scale ? Ops.times(x, as(pass.weight("gamma"), shape)) : x;
        return center ? Ops.plus(y, as(pass.weight("beta"), shape)) : y;
    }

    private static Tensor as(Tensor weight, int... shape) {
        return weight.shape().equals(Shape.of(shape)) ? weight : Ops.reshape(weight, shape);
    }

    ScaleAndShift center(boolean shifts) {
        return new ScaleAndShift(shifts, scale, gammaStart, betaStart);
    }

    ScaleAndShift scale(boolean scales) {
        return new ScaleAndShift(center, scales, gammaStart, betaStart);
    }

    ScaleAndShift starts(Init gamma, Init beta) {
        return new ScaleAndShift(center, scale, gamma, beta);
    }
}
