package dev.rondo;

/// Thrown when a file cannot be written: no space, no permission; what was there before is untouched.
public final class StorageException extends RondoException {
    private static final long serialVersionUID = 1;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
