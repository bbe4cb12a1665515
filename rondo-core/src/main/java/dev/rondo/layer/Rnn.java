package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.cell.Cell;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.scan.How;
import dev.rondo.scan.Scan;
import dev.rondo.scan.Scanned;
import dev.rondo.scan.State;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// A cell run over time: `[batch, time, features]` to the last output `[batch, units]`, or with [#sequences] to all
/// outputs `[batch, time, units]`. Keras: `RNN`, `SimpleRNN`, `LSTM`, `GRU` (`keras/src/layers/rnn/rnn.py`).
///
/// Masked steps leave the state as it is and repeat the output before; with [#zeroOutputForMask] they show zero. With
/// [#goBackwards] time runs from the last step to the first, and outputs come in the order of processing. With
/// [#stateful] the state at the end of a batch starts the next one, row by row. States go in and come out by
/// [#run], in Keras's words `initial_state` and `return_state`.
public record Rnn(Cell cell, boolean returnSequences, boolean goBackwards, boolean stateful, boolean zeroOutputForMask)
        implements
            Recurrent {
    public Rnn(Cell cell) {
        this(cell, false, false, false, false);
    }

    /// What a run gives: all outputs and the state at the end.
    public record Result(Scanned scanned, Mask mask) {
        /// All outputs, `[batch, time, units]`, in the order of processing.
        public Tensor sequence() {
            return scanned.sequence();
        }

        /// The last output, `[batch, units]`.
        public Tensor last() {
            return scanned.last();
        }

        /// The final states, `[batch, size]` each: h for most cells, h and c for an LSTM.
        public List<Tensor> states() {
            return scanned.states();
        }
    }

    @Override
    public List<Weight> weights(Shape input) {
        Expect.rank(title(), input, 3, "[batch, time, features]");
        return cell.weights(Expect.features(title(), input));
    }

    @Override
    public Shape output(Shape input) {
        Expect.rank(title(), input, 3, "[batch, time, features]");
        return returnSequences ? input.with(-1, cell.units()) : Shape.of(input.size(0), cell.units());
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        boolean carries = stateful || pass.isStreaming();
        var carried = carries ? pass.carriedIn() : List.<Tensor>of();
        var result = run(input, carried, returnSequences, carries, pass);
        if (carries) pass.carry(result.states());
        // without a sequence there are no steps left that a mask could speak of
        return returnSequences ? Signal.of(result.sequence(), result.mask()) : Signal.of(result.last());
    }

    /// Runs from given states, `[batch, size]` each in the cell's order; from zeros if the list is empty.
    public Result run(Signal input, List<Tensor> initialStates, Pass pass) {
        return run(input, initialStates, true, true, pass);
    }

    @Override
    public Result run(Signal input, List<Tensor> initialStates, boolean sequences, boolean states, Pass pass) {
        Expect.rank(title(), input.shape(), 3, "[batch, time, features]");
        var start = initialStates.isEmpty() ? cell.start(input.shape().size(0)) : start(initialStates, input.shape());
        var how = new How(sequences, states, goBackwards, zeroOutputForMask);
        var scanned = Scan.run(cell, pass.input(input.tensor()), input.mask(), start, how, pass);
        return new Result(scanned, input.mask());
    }

    @Override
    public int units() {
        return cell.units();
    }

    @Override
    public int rank() {
        return 3;
    }

    @Override
    public String axes() {
        return "[batch, time, features]";
    }

    @Override
    public List<Shape> states(Shape input) {
        return cell.stateSizes().stream().map(size -> Shape.of(input.size(0), size)).toList();
    }

    /// An account of how the sequence compiler runs this layer in a pass: what is done once for all steps, fused and kept,
    /// or what stands in the way.
    public String plan(int inputs, Pass pass) {
        return title() + ", " + inputs + " inputs\n" + Scan.plan(cell, inputs, cell.start(1), pass);
    }

    private State start(List<Tensor> states, Shape input) {
        var sizes = cell.stateSizes();
        if (states.size() != sizes.size()) {
            throw new RondoException("%s: %d initial states are expected, got %d".formatted(title(), sizes.size(),
                    states.size()));
        }
        for (int i = 0; i < sizes.size(); i++) {
            var expected = Shape.of(input.size(0), sizes.get(i));
            if (states.get(i).shape().equals(expected)) continue;
            throw new RondoException("%s: initial state %d has shape %s, but %s is expected%s".formatted(title(), i,
                    states.get(i).shape(), expected,
                    stateful ? "; a stateful layer needs batches of one size, or its states reset in between" : ""));
        }
        return cell.state(states);
    }

    @Override
    public String title() {
        return cell.title();
    }

    /// All outputs instead of the last: Keras's `return_sequences=True`.
    public Rnn sequences() {
        return new Rnn(cell, true, goBackwards, stateful, zeroOutputForMask);
    }

    /// Only the last output: `return_sequences=False`.
    public Rnn lastOutput() {
        return new Rnn(cell, false, goBackwards, stateful, zeroOutputForMask);
    }

    /// Time from the last step to the first: Keras's `go_backwards=True`.
    public Rnn backwards() {
        return new Rnn(cell, returnSequences, true, stateful, zeroOutputForMask);
    }

    @Override
    public Rnn reversed() {
        return new Rnn(cell, returnSequences, !goBackwards, stateful, zeroOutputForMask);
    }

    /// The state at the end of a batch starts the next: Keras's `stateful=True`.
    public Rnn keepState() {
        return new Rnn(cell, returnSequences, goBackwards, true, zeroOutputForMask);
    }

    /// Zero as the output of masked steps: Keras's `zero_output_for_mask=True`.
    @Override
    public Rnn zeroMasked() {
        return new Rnn(cell, returnSequences, goBackwards, stateful, true);
    }

    /// States go in and come out, in a graph: Keras's `return_state=True` and `initial_state`.
    public RnnStates withStates() {
        return new RnnStates(this);
    }

    /// It starts from given states, in a graph: Keras's `initial_state`.
    public RnnFrom withInitialState() {
        return new RnnFrom(this);
    }

    @Override
    public Streaming streaming() {
        return goBackwards ? Streaming.refused("reads its sequence from the end") : Streaming.carries(returnSequences);
    }
}
