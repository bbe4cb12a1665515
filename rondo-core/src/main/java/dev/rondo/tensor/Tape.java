package dev.rondo.tensor;

import dev.rondo.RondoException;
import dev.rondo.kernel.Kernels;
import dev.rondo.kernel.Machine;
import dev.rondo.kernel.Reserve;
import dev.rondo.kernel.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The operations of one forward run in order; played in reverse, they give gradients.
///
/// Tensors carry their tape, so there is no global mode: an operation goes on the tape that its inputs carry. A silent
/// tape records nothing and only says what the arithmetic runs on. A tape belongs to one thread.
public final class Tape {
    /// The tape of tensors that belong to no pass: silent, on one thread.
    public static final Tape NONE = new Tape(new Machine(Kernels.best(), Workers.one(), Reserve.none()), false);

    /// One operation that was done: `out = op(in)`.
    public record Entry(Operation op, List<Tensor> in, Tensor out) {}

    private final Machine machine;
    private final boolean recording;
    private final List<Entry> entries = new ArrayList<>();

    private Tape(Machine machine, boolean recording) {
        this.machine = machine;
        this.recording = recording;
    }

    public static Tape recording(Machine machine) {
        return new Tape(machine, true);
    }

    public static Tape silent(Machine machine) {
        return new Tape(machine, false);
    }

    public Machine machine() {
        return machine;
    }

    /// What was recorded so far, first operation first.
    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /// The same numbers as a tensor of this tape whose gradient is wanted.
    public Tensor watch(Tensor t) {
        return new Tensor(t.shape(), t.data(), this, recording);
    }

    /// The same numbers as a tensor of this tape whose gradient nobody asks for: data.
    public Tensor bring(Tensor t) {
        return t.tape() == this ? t : new Tensor(t.shape(), t.data(), this, false);
    }

    /// The result of an operation, recorded if a gradient is wanted for any input.
    public static Tensor apply(Operation op, Tensor... in) {
        var tape = NONE;
        boolean tracked = false;
        var shapes = new Shape[in.length];
        for (int i = 0; i < in.length; i++) {
            shapes[i] = in[i].shape();
            tracked |= in[i].tracked();
            if (in[i].tape() == NONE) continue;
            if (tape != NONE && tape != in[i].tape()) {
                throw new RondoException(op + ": its inputs come from two passes; give it tensors of one pass");
            }
            tape = in[i].tape();
        }
        var shape = op.shape(shapes);
        var data = tracked ? tape.machine.reserve().zeros(shape.count()) : new float[shape.count()];
        op.forward(in, data, tape.machine);
        var out = new Tensor(shape, data, tape, tracked);
        if (tracked) tape.entries.add(new Entry(op, List.of(in), out));
        return out;
    }

    /// ∂loss/∂t for every watched tensor t that `loss`, one number, depends on.
    public Gradients backward(Tensor loss) {
        if (!recording || loss.tape() != this) {
            throw new RondoException("backward: the loss was not recorded on this tape; use a training pass");
        }
        if (loss.data().length != 1) {
            throw new RondoException("backward: the loss is one number, but its shape is " + loss.shape());
        }
        var grads = new Gradients(machine);
        if (!loss.tracked()) return grads;
        grads.of(loss)[0] = 1;
        for (var e : entries.reversed()) {
            if (!grads.reached(e.out)) continue;
            // nothing before this entry can read the gradient of its output, so it is let go at once
            var gradient = grads.take(e.out);
            e.op.backward(e.in.toArray(new Tensor[0]), e.out, gradient, grads);
            machine.reserve().keep(gradient);
        }
        return grads;
    }

    /// Lets go of everything that was recorded: the pass is over, and the memory of its results will be used again. Nobody
    /// may look at a recorded tensor after that; those that go on living are copied before.
    public void release() {
        for (var e : entries) machine.reserve().keep(e.out.data());
        entries.clear();
    }
}
