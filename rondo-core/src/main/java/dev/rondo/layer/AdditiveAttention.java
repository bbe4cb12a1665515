package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// Additive attention (Bahdanau et al. 2015): `softmax(Σ w ∘ tanh(q + k)) · v`. Inputs are those of [Attending]; queries and
/// keys are of one size. Masked values get no share, masked queries put out zeros. Keras: `AdditiveAttention`; like there,
/// queries and keys are not multiplied by matrices: put [Dense] layers before it.
///
/// @param useScale whether the weights w are learned, `scale`; otherwise they are 1
/// @param dropout the share of scores that are dropped in training
/// @param useCausalMask whether query i sees no value after place i
public record AdditiveAttention(boolean useScale, double dropout, boolean useCausalMask) implements Attending {
    public AdditiveAttention {
        Legal.belowOne("AdditiveAttention", "dropout", dropout);
    }

    public AdditiveAttention() {
        this(true, 0, false);
    }

    public AdditiveAttention useScale(boolean use) {
        return new AdditiveAttention(use, dropout, useCausalMask);
    }

    public AdditiveAttention dropout(double rate) {
        return new AdditiveAttention(useScale, rate, useCausalMask);
    }

    public AdditiveAttention useCausalMask(boolean use) {
        return new AdditiveAttention(useScale, dropout, use);
    }

    @Override
    public List<Weight> weights(List<Shape> inputs) {
        output(inputs);
        return useScale ? List.of(Weight.of("scale", Init.glorotUniform(), Attending.dim(title(), inputs))) : List.of();
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return Weighing.output(title(), inputs);
    }

    @Override
    public Shape scoresShape(List<Shape> inputs) {
        return Weighing.scores(title(), inputs);
    }

    @Override
    public Found attend(List<Signal> inputs, boolean scores, Pass pass) {
        return Weighing.weigh(title(), inputs, (queries, keys) -> {
            var ones = new float[queries.shape().last()];
            Arrays.fill(ones, 1);
            return Ops.additiveScores(queries, keys, useScale ? pass.weight("scale") : Tensor.vector(ones));
        }, dropout, useCausalMask, pass);
    }
}
