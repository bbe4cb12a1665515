package dev.rondo;

/// Thrown when a data file or data set cannot be used: missing, undecodable, empty, out of range.
public final class DataException extends RondoException {
    private static final long serialVersionUID = 1;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
