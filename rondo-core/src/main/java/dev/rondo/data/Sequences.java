package dev.rondo.data;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// Sequences of word ids of any length with one label each. A batch is padded with 0, at the end, to the longest of its
/// sequences: put an embedding with `maskZero` in front, and padding has no effect. Keras: `tf.ragged` tensors;
/// PyTorch: `nn.utils.rnn.pad_sequence` in a `collate_fn`.
public record Sequences(List<int[]> sequences, int[] labels) implements Dataset {
    public Sequences {
        if (sequences.size() != labels.length) {
            throw new RondoException(
                    "data: %d sequences, but %d labels".formatted(sequences.size(), labels.length));
        }
        for (int i = 0; i < sequences.size(); i++) {
            if (sequences.get(i).length == 0) throw new RondoException("data: sequence " + i + " is empty");
        }
    }

    public static Sequences of(List<int[]> sequences, int[] labels) {
        return new Sequences(sequences, labels);
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int length(int row) {
        return sequences.get(row).length;
    }

    @Override
    public Batch batch(int[] rows) {
        int longest = 0;
        for (int row : rows) longest = Math.max(longest, length(row));
        var x = new float[rows.length * longest];
        var y = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            var ids = sequences.get(rows[i]);
            for (int t = 0; t < ids.length; t++) x[i * longest + t] = ids[t];
            y[i] = labels[rows[i]];
        }
        return new Batch(Tensor.of(Shape.of(rows.length, longest), x), Mask.none(), Tensor.of(Shape.of(rows.length), y),
                Optional.empty());
    }
}
