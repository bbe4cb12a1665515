package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// One recurrent layer forward in time and one backward, merged, `y = merge(f(x), g(x backwards))` (Schuster & Paliwal
/// 1997). The layers are any [Recurrent], [ConvLstm] too. Keras: `Bidirectional` (`keras/src/layers/rnn/bidirectional.py`).
/// The weights are named `forward_layer/…` and `backward_layer/…`.
///
/// As in Keras, the backward outputs are put back into the order of the input before the merge, and with sequences the
/// outputs at masked steps are zero.
public record Bidirectional(Recurrent forward, Recurrent backward, Merge merge) implements Layer {
    public Bidirectional {
        if (forward.goBackwards() == backward.goBackwards()) {
            throw new RondoException("Bidirectional: the two layers must run in opposite directions");
        }
        if (forward.rank() != backward.rank()) {
            throw new RondoException("Bidirectional: both layers must run over the same, got %s and %s".formatted(
                    forward.axes(), backward.axes()));
        }
        if (forward.returnSequences() != backward.returnSequences()
                || forward.stateful() != backward.stateful()) {
            throw new RondoException("Bidirectional: both layers must return sequences or not, and keep state or not");
        }
        if (merge != Merge.CONCAT && merge != Merge.NONE && forward.units() != backward.units()) {
            throw new RondoException("Bidirectional: merge %s needs as many units forward (%d) as backward (%d)"
                    .formatted(merge, forward.units(), backward.units()));
        }
    }

    public Bidirectional(Recurrent layer) {
        this(layer, layer.reversed(), Merge.CONCAT);
    }

    /// The two directions, unmerged, and their final states.
    public record Result(Tensor forward, Tensor backward, List<Tensor> forwardStates, List<Tensor> backwardStates,
            Mask mask) {}

    @Override
    public List<Weight> weights(Shape input) {
        checked(input);
        var list = new ArrayList<Weight>();
        for (var w : forward.weights(input)) list.add(w.in("forward_layer"));
        for (var w : backward.weights(input)) list.add(w.in("backward_layer"));
        return list;
    }

    @Override
    public Shape output(Shape input) {
        var one = forward.output(checked(input));
        var other = backward.output(input);
        if (merge != Merge.NONE && !one.with(-1, other.last()).equals(other)) {
            throw new RondoException(
                    "Bidirectional: merge %s needs outputs of one shape, but forward it is %s, backward %s"
                            .formatted(merge, one, other));
        }
        return switch (merge) {
            case CONCAT -> one.with(-1, one.last() + other.last());
            case SUM, MUL, AVE -> one;
            case NONE -> throw twoOutputs();
        };
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        if (merge == Merge.NONE) throw twoOutputs();
        boolean stateful = forward.stateful();
        var both = run(input, stateful ? pass.carriedIn() : List.of(), stateful, pass);
        if (stateful) {
            var states = new ArrayList<>(both.forwardStates());
            states.addAll(both.backwardStates());
            pass.carry(states);
        }
        return Signal.of(merged(both), both.mask());
    }

    /// Runs both directions. Initial states are those of the forward layer, then those of the backward layer; or none.
    /// Outputs are `[batch, …, units]`, or `[batch, time, …, units]` in the order of the input.
    public Result run(Signal input, List<Tensor> initialStates, Pass pass) {
        return run(input, initialStates, true, pass);
    }

    private Result run(Signal input, List<Tensor> initialStates, boolean states, Pass pass) {
        checked(input.shape());
        int half = forward.states(input.shape()).size();
        int all = half + backward.states(input.shape()).size();
        if (!initialStates.isEmpty() && initialStates.size() != all) {
            throw new RondoException("Bidirectional: %d initial states are expected, forward then backward, got %d"
                    .formatted(all, initialStates.size()));
        }
        boolean given = !initialStates.isEmpty();
        var there = direction(forward).run(input, given ? initialStates.subList(0, half) : List.of(),
                forward.returnSequences(), states, pass.in("forward_layer"));
        var back = direction(backward).run(input, given ? initialStates.subList(half, all) : List.of(),
                backward.returnSequences(), states, pass.in("backward_layer"));
        if (!forward.returnSequences()) {
            return new Result(there.last(), back.last(), there.states(), back.states(), Mask.none());
        }
        return new Result(inInputOrder(forward, there.sequence()), inInputOrder(backward, back.sequence()),
                there.states(), back.states(), input.mask());
    }

    Shape checked(Shape input) {
        Expect.rank("Bidirectional", input, forward.rank(), forward.axes());
        return input;
    }

    private static Recurrent direction(Recurrent layer) {
        return layer.returnSequences() ? layer.zeroMasked() : layer;
    }

    private static Tensor inInputOrder(Recurrent layer, Tensor sequence) {
        return layer.goBackwards() ? Ops.reverse(1, sequence) : sequence;
    }

    /// The outputs of both directions as one, as [#merge] says. Throws if that is [Merge#NONE].
    public Tensor merged(Result both) {
        var f = both.forward();
        var b = both.backward();
        return switch (merge) {
            case CONCAT -> Ops.concat(f, b);
            case SUM -> Ops.plus(f, b);
            case MUL -> Ops.times(f, b);
            case AVE -> Ops.scale(0.5f, Ops.plus(f, b));
            case NONE -> throw twoOutputs();
        };
    }

    private static RondoException twoOutputs() {
        return new RondoException(
                "Bidirectional: merge NONE leaves two outputs, which a stack of layers cannot pass on; "
                        + "choose CONCAT, SUM, MUL or AVE, or call run(…) for both");
    }

    public Bidirectional merge(Merge how) {
        return new Bidirectional(forward, backward, how);
    }

    /// Another layer for the way backward in time, such as one with more units. It is turned around if need be.
    public Bidirectional backward(Recurrent layer) {
        return new Bidirectional(forward, layer.goBackwards() == forward.goBackwards() ? layer.reversed() : layer,
                merge);
    }

    /// States go in and come out, in a graph: Keras's `return_state=True` and `initial_state`.
    public BidirectionalStates withStates() {
        return new BidirectionalStates(this);
    }

    @Override
    public Streaming streaming() {
        return Streaming.refused("reads its sequence from the end too");
    }
}
