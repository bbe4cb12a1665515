package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Dot-product attention (Luong et al. 2015): `softmax(q · kᵀ) · v`. Inputs are those of [Attending]; queries and keys are
/// of one size. Masked values get no share, masked queries put out zeros. Keras: `Attention`
/// (`keras/src/layers/attention/attention.py`); PyTorch: `scaled_dot_product_attention`, which divides by `√dim`.
///
/// @param useScale whether scores are multiplied by a number that is learned
/// @param dropout the share of scores that are dropped in training
/// @param useCausalMask whether query i sees no value after place i
public record Attention(boolean useScale, ScoreMode scoreMode, double dropout, boolean useCausalMask)
        implements
            Attending {
    public Attention {
        Legal.belowOne("Attention", "dropout", dropout);
    }

    public Attention() {
        this(false, ScoreMode.DOT, 0, false);
    }

    public Attention useScale(boolean use) {
        return new Attention(use, scoreMode, dropout, useCausalMask);
    }

    public Attention scoreMode(ScoreMode mode) {
        return new Attention(useScale, mode, dropout, useCausalMask);
    }

    public Attention dropout(double rate) {
        return new Attention(useScale, scoreMode, rate, useCausalMask);
    }

    public Attention useCausalMask(boolean use) {
        return new Attention(useScale, scoreMode, dropout, use);
    }

    @Override
    public List<Weight> weights(List<Shape> inputs) {
        output(inputs);
        var weights = new ArrayList<Weight>();
        if (useScale) weights.add(Weight.of("scale", Init.ones()));
        if (scoreMode == ScoreMode.CONCAT) weights.add(Weight.of("concat_score_weight", Init.ones()));
        return weights;
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
            var q = useScale ? Ops.times(queries, pass.weight("scale")) : queries;
            return switch (scoreMode) {
                case DOT -> Ops.batchDot(q, 2, keys, 2);
                case CONCAT -> concat(q, useScale ? Ops.times(keys, pass.weight("scale")) : keys, pass);
            };
        }, dropout, useCausalMask, pass);
    }

    /// `c · Σ tanh(a·(q + k))`
    private static Tensor concat(Tensor q, Tensor k, Pass pass) {
        var ones = new float[q.shape().last()];
        Arrays.fill(ones, 1);
        return Ops.additiveScores(q, k, Ops.times(Tensor.vector(ones), pass.weight("concat_score_weight")));
    }
}
