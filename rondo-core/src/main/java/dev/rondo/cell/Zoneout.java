package dev.rondo.cell;

import dev.rondo.Legal;
import static dev.rondo.op.Ops.drop;
import static dev.rondo.op.Ops.minus;
import static dev.rondo.op.Ops.plus;
import static dev.rondo.op.Ops.scale;

import dev.rondo.nn.Pass;
import dev.rondo.scan.State;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;

/// Zoneout around any cell (Krueger et al. 2017, arXiv:1606.01305): in training each number of the state keeps the
/// value it had before the step with a probability, drawn anew at each step: `hiddenRate` for h, `rate` for the other
/// parts, c of an LSTM. Otherwise it takes the mean of both values, weighted so. An output that is no part of the state
/// is shown as it is. `h = d ∘ h_{t−1} + (1 − d) ∘ h_t`, where d is 1 with that probability and 0 else.
public record Zoneout(Cell cell, double rate, double hiddenRate) implements Around {
    public Zoneout {
        Legal.belowOne("Zoneout", "rate", rate);
        Legal.belowOne("Zoneout", "hiddenRate", hiddenRate);
    }

    /// `h_t = h_{t−1} + d ∘ (ĥ_t − h_{t−1})`, where d is 0 or 1 in training and `1 − rate` otherwise.
    @Override
    public State step(Tensor x, State s, Pass p) {
        var next = cell.step(x, s, p);
        var parts = new ArrayList<Tensor>();
        for (int i = 0; i < next.parts().size(); i++) {
            float r = (float) (i == 0 ? hiddenRate : rate);
            var before = s.parts().get(i);
            var change = minus(next.parts().get(i), before);
            if (p.training() && r > 0) change = drop(r, p.randomEachStep("zoneout_" + i), change);
            parts.add(r > 0 ? plus(before, scale(1 - r, change)) : next.parts().get(i));
        }
        int shown = next.parts().indexOf(next.output());
        return new State(shown >= 0 ? parts.get(shown) : next.output(), parts);
    }
}
