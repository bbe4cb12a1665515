package dev.rondo.layer;

import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;

/// `y = x · Eᵀ`, with the table E `[words, size]` of an embedding that it shares: `[…, size]` to scores `[…, words]`
/// (Press & Wolf 2017). Keras: `ReversibleEmbedding` with `reverse=True`. It has no weights of its own:
///
/// ```java
/// var table = shared(embedding(words, 64));
/// var scores = table.view(unembedding(words), lstm(64).sequences().on(table.on(ids)));
/// ```
public record Unembedding(int words) implements Layer {
    public Unembedding {
        Expect.positive("Unembedding", "words", words);
    }

    @Override
    public Shape output(Shape input) {
        Expect.atLeastRank("Unembedding", input, 2, "[batch, …, size]");
        return input.with(-1, words);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        return input.with(Ops.linearTransposed(pass.input(input.tensor()), pass.weight("embeddings")));
    }
}
