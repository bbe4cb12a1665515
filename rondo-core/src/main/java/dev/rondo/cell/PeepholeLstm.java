package dev.rondo.cell;

import static dev.rondo.op.Ops.linear;
import static dev.rondo.op.Ops.part;
import static dev.rondo.op.Ops.plus;
import static dev.rondo.op.Ops.sigmoid;
import static dev.rondo.op.Ops.tanh;
import static dev.rondo.op.Ops.times;

import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weight;
import dev.rondo.scan.State;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// LSTM whose gates see the cell state (Gers & Schmidhuber 2000, "Recurrent nets that time and count"): input and forget
/// gate look at `c_{t−1}`, the output gate at `c_t`, each unit at its own cell: `i = σ(… + p_i ∘ c_{t−1})`. Gates in the
/// order of [Lstm]. The peepholes start at zero, where the cell is an LSTM. TensorFlow 1: `LSTMCell(use_peepholes=True)`.
public record PeepholeLstm(int units, boolean unitForgetBias, Starts starts) implements Cell {
    public PeepholeLstm {
        Units.check("PeepholeLstm", units);
    }

    public PeepholeLstm(int units) {
        this(units, true, Starts.usual());
    }

    @Override
    public State step(Tensor x, State s, Pass p) {
        var z = plus(linear(x, p.weight("kernel")), linear(s.h(), p.weight("recurrent_kernel")), p.weight("bias"));
        var peephole = p.weight("peephole");
        var i = sigmoid(plus(part(z, 0, 4), times(s.c(), part(peephole, 0, 3))));
        var f = sigmoid(plus(part(z, 1, 4), times(s.c(), part(peephole, 1, 3))));
        var g = tanh(part(z, 2, 4));
        var c = plus(times(f, s.c()), times(i, g));
        var o = sigmoid(plus(part(z, 3, 4), times(c, part(peephole, 2, 3))));
        return State.of(times(o, tanh(c)), c);
    }

    @Override
    public List<Weight> weights(int inputs) {
        return List.of(Weight.of("kernel", starts.kernel(), inputs, 4 * units),
                Weight.of("recurrent_kernel", starts.recurrent(), units, 4 * units),
                Weight.of("bias", unitForgetBias ? new ForgetBias(starts.bias(), 1, 4) : starts.bias(), 4 * units),
                Weight.of("peephole", Init.zeros(), 3 * units));
    }

    @Override
    public List<Integer> stateSizes() {
        return List.of(units, units);
    }

    public PeepholeLstm unitForgetBias(boolean one) {
        return new PeepholeLstm(units, one, starts);
    }

    public PeepholeLstm starts(Init kernel, Init recurrent, Init bias) {
        return new PeepholeLstm(units, unitForgetBias, new Starts(kernel, recurrent, bias));
    }
}
