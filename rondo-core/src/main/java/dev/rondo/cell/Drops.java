package dev.rondo.cell;

import dev.rondo.Legal;
import static dev.rondo.op.Ops.concat;
import static dev.rondo.op.Ops.drop;
import static dev.rondo.op.Ops.linear;
import static dev.rondo.op.Ops.part;

import dev.rondo.nn.Pass;
import dev.rondo.tensor.Tensor;

/// The share of numbers that a cell drops in training on their way into its products: of x, and of h (Gal & Ghahramani
/// 2016). One mask a sequence, the same at all its steps. As in Keras (`keras/src/layers/rnn/dropout_rnn_cell.py`), all
/// gates share the mask of x, but as soon as h is dropped too each gate has masks of its own, for x as for h.
public record Drops(double input, double recurrent) {
    public Drops {
        Legal.belowOne("dropout", "dropout", input);
        Legal.belowOne("dropout", "recurrentDropout", recurrent);
    }

    public static Drops none() {
        return new Drops(0, 0);
    }

    /// Another share of x.
    public Drops input(double rate) {
        return new Drops(rate, recurrent);
    }

    /// Another share of h.
    public Drops recurrent(double rate) {
        return new Drops(input, rate);
    }

    /// `x · w` for a kernel of `gates` gates.
    Tensor x(Tensor x, Tensor w, int gates, Pass p) {
        if (!p.training() || input == 0) return linear(x, w);
        if (recurrent == 0) return linear(drop((float) input, p.random("dropout"), x), w);
        var products = new Tensor[gates];
        for (int i = 0; i < gates; i++) {
            products[i] = linear(drop((float) input, p.random("dropout_" + i), x), part(w, i, gates));
        }
        return gates == 1 ? products[0] : concat(products);
    }

    /// `h · u` for a recurrent kernel of `gates` gates.
    Tensor h(Tensor h, Tensor u, int gates, Pass p) {
        if (!p.training() || recurrent == 0) return linear(h, u);
        var products = new Tensor[gates];
        for (int i = 0; i < gates; i++) products[i] = linear(h(h, i, p), part(u, i, gates));
        return gates == 1 ? products[0] : concat(products);
    }

    /// h as gate number `gate` sees it.
    Tensor h(Tensor h, int gate, Pass p) {
        if (!p.training() || recurrent == 0) return h;
        return drop((float) recurrent, p.random("recurrent_dropout_" + gate), h);
    }
}
