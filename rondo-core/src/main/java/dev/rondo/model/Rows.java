package dev.rondo.model;

import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// The outputs of batches, one below the other.
public final class Rows {
    private Rows() {}

    /// Throws if they are not of one shape but for their rows.
    public static Tensor joined(List<Tensor> parts) {
        var shape = parts.getFirst().shape();
        int rows = 0;
        for (var part : parts) {
            if (!part.shape().with(0, 0).equals(shape.with(0, 0))) {
                throw new RondoException(
                        ("predict: one batch gives %s and another %s; give sequences of one length, or a "
                                + "batch at a time").formatted(shape, part.shape()));
            }
            rows += part.shape().size(0);
        }
        var all = Tensor.zeros(shape.with(0, rows).sizes());
        int at = 0;
        for (var part : parts) {
            System.arraycopy(part.data(), 0, all.data(), at, part.data().length);
            at += part.data().length;
        }
        return all;
    }
}
