package dev.rondo.scan;

import dev.rondo.nn.Pass;
import dev.rondo.op.Drop;
import dev.rondo.op.Key;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// One step, run on a batch of two rows with a tape that records: which operation made which tensor from which.
final class Trace {
    /// Rows of the batch. Not one, so that a value for each example and a row for all of them look different.
    static final int ROWS = 2;

    private final IdentityHashMap<Tensor, Tape.Entry> made = new IdentityHashMap<>();
    private final Set<Tensor> moving = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Tensor, String> weights = new IdentityHashMap<>();
    private final Map<Key, Pass.Drawn> drawn;
    private final Tensor x;
    private final List<Tensor> before;
    private final State after;

    private Trace(Pass pass, Tensor x, List<Tensor> before, State after) {
        this.x = x;
        this.before = before;
        this.after = after;
        drawn = pass.drawn();
        pass.read().forEach((name, w) -> weights.put(w, name));
        moving.add(x);
        moving.addAll(before);
        for (var e : pass.tape().entries()) {
            made.put(e.out(), e);
            if (e.in().stream().anyMatch(moving::contains)) moving.add(e.out());
        }
    }

    /// @param start a state to take the sizes of the parts from
    static Trace of(Step step, int inputs, State start, Pass pass) throws Unfusable {
        var tracing = pass.again();
        var x = tracing.watched(Tensor.zeros(ROWS, inputs));
        var before = new ArrayList<Tensor>();
        for (var part : start.parts()) {
            if (part.shape().rank() != 2) throw new Unfusable("a part of the state has shape " + part.shape());
            before.add(tracing.watched(Tensor.zeros(ROWS, part.shape().size(1))));
        }
        var after = step.step(x, State.of(before), tracing);
        if (after.parts().size() != before.size()) throw new Unfusable("the state changes its number of parts");
        var trace = new Trace(tracing, x, List.copyOf(before), after);
        trace.checkRandomness();
        return trace;
    }

    /// A plan serves many passes, each with its own randomness; it knows how to draw for [Drop] alone.
    private void checkRandomness() throws Unfusable {
        var dropped = new HashSet<Key>();
        for (var e : made.values()) {
            if (!(e.op() instanceof Drop d)) continue;
            var draw = drawn.get(d.key());
            if (draw == null) throw new Unfusable("drop with a key that the step did not draw from the pass");
            if (draw.eachStep() && !moves(e.out())) throw new Unfusable("a weight is dropped anew at each step");
            dropped.add(d.key());
        }
        for (var d : drawn.entrySet()) {
            if (!dropped.contains(d.getKey()))
                throw new Unfusable("randomness is drawn, for %s, but not for drop".formatted(d.getValue().path()));
        }
    }

    Tensor x() {
        return x;
    }

    List<Tensor> before() {
        return before;
    }

    State after() {
        return after;
    }

    /// Whether a tensor depends on the input or the state; the others are the same at every step.
    boolean moves(Tensor t) {
        return moving.contains(t);
    }

    /// The operation that made a tensor.
    Tape.Entry maker(Tensor t) throws Unfusable {
        var entry = made.get(t);
        if (entry == null) throw new Unfusable("a value of shape " + t.shape() + " was not recorded");
        return entry;
    }

    /// What the step drew the key of a drop for.
    Pass.Drawn drawn(Drop d) {
        return Objects.requireNonNull(drawn.get(d.key()));
    }

    /// Where a part of the state before the step stands, or -1.
    int part(Tensor t) {
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) == t) return i;
        }
        return -1;
    }

    /// The tensors that do not move, computed in a real pass from its weights: a slice of a weight, a row of a bias.
    List<Tensor> fixed(List<Tensor> traced, Pass pass) {
        var done = new IdentityHashMap<Tensor, Tensor>();
        return traced.stream().map(t -> real(t, pass, done)).toList();
    }

    private Tensor real(Tensor t, Pass pass, IdentityHashMap<Tensor, Tensor> done) {
        var known = done.get(t);
        if (known != null) return known;
        var name = weights.get(t);
        var entry = made.get(t);
        Tensor value;
        if (name != null) {
            value = pass.weightAt(name);
        } else if (entry != null) {
            Operation op = entry.op() instanceof Drop d ? new Drop(d.rate(), pass.randomAt(drawn(d).path()))
                    : entry.op();
            value = Tape.apply(op, entry.in().stream().map(in -> real(in, pass, done)).toArray(Tensor[]::new));
        } else {
            value = pass.input(t.detached());
        }
        done.put(t, value);
        return value;
    }

    /// The name of a fixed tensor for the plan's account: that of the weight, or of the operation on it.
    String nameOf(Tensor t) {
        var name = weights.get(t);
        if (name != null) return name.substring(name.lastIndexOf('/') + 1);
        var entry = made.get(t);
        return entry == null ? "constant" : entry.op() + " of " + nameOf(entry.in().getFirst());
    }
}
