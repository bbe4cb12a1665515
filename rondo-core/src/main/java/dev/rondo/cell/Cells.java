package dev.rondo.cell;

/// The cells, one line each: the vocabulary that `rnn(…)` takes and that model files may name.
public final class Cells {
    private Cells() {}

    /// `h = tanh(W_x x + W_h h + b)`
    public static SimpleRnn simpleRnnCell(int units) {
        return new SimpleRnn(units);
    }

    /// Long short-term memory.
    public static Lstm lstmCell(int units) {
        return new Lstm(units);
    }

    /// Gated recurrent unit, `resetAfter` as Keras has it.
    public static Gru gruCell(int units) {
        return new Gru(units);
    }

    /// Cells on top of each other, lowest first.
    public static Stacked stacked(Cell... cells) {
        return new Stacked(cells);
    }
}
