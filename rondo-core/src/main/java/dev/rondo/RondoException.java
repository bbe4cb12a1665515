package dev.rondo;

/// What Rondo throws on bad input: one line that says who, what was expected, what came, and what to do.
public class RondoException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RondoException(String message) {
        super(message);
    }

    public RondoException(String message, Throwable cause) {
        super(message, cause);
    }
}
