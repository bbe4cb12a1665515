package dev.rondo.cell;

import dev.rondo.nn.Init;

/// How the weights of a cell start. Keras's defaults: Glorot-uniform kernel, orthogonal recurrent kernel, zero bias.
public record Starts(Init kernel, Init recurrent, Init bias) {
    public static Starts usual() {
        return new Starts(Init.glorotUniform(), Init.orthogonal(), Init.zeros());
    }
}
