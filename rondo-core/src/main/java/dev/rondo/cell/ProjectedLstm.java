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
import java.util.ArrayList;
import java.util.List;

/// LSTM with a recurrent projection (Sak et al. 2014): `cells` numbers are remembered, but only `units` of them are shown
/// and fed back, `h = (o ∘ tanh(c)) W_hr`. Gates in the order of [Lstm].
/// PyTorch: `LSTM(hidden_size=cells, proj_size=units)`.
public record ProjectedLstm(int cells, int units, boolean useBias, boolean unitForgetBias, Starts starts)
        implements
            Cell {
    public ProjectedLstm {
        Units.check("ProjectedLstm", units);
        Units.check("ProjectedLstm", "cells", cells);
    }

    public ProjectedLstm(int cells, int units) {
        this(cells, units, true, true, Starts.usual());
    }

    @Override
    public State step(Tensor x, State s, Pass p) {
        var z = plus(linear(x, p.weight("kernel")), linear(s.h(), p.weight("recurrent_kernel")));
        if (useBias) z = plus(z, p.weight("bias"));
        var i = sigmoid(part(z, 0, 4));
        var f = sigmoid(part(z, 1, 4));
        var g = tanh(part(z, 2, 4));
        var o = sigmoid(part(z, 3, 4));
        var c = plus(times(f, s.c()), times(i, g));
        return State.of(linear(times(o, tanh(c)), p.weight("projection_kernel")), c);
    }

    @Override
    public List<Weight> weights(int inputs) {
        var list = new ArrayList<Weight>();
        list.add(Weight.of("kernel", starts.kernel(), inputs, 4 * cells));
        list.add(Weight.of("recurrent_kernel", starts.recurrent(), units, 4 * cells));
        list.add(Weight.of("projection_kernel", starts.kernel(), cells, units));
        if (useBias)
            list.add(Weight.of("bias", unitForgetBias ? new ForgetBias(starts.bias(), 1, 4) : starts.bias(),
                    4 * cells));
        return list;
    }

    @Override
    public List<Integer> stateSizes() {
        return List.of(units, cells);
    }

    public ProjectedLstm useBias(boolean use) {
        return new ProjectedLstm(cells, units, use, unitForgetBias, starts);
    }

    public ProjectedLstm unitForgetBias(boolean one) {
        return new ProjectedLstm(cells, units, useBias, one, starts);
    }

    public ProjectedLstm starts(Init kernel, Init recurrent, Init bias) {
        return new ProjectedLstm(cells, units, useBias, unitForgetBias, new Starts(kernel, recurrent, bias));
    }
}
