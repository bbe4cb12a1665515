package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.Init;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// A learned vector for each of `inputDim` words: ids `[batch, time]` to `[batch, time, outputDim]`. With [#maskZero] id 0
/// is padding and the output carries the mask; row 0 is a row like any other and is trained (Keras: `Embedding`,
/// `keras/src/layers/core/embedding.py`).
public record Embedding(int inputDim, int outputDim, boolean masksZero, Init start) implements Layer {
    public Embedding {
        Legal.atLeast(1, "Embedding", "inputDim", inputDim);
        Legal.atLeast(1, "Embedding", "outputDim", outputDim);
    }

    public Embedding(int inputDim, int outputDim) {
        this(inputDim, outputDim, false, Init.randomUniform(-0.05, 0.05));
    }

    @Override
    public List<Weight> weights(Shape input) {
        return List.of(Weight.of("embeddings", start, inputDim, outputDim));
    }

    @Override
    public Shape output(Shape input) {
        return input.insert(input.rank(), outputDim);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var ids = input.tensor();
        var vectors = Ops.lookup(checked(pass.input(ids)), pass.weight("embeddings"));
        return Signal.of(vectors, masksZero ? mask(ids) : input.mask());
    }

    /// The mask of ids `[batch, time]`: real where the id is not 0.
    public static Mask mask(Tensor ids) {
        Expect.rank("Embedding", ids.shape(), 2, "[batch, time] for a mask");
        var real = new boolean[ids.data().length];
        for (int i = 0; i < real.length; i++) real[i] = ids.data()[i] != 0;
        return Mask.of(ids.shape().size(0), ids.shape().size(1), real);
    }

    private Tensor checked(Tensor ids) {
        for (float id : ids.data()) {
            if (id >= 0 && id < inputDim && id == (int) id) continue;
            throw new RondoException(
                    ("Embedding: ids are whole numbers from 0 to %d (inputDim %d), but %s came; is inputDim "
                            + "the vocabulary plus one?").formatted(inputDim - 1, inputDim,
                                    id == (long) id ? String.valueOf((long) id) : String.valueOf(id)));
        }
        return ids;
    }

    /// Id 0 is padding: Keras's `mask_zero=True`.
    public Embedding maskZero() {
        return new Embedding(inputDim, outputDim, true, start);
    }

    public Embedding start(Init init) {
        return new Embedding(inputDim, outputDim, masksZero, init);
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}
