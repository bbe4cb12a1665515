package dev.rondo.layer;

import java.util.List;

/// A block whose weights several places of a graph use: in Keras's words, one layer called several times. The same f in
/// `y₁ = f(x₁)` and `y₂ = f(x₂)` (`keras/src/layers/layer.py`). Keras: `layer(a)`, `layer(b)`; PyTorch: `layer(a)`,
/// `layer(b)`.
///
/// ```java
/// var encoder = shared(lstm(32));
/// var distance = subtract().on(encoder.on(left), encoder.on(right));
/// ```
public final class Shared {
    private final Block block;

    Shared(Block block) {
        this.block = block;
    }

    /// On one input more: the only output. Throws if the block has several.
    public Symbol on(Symbol... inputs) {
        return Symbol.only(block, on(List.of(inputs)));
    }

    /// All outputs, for blocks that have several.
    public List<Symbol> on(List<Symbol> inputs) {
        return Symbol.apply(block, inputs, this, false);
    }

    /// Another block that uses these weights by their names and has none of its own: tied weights, such as an embedding's
    /// table in [Unembedding].
    public Symbol view(Layer other, Symbol input) {
        return Symbol.apply(other, List.of(input), this, true).getFirst();
    }
}
