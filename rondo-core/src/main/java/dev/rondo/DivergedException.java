package dev.rondo;

/// Thrown when training cannot go on: the loss is no longer a number.
public final class DivergedException extends RondoException {
    private static final long serialVersionUID = 1;

    public DivergedException(String message) {
        super(message);
    }

    public DivergedException(String message, Throwable cause) {
        super(message, cause);
    }
}
