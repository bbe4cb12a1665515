package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.cell.Drops;
import dev.rondo.cell.ForgetBias;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.op.Padding;
import dev.rondo.op.Slide;
import dev.rondo.scan.How;
import dev.rondo.scan.Scan;
import dev.rondo.scan.Scanned;
import dev.rondo.scan.State;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An LSTM whose products are convolutions (Shi et al. 2015, arXiv:1506.04214, without peepholes): films
/// `[batch, time, rows, columns, channels]` to the last state `[batch, rows', columns', filters]`, or with [#sequences] to
/// all of them; or one axis of places less. Keras: `ConvLSTM1D`, `ConvLSTM2D` (`keras/src/layers/rnn/conv_lstm.py`).
///
/// Gates in Keras's order: input, forget, candidate, output. `x` is convolved for all four and for all of time at once, with
/// the strides and padding given; h is convolved step by step and keeps its size. Masks, directions and states are as in
/// [Rnn]. What is dropped of x and h is the same at all steps of a sequence, and for each gate another part.
///
/// @param input the convolution of x, `4 · filters` wide
public record ConvLstm(Conv input, Activation activation, Activation recurrentActivation, boolean unitForgetBias,
        Init recurrentStart, Drops drops, boolean returnSequences, boolean goBackwards, boolean stateful,
        boolean zeroOutputForMask) implements Recurrent {
    public ConvLstm {
        activation.keepsSize("ConvLSTM");
        recurrentActivation.keepsSize("ConvLSTM");
        if (input.filters() % 4 != 0 || input.groups() != 1 || input.activation() != Activation.LINEAR) {
            throw new RondoException(
                    "ConvLSTM: the convolution of x is linear, whole and 4 · filters wide, got " + input);
        }
        Places.notCausal("ConvLSTM%dD".formatted(input.kernelSize().size()), input.padding());
    }

    /// Keras's defaults, for as many axes as there are sizes.
    public ConvLstm(int filters, List<Integer> kernelSize) {
        this(new Conv(4 * filters, kernelSize), Activation.TANH, Activation.SIGMOID, true, Init.orthogonal(),
                Drops.none(), false, false, false, false);
    }

    public int filters() {
        return input.filters() / 4;
    }

    @Override
    public int units() {
        return filters();
    }

    @Override
    public int rank() {
        return input.kernelSize().size() + 3;
    }

    @Override
    public String axes() {
        return input.kernelSize().size() == 1 ? "[batch, time, places, channels]"
                : "[batch, time, rows, columns, channels]";
    }

    @Override
    public List<Shape> states(Shape shape) {
        var frame = frame(shape);
        return List.of(frame, frame);
    }

    @Override
    public List<Weight> weights(Shape shape) {
        var list = new ArrayList<Weight>();
        for (var w : input.weights(step(shape))) {
            boolean forget = unitForgetBias && w.name().equals("bias");
            list.add(forget ? w.init(new ForgetBias(w.init(), 1, 4)) : w);
        }
        var kernel = list.getFirst().shape();
        list.add(1, Weight.of("recurrent_kernel", recurrentStart, kernel.with(-2, filters()).sizes()));
        return list;
    }

    @Override
    public Shape output(Shape shape) {
        var frame = frame(shape);
        return returnSequences ? frame.insert(1, shape.size(1)) : frame;
    }

    /// The shape of a state, `[batch, rows, columns, filters]`.
    private Shape frame(Shape shape) {
        return Places.output(title(), step(shape), input.slides(), filters(), shape);
    }

    /// The shape of one time step, `[batch, rows, columns, channels]`.
    private Shape step(Shape shape) {
        Expect.rank(title(), shape, rank(), axes());
        if (shape.size(1) == 0) throw new RondoException("%s: its input %s has no steps".formatted(title(), shape));
        return shape.without(1);
    }

    @Override
    public Signal call(Signal signal, Pass pass) {
        boolean carries = stateful || pass.isStreaming();
        var result = run(signal, carries ? pass.carriedIn() : List.of(), returnSequences, carries, pass);
        if (carries) pass.carry(result.states());
        return returnSequences ? Signal.of(result.sequence(), result.mask()) : Signal.of(result.last());
    }

    /// Runs from given states h and c, `[batch, rows, columns, filters]` each; from zeros if the list is empty. The outputs of
    /// all steps, in the order of processing, are there with [#sequences] alone.
    public Rnn.Result run(Signal signal, List<Tensor> initialStates, Pass pass) {
        return run(signal, initialStates, returnSequences, true, pass);
    }

    @Override
    public Rnn.Result run(Signal signal, List<Tensor> initialStates, boolean sequences, boolean states, Pass pass) {
        var x = pass.input(signal.tensor());
        var frame = frame(x.shape());
        int batch = frame.size(0);
        int time = x.shape().size(1);
        var steps = Ops.reshape(x, step(x.shape()).with(0, batch * time).sizes());
        var fromX = pass.training() && drops.input() > 0 ? dropped(x, steps.shape(), pass)
                : input.call(Signal.of(steps), pass).tensor();
        // a scan takes rows, so the places are one run of numbers between here and the step
        var rows = Ops.reshape(fromX, batch, time, frame.without(0).count() * 4);
        var how = new How(sequences, states, goBackwards, zeroOutputForMask);
        Scanned scanned = Scan.stepByStep((row, s, p) -> step(Ops.reshape(row, frame.with(-1, 4 * filters()).sizes()),
                s, p), rows, signal.mask(), start(initialStates, frame), how, pass);
        return new Rnn.Result(scanned, signal.mask());
    }

    /// x convolved for each gate without what that gate does not see.
    private Tensor dropped(Tensor x, Shape steps, Pass pass) {
        var gates = new Tensor[4];
        for (int i = 0; i < 4; i++) {
            var ones = Tensor.zeros(step(x.shape()).sizes());
            Arrays.fill(ones.data(), 1);
            var seen = Ops.expandDims(Ops.drop((float) drops.input(), pass.random("dropout_" + i), ones), 1);
            gates[i] = Ops.convolve(Ops.reshape(Ops.times(x, seen), steps.sizes()),
                    Ops.part(pass.weight("kernel"), i, 4), input.slides(), 1);
        }
        var all = Ops.concat(gates);
        return input.useBias() ? Ops.plus(all, pass.weight("bias")) : all;
    }

    private Tensor fromState(Tensor h, Pass p) {
        var u = p.weight("recurrent_kernel");
        if (!p.training() || drops.recurrent() == 0) return Ops.convolve(h, u, recurrentSlides(), 1);
        var gates = new Tensor[4];
        for (int i = 0; i < 4; i++) {
            var seen = Ops.drop((float) drops.recurrent(), p.random("recurrent_dropout_" + i), h);
            gates[i] = Ops.convolve(seen, Ops.part(u, i, 4), recurrentSlides(), 1);
        }
        return Ops.concat(gates);
    }

    private State step(Tensor fromX, State s, Pass p) {
        var z = Ops.plus(fromX, fromState(s.h(), p));
        var i = recurrentActivation.of(Ops.part(z, 0, 4));
        var f = recurrentActivation.of(Ops.part(z, 1, 4));
        var g = activation.of(Ops.part(z, 2, 4));
        var o = recurrentActivation.of(Ops.part(z, 3, 4));
        var c = Ops.plus(Ops.times(f, s.c()), Ops.times(i, g));
        return State.of(Ops.times(o, activation.of(c)), c);
    }

    private List<Slide> recurrentSlides() {
        return input.kernelSize().stream().map(n -> Slide.of(n, 1, Padding.SAME)).toList();
    }

    private State start(List<Tensor> states, Shape frame) {
        if (states.isEmpty()) return State.of(Tensor.zeros(frame.sizes()), Tensor.zeros(frame.sizes()));
        if (states.size() != 2 || !states.stream().allMatch(s -> s.shape().equals(frame))) {
            throw new RondoException("%s: two states of shape %s are expected, got %s%s".formatted(title(), frame,
                    states.stream().map(Tensor::shape).toList(),
                    stateful ? "; a stateful layer needs batches of one size, or its states reset in between" : ""));
        }
        return State.of(states);
    }

    @Override
    public String title() {
        return "ConvLSTM%dD".formatted(input.kernelSize().size());
    }

    private ConvLstm input(Conv other) {
        return new ConvLstm(other, activation, recurrentActivation, unitForgetBias, recurrentStart, drops,
                returnSequences,
                goBackwards, stateful, zeroOutputForMask);
    }

    /// By how many places the window over x moves on: one number for all axes, or one for each.
    public ConvLstm strides(int... strides) {
        return input(input.strides(strides));
    }

    /// [Padding#VALID] or [Padding#SAME], for x; the state keeps its size in any case.
    public ConvLstm padding(Padding padding) {
        Places.notCausal(title(), padding);
        return input(input.padding(padding));
    }

    /// How far apart the taps over x are: one number for all axes, or one for each.
    public ConvLstm dilationRate(int... rates) {
        return input(input.dilationRate(rates));
    }

    public ConvLstm useBias(boolean use) {
        return input(input.useBias(use));
    }

    public ConvLstm activation(Activation f) {
        return new ConvLstm(input, f, recurrentActivation, unitForgetBias, recurrentStart, drops, returnSequences,
                goBackwards, stateful, zeroOutputForMask);
    }

    public ConvLstm recurrentActivation(Activation f) {
        return new ConvLstm(input, activation, f, unitForgetBias, recurrentStart, drops, returnSequences, goBackwards,
                stateful, zeroOutputForMask);
    }

    public ConvLstm unitForgetBias(boolean one) {
        return new ConvLstm(input, activation, recurrentActivation, one, recurrentStart, drops, returnSequences,
                goBackwards,
                stateful, zeroOutputForMask);
    }

    public ConvLstm starts(Init kernel, Init recurrent, Init bias) {
        return new ConvLstm(input.starts(kernel, bias), activation, recurrentActivation, unitForgetBias, recurrent,
                drops,
                returnSequences, goBackwards, stateful, zeroOutputForMask);
    }

    /// All outputs instead of the last: Keras's `return_sequences=True`.
    public ConvLstm sequences() {
        return new ConvLstm(input, activation, recurrentActivation, unitForgetBias, recurrentStart, drops, true,
                goBackwards,
                stateful, zeroOutputForMask);
    }

    /// Time from the last step to the first: Keras's `go_backwards=True`.
    public ConvLstm backwards() {
        return new ConvLstm(input, activation, recurrentActivation, unitForgetBias, recurrentStart, drops,
                returnSequences,
                true, stateful, zeroOutputForMask);
    }

    @Override
    public ConvLstm reversed() {
        return new ConvLstm(input, activation, recurrentActivation, unitForgetBias, recurrentStart, drops,
                returnSequences, !goBackwards, stateful, zeroOutputForMask);
    }

    /// The state at the end of a batch starts the next: Keras's `stateful=True`.
    public ConvLstm keepState() {
        return new ConvLstm(input, activation, recurrentActivation, unitForgetBias, recurrentStart, drops,
                returnSequences,
                goBackwards, true, zeroOutputForMask);
    }

    /// Zero as the output of masked steps: Keras's `zero_output_for_mask=True`.
    @Override
    public ConvLstm zeroMasked() {
        return new ConvLstm(input, activation, recurrentActivation, unitForgetBias, recurrentStart, drops,
                returnSequences,
                goBackwards, stateful, true);
    }

    /// The share of x that each gate does not see in training; Keras's `dropout`.
    public ConvLstm dropout(double rate) {
        return drops(drops.input(rate));
    }

    /// The share of h that each gate does not see in training; Keras's `recurrent_dropout`.
    public ConvLstm recurrentDropout(double rate) {
        return drops(drops.recurrent(rate));
    }

    private ConvLstm drops(Drops other) {
        return new ConvLstm(input, activation, recurrentActivation, unitForgetBias, recurrentStart, other,
                returnSequences, goBackwards, stateful, zeroOutputForMask);
    }

    @Override
    public Streaming streaming() {
        return goBackwards ? Streaming.refused("reads its sequence from the end") : Streaming.carries(returnSequences);
    }
}
