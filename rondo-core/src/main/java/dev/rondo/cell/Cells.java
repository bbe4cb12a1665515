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

    /// LSTM whose gates see the cell state.
    public static PeepholeLstm peepholeLstmCell(int units) {
        return new PeepholeLstm(units);
    }

    /// LSTM with `i = 1 − f`, CIFG.
    public static CoupledLstm coupledLstmCell(int units) {
        return new CoupledLstm(units);
    }

    /// LSTM that remembers `cells` numbers and shows `units`; PyTorch's `LSTM(…, proj_size)`.
    public static ProjectedLstm projectedLstmCell(int cells, int units) {
        return new ProjectedLstm(cells, units);
    }

    /// LSTM with layer normalisation of its products and of the cell state.
    public static LayerNormLstm layerNormLstmCell(int units) {
        return new LayerNormLstm(units);
    }

    /// GRU whose gate sees the input alone.
    public static MinGru minGruCell(int units) {
        return new MinGru(units);
    }

    /// LSTM whose gates see the input alone.
    public static MinLstm minLstmCell(int units) {
        return new MinLstm(units);
    }

    /// Simple recurrent unit.
    public static Sru sruCell(int units) {
        return new Sru(units);
    }

    /// `h = relu(W x + u ∘ h + b)`: each unit sees only its own past.
    public static IndRnn indRnnCell(int units) {
        return new IndRnn(units);
    }

    /// A cell whose state keeps its old value here and there in training: h with `hiddenRate`, c of an LSTM with `rate`.
    public static Zoneout zoneout(Cell cell, double rate, double hiddenRate) {
        return new Zoneout(cell, rate, hiddenRate);
    }

    /// A cell whose h is dropped on its way into products, by one mask a sequence; Keras's `recurrent_dropout`.
    public static RecurrentDropout recurrentDropout(Cell cell, double rate) {
        return new RecurrentDropout(cell, rate);
    }

    /// Cells on top of each other, lowest first.
    public static Stacked stacked(Cell... cells) {
        return new Stacked(cells);
    }
}
