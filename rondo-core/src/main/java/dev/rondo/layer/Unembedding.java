package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import java.util.List;

/// `y = x · Eᵀ`, with the table E `[words, size]` of an embedding that it shares: `[…, size]` to scores `[…, words]`
/// (Press & Wolf 2017). Keras: `ReversibleEmbedding` with `reverse=True`; PyTorch:
/// `functional.linear(x, embedding.weight)`. By itself it has a table of its own:
///
/// ```java
/// var table = shared(embedding(words, 64));
/// var scores = table.view(unembedding(words), lstm(64).sequences().on(table.on(ids)));
/// ```
public record Unembedding(int words) implements Layer {
    public Unembedding {
        Legal.atLeast(1, "Unembedding", "words", words);
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
        return input.with(Ops.linearTransposed(pass.input(input.tensor()), pass.weight("embeddings")));
    }

    @Override
    public Streaming streaming() {
        return Streaming.eachStep();
    }
}
