package dev.rondo.seeds;

import static dev.rondo.data.PadSequences.padSequences;
import static dev.rondo.data.Side.POST;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.layer.Layers.masking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.model.Model;
import dev.rondo.nn.Mask;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Padding three sentences, and the three ways to tell a model which steps are padding.
class MaskingTest {
    private static final boolean T = true;
    private static final boolean F = false;
    private static final boolean[][] REAL = {{T, T, T, F, F, F}, {T, T, T, T, T, F}, {T, T, T, T, T, T}};
    private static final List<int[]> RAW_INPUTS = List.of(new int[]{711, 632, 71},
            new int[]{73, 8, 3215, 55, 927}, new int[]{83, 91, 1, 645, 1253, 927});

    private final int[][] paddedInputs = padSequences().padding(POST).ints(RAW_INPUTS);

    /// `padded_inputs = tf.keras.preprocessing.sequence.pad_sequences(raw_inputs, padding="post")`
    @Test
    void paddedMatrix() {
        assertThat(paddedInputs).isDeepEqualTo(new int[][]{{711, 632, 71, 0, 0, 0}, {73, 8, 3215, 55, 927, 0},
                {83, 91, 1, 645, 1253, 927}});
    }

    /// ```python
    /// embedding = layers.Embedding(input_dim=5000, output_dim=16, mask_zero=True)
    /// masked_output = embedding(padded_inputs)
    /// print(masked_output._keras_mask)
    /// ```
    @Test
    void maskOfAnEmbedding() {
        var embedding = Model.sequential(embedding(5000, 16).maskZero());
        var maskedOutput = embedding.call(Tensor.matrix(paddedInputs), Mask.none());
        assertThat(maskedOutput.shape()).isEqualTo(Shape.of(3, 6, 16));
        assertThat(maskedOutput.mask().rows()).isDeepEqualTo(REAL);
    }

    /// ```python
    /// masking_layer = layers.Masking()
    /// unmasked_embedding = tf.cast(
    ///     tf.tile(tf.expand_dims(padded_inputs, axis=-1), [1, 1, 10]), tf.float32)
    /// masked_embedding = masking_layer(unmasked_embedding)
    /// print(masked_embedding._keras_mask)
    /// ```
    @Test
    void maskOfAMaskingLayer() {
        var maskingLayer = Model.sequential(masking());
        var unmaskedEmbedding = Ops.tile(Ops.expandDims(Tensor.matrix(paddedInputs), -1), 2, 10);
        assertThat(unmaskedEmbedding.shape()).isEqualTo(Shape.of(3, 6, 10));
        var maskedEmbedding = maskingLayer.call(unmaskedEmbedding, Mask.none());
        assertThat(maskedEmbedding.mask().rows()).isDeepEqualTo(REAL);
    }

    /// Masking, `mask_zero` and an explicit mask: the same recurrent output, and that of each sentence by itself.
    @Test
    void allThreeWaysAgree() {
        var ids = Tensor.matrix(paddedInputs);
        var embedded = Model.sequential(embedding(5000, 4).maskZero());
        var vectors = embedded.call(ids, Mask.none()).tensor().data().clone();
        var rnn = Model.sequential(input(Shape.ANY, 4), lstm(3));
        var byHand = rnn.call(Tensor.of(Shape.of(3, 6, 4), vectors), Mask.of(REAL)).tensor();

        var byEmbedding = Model.sequential(embedding(5000, 4).maskZero(), lstm(3));
        byEmbedding.weights().set("embedding/embeddings", embedded.weights().get("embedding/embeddings"));
        rnn.weights().asMap().forEach(byEmbedding.weights()::set);
        assertThat(byEmbedding.predict(ids).data()).isEqualTo(byHand.data());

        var byMasking = Model.sequential(input(Shape.ANY, 4), masking(), lstm(3));
        rnn.weights().asMap().forEach(byMasking.weights()::set);
        var zeroed = vectors.clone();
        for (int i = 0; i < zeroed.length; i++) if (!REAL[i / 24][i / 4 % 6]) zeroed[i] = 0;
        assertThat(byMasking.predict(Tensor.of(Shape.of(3, 6, 4), zeroed)).data()).isEqualTo(byHand.data());

        for (int row = 0; row < 3; row++) {
            var alone = byEmbedding.predict(Tensor.matrix(RAW_INPUTS.get(row)));
            for (int unit = 0; unit < 3; unit++) assertThat(alone.at(0, unit)).isEqualTo(byHand.at(row, unit));
        }
    }
}
