package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.stream.IntStream;

/// Keras's `attention_mask`: 1 where a query may see a key, 0 where not, `[batch, queries, keys]` or
/// `[batch, heads, queries, keys]`; any size may be 1. With other axes than the attended ones they stand before the heads,
/// and with several attended axes each side has all of them, in their order.
///
/// @param strides how far it is from place to place along each axis of the scores; 0 where the mask says the same for all
record AttentionMask(float[] values, int[] strides) {
    /// Throws unless a mask of this shape says something about such scores (`_masked_softmax` in
    /// `keras/src/layers/attention/multi_head_attention.py`).
    static void check(String title, Shape mask, AttentionAxes axes, Shape scores) {
        int attended = 2 * axes.axes().size();
        int before = mask.rank() - attended;
        boolean fits = before > 0 && mask.rank() <= scores.rank();
        for (int i = 0; fits && i < mask.rank(); i++) {
            int size = mask.size(i);
            int other = scores.size(i < before ? i : i + scores.rank() - mask.rank());
            fits = size == 1 || size == other || size == Shape.ANY || other == Shape.ANY;
        }
        if (fits) return;
        throw new RondoException(
                ("%s: the attention mask has shape %s, which does not fit scores %s: expected is their "
                        + "shape, or that without the heads, and any size may be 1").formatted(title, mask, scores));
    }

    static AttentionMask of(String title, Tensor mask, AttentionAxes axes, Shape scores) {
        check(title, mask.shape(), axes, scores);
        for (float x : mask.data()) {
            if (x != 0 && x != 1) {
                throw new RondoException(
                        "%s: an attention mask holds 1 where a query may see a key and 0 elsewhere, got %s"
                                .formatted(title, x));
            }
        }
        int rank = mask.shape().rank();
        int before = rank - 2 * axes.axes().size();
        var strides = new int[scores.rank()];
        for (int i = rank - 1, stride = 1; i >= 0; stride *= mask.shape().size(i--)) {
            if (mask.shape().size(i) > 1) strides[i < before ? i : i + scores.rank() - rank] = stride;
        }
        return new AttentionMask(mask.data(), strides);
    }

    /// The strides along the axes of the queries, or of the keys, by the inputs' own axes.
    int[] along(AttentionAxes axes, boolean keys) {
        int count = axes.axes().size();
        int first = strides.length - (keys ? count : 2 * count);
        var own = new int[axes.rank()];
        IntStream.range(0, count).forEach(i -> own[axes.axes().get(i)] = strides[first + i]);
        int other = 0;
        for (int axis = 0; axis < axes.rank() - 1; axis++) {
            if (!axes.axes().contains(axis)) own[axis] = strides[other++];
        }
        return own;
    }

    /// The stride along the heads.
    int heads(AttentionAxes axes) { return strides[strides.length - 2 * axes.axes().size() - 1]; }
}
