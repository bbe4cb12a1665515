package dev.rondo.cell;

import static dev.rondo.op.Ops.linear;
import static dev.rondo.op.Ops.meanLast;
import static dev.rondo.op.Ops.minus;
import static dev.rondo.op.Ops.part;
import static dev.rondo.op.Ops.plus;
import static dev.rondo.op.Ops.rsqrt;
import static dev.rondo.op.Ops.sigmoid;
import static dev.rondo.op.Ops.square;
import static dev.rondo.op.Ops.tanh;
import static dev.rondo.op.Ops.times;

import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weight;
import dev.rondo.scan.State;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// Layer-normalised LSTM (Ba et al. 2016, arXiv:1607.06450, equations 20 to 22): the product of the input, the product of
/// the state, all gates of each together, and the cell state where it is shown are each brought to mean 0 and variance 1
/// over their units, `LN(z) = α ∘ (z − μ) / σ`, plus β. Gates in the order of [Lstm]. The β of the two products and the
/// bias of the gates stand in one sum, so there is one bias.
public record LayerNormLstm(int units, double epsilon, boolean unitForgetBias, Starts starts) implements Cell {
    public LayerNormLstm {
        Units.check("LayerNormLstm", units);
    }

    public LayerNormLstm(int units) {
        this(units, 1e-5, true, Starts.usual());
    }

    @Override
    public State step(Tensor x, State s, Pass p) {
        var zx = times(normal(linear(x, p.weight("kernel"))), p.weight("kernel_gain"));
        var zh = times(normal(linear(s.h(), p.weight("recurrent_kernel"))), p.weight("recurrent_gain"));
        var z = plus(zx, zh, p.weight("bias"));
        var i = sigmoid(part(z, 0, 4));
        var f = sigmoid(part(z, 1, 4));
        var g = tanh(part(z, 2, 4));
        var o = sigmoid(part(z, 3, 4));
        var c = plus(times(f, s.c()), times(i, g));
        var shown = plus(times(normal(c), p.weight("cell_gain")), p.weight("cell_bias"));
        return State.of(times(o, tanh(shown)), c);
    }

    /// `(z − μ) / σ` with `σ = √(variance + ε)`
    private Tensor normal(Tensor z) {
        var d = minus(z, meanLast(z));
        return times(d, rsqrt(plus(meanLast(square(d)), (float) epsilon)));
    }

    @Override
    public List<Weight> weights(int inputs) {
        return List.of(Weight.of("kernel", starts.kernel(), inputs, 4 * units),
                Weight.of("recurrent_kernel", starts.recurrent(), units, 4 * units),
                Weight.of("bias", unitForgetBias ? new ForgetBias(starts.bias(), 1, 4) : starts.bias(), 4 * units),
                Weight.of("kernel_gain", Init.ones(), 4 * units),
                Weight.of("recurrent_gain", Init.ones(), 4 * units),
                Weight.of("cell_gain", Init.ones(), units),
                Weight.of("cell_bias", Init.zeros(), units));
    }

    @Override
    public List<Integer> stateSizes() {
        return List.of(units, units);
    }

    public LayerNormLstm epsilon(double e) {
        return new LayerNormLstm(units, e, unitForgetBias, starts);
    }

    public LayerNormLstm unitForgetBias(boolean one) {
        return new LayerNormLstm(units, epsilon, one, starts);
    }

    public LayerNormLstm starts(Init kernel, Init recurrent, Init bias) {
        return new LayerNormLstm(units, epsilon, unitForgetBias, new Starts(kernel, recurrent, bias));
    }
}
