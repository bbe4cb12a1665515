package dev.rondo;

/// Thrown when a model file is damaged, foreign, or asks for what this version does not know.
public final class ModelFileException extends RondoException {
    private static final long serialVersionUID = 1;

    public ModelFileException(String message) {
        super(message);
    }

    public ModelFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
