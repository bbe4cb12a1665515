package dev.rondo.cell;

import static dev.rondo.op.Ops.linear;
import static dev.rondo.op.Ops.plus;
import static dev.rondo.op.Ops.times;

import dev.rondo.nn.Activation;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weight;
import dev.rondo.scan.State;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Independently recurrent network (Li et al. 2018, arXiv:1803.04831): each unit sees only its own past,
/// `h_t = relu(W x_t + u ∘ h_{t−1} + b)`. The recurrent weights start uniform between 0 and 1; the paper asks that they
/// stay below 2^(1/T) for sequences of T steps.
public record IndRnn(int units, Activation activation, boolean useBias, Starts starts) implements Cell {
    public IndRnn {
        Units.check("IndRnn", units);
        activation.keepsSize("IndRnn");
    }

    public IndRnn(int units) {
        this(units, Activation.RELU, true,
                new Starts(Init.glorotUniform(), Init.randomUniform(0, 1), Init.zeros()));
    }

    @Override
    public State step(Tensor x, State s, Pass p) {
        var z = plus(linear(x, p.weight("kernel")), times(s.h(), p.weight("recurrent")));
        return State.of(activation.of(useBias ? plus(z, p.weight("bias")) : z));
    }

    @Override
    public List<Weight> weights(int inputs) {
        var list = new ArrayList<Weight>();
        list.add(Weight.of("kernel", starts.kernel(), inputs, units));
        list.add(Weight.of("recurrent", starts.recurrent(), units));
        if (useBias) list.add(Weight.of("bias", starts.bias(), units));
        return list;
    }

    public IndRnn activation(Activation f) {
        return new IndRnn(units, f, useBias, starts);
    }

    public IndRnn useBias(boolean use) {
        return new IndRnn(units, activation, use, starts);
    }

    public IndRnn starts(Init kernel, Init recurrent, Init bias) {
        return new IndRnn(units, activation, useBias, new Starts(kernel, recurrent, bias));
    }
}
