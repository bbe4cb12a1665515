package dev.rondo.scan;

/// A step holds something that the compiler cannot fuse; the message says what and why. The step is then run step by step.
final class Unfusable extends Exception {
    private static final long serialVersionUID = 1;

    Unfusable(String what) {
        super(what);
    }
}
