package dev.rondo.layer;

/// What a pooling keeps of a window.
public enum Pool {
    MAX("Max"), AVERAGE("Average");

    private final String word;

    Pool(String word) {
        this.word = word;
    }

    /// As in Keras's class names.
    String word() {
        return word;
    }
}
