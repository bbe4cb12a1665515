package dev.rondo.layer;

import dev.rondo.RondoException;

/// An error of a layer, with the layer's path where its kind alone does not say which one of the model it is.
final class AtLayer extends RondoException {
    private static final long serialVersionUID = 1;

    private final String text;
    private final String path;

    private AtLayer(String text, String path, Throwable cause) {
        super("%s (layer \"%s\")".formatted(text, path), cause);
        this.text = text;
        this.path = path;
    }

    /// The error of a block that has this name in what is around it.
    static RondoException of(String name, Block block, RondoException e) {
        if (e instanceof AtLayer inner) return new AtLayer(inner.text, name + "/" + inner.path, e);
        boolean plain = e.getClass() == RondoException.class;
        return plain && !name.equals(block.defaultName()) ? new AtLayer(String.valueOf(e.getMessage()), name, e) : e;
    }
}
