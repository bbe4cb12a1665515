package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import java.util.List;
import java.util.Optional;

/// `y = x · Eᵀ`, with the table E `[words, size]` of an embedding that it shares: `[…, size]` to scores `[…, words]`
/// (Press & Wolf 2017). Keras: `ReversibleEmbedding` with `reverse=True`; PyTorch:
/// `functional.linear(x, embedding.weight)`. By itself it has a table of its own:
///
/// ```java
/// var table = shared(embedding(words, 64));
/// var scores = table.view(unembedding(words), lstm(64).sequences().on(table.on(ids)));
/// ```
///
/// With [#logitSoftCap] c the scores are `c · tanh(y / c)`, which lie between −c and c.
///
/// @param cap absent: none
public record Unembedding(int words, Optional<Double> cap) implements Layer {
    public Unembedding(int words) {
        this(words, Optional.empty());
    }

    public Unembedding {
        Legal.atLeast(1, "Unembedding", "words", words);
        cap.ifPresent(c -> Legal.positive("Unembedding", "logitSoftCap", c));
    }

    @Override
    public List<Weight> weights(Shape input) {
        Expect.atLeastRank("Unembedding", input, 2, "[batch, …, size]");
        return List.of(Weight.of("embeddings", Init.randomUniform(-0.05, 0.05), words,
                Expect.features("Unembedding", input)));
    }

    @Override
    public Shape output(Shape input) {
        Expect.atLeastRank("Unembedding", input, 2, "[batch, …, size]");
        return input.with(-1, words);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        var y = Ops.linearTransposed(pass.input(input.tensor()), pass.weight("embeddings"));
        return input.with(cap.map(c -> Ops.scale(c.floatValue(), Ops.tanh(Ops.scale((float) (1 / c), y)))).orElse(y));
    }

    /// Scores between −`cap` and `cap`, nearly as they were where they are small.
    public Unembedding logitSoftCap(double cap) {
        return new Unembedding(words, Optional.of(cap));
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}
