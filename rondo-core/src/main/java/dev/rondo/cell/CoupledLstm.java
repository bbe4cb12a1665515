package dev.rondo.cell;

import static dev.rondo.op.Ops.linear;
import static dev.rondo.op.Ops.oneMinus;
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

/// LSTM with coupled input and forget gate, CIFG (Greff et al. 2017, "LSTM: a search space odyssey"): what is forgotten
/// makes room for what comes in, `i = 1 − f`. Gates in the order of [Lstm]: forget, candidate, output; a quarter fewer
/// weights. TensorFlow 1: `CoupledInputForgetGateLSTMCell`.
public record CoupledLstm(int units, boolean unitForgetBias, Starts starts) implements Cell {
    public CoupledLstm {
        Units.check("CoupledLstm", units);
    }

    public CoupledLstm(int units) {
        this(units, true, Starts.usual());
    }

    @Override
    public State step(Tensor x, State s, Pass p) {
        var z = plus(linear(x, p.weight("kernel")), linear(s.h(), p.weight("recurrent_kernel")), p.weight("bias"));
        var f = sigmoid(part(z, 0, 3));
        var g = tanh(part(z, 1, 3));
        var o = sigmoid(part(z, 2, 3));
        var c = plus(times(f, s.c()), times(oneMinus(f), g));
        return State.of(times(o, tanh(c)), c);
    }

    @Override
    public List<Weight> weights(int inputs) {
        return List.of(Weight.of("kernel", starts.kernel(), inputs, 3 * units),
                Weight.of("recurrent_kernel", starts.recurrent(), units, 3 * units),
                Weight.of("bias", unitForgetBias ? new ForgetBias(starts.bias(), 0, 3) : starts.bias(), 3 * units));
    }

    @Override
    public List<Integer> stateSizes() {
        return List.of(units, units);
    }

    public CoupledLstm unitForgetBias(boolean one) {
        return new CoupledLstm(units, one, starts);
    }

    public CoupledLstm starts(Init kernel, Init recurrent, Init bias) {
        return new CoupledLstm(units, unitForgetBias, new Starts(kernel, recurrent, bias));
    }
}
