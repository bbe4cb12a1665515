package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// The largest number or the mean over all places, channel by channel: `[batch, time, features]` to `[batch, features]`, or
/// `[batch, rows, columns, channels]` to `[batch, channels]`. Keras: `GlobalMaxPooling1D`, `GlobalAveragePooling1D`,
/// `GlobalMaxPooling2D`, `GlobalAveragePooling2D` (`keras/src/layers/pooling`); PyTorch: `x.amax(1)`, `x.mean(1)`.
///
/// As in Keras, the mean over time leaves masked steps out and the largest number does not: before `GlobalMaxPooling1D` give
/// padding numbers that never win. The mean of a sequence that is all padding is 0, where Keras divides 0 by 0.
///
/// @param rank how many axes of places there are, 1 or 2
public record GlobalPooling(Pool pool, int rank, boolean keepsDims) implements Layer {
    public GlobalPooling {
        Legal.check(rank == 1 || rank == 2, "GlobalPooling", "rank", "1 or 2", rank);
    }

    @Override
    public Shape output(Shape input) {
        Places.expect(title(), input, rank);
        for (int axis = 1; axis <= rank; axis++) {
            if (input.size(axis) == 0) {
                throw new RondoException("%s: axis %d of its input %s has no places".formatted(title(), axis, input));
            }
        }
        var out = Shape.of(input.size(0), input.last());
        for (int i = 0; i < rank && keepsDims; i++) out = out.insert(1, 1);
        return out;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var out = output(input.shape());
        var x = pass.input(input.tensor());
        var y = switch (pool) {
            case MAX -> Ops.maxPlaces(x);
            case AVERAGE -> Ops.weighPlaces(x, weights(x.shape(), input.mask()));
        };
        return Signal.of(keepsDims ? Ops.reshape(y, out.sizes()) : y);
    }

    /// Equal for all places that count.
    private Tensor weights(Shape x, Mask mask) {
        int batch = x.size(0);
        int places = x.without(0).rows();
        // a mask speaks of time, which pictures have none of
        var counts = rank == 1 ? mask.fits(title(), batch, places) : Mask.none();
        var w = new float[batch * places];
        for (int b = 0; b < batch; b++) {
            int real = 0;
            for (int p = 0; p < places; p++) if (counts.real(b, p)) real++;
            for (int p = 0; p < places; p++) w[b * places + p] = counts.real(b, p) ? 1f / real : 0;
        }
        return Tensor.of(Shape.of(batch, places), w);
    }

    @Override
    public String title() {
        return "Global%sPooling%dD".formatted(pool.word(), rank);
    }

    /// Keeps the pooled axes, with size 1: Keras's `keepdims=True`.
    public GlobalPooling keepDims() {
        return new GlobalPooling(pool, rank, true);
    }

    @Override
    public Streaming streaming() {
        return Streaming.refused("looks at several steps at once");
    }
}
