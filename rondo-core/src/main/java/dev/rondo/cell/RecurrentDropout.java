package dev.rondo.cell;

import static dev.rondo.op.Ops.drop;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.op.Concat;
import dev.rondo.op.Linear;
import dev.rondo.op.Part;
import dev.rondo.scan.State;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Dropout of h on its way into the products of the next step (Gal & Ghahramani 2016, arXiv:1512.05287): in training
/// `h ∘ m / (1 − rate)`, m of zeros and ones, one mask a sequence, the same at all its steps. Keras:
/// `LSTM(50, recurrent_dropout=0.2)`.
///
/// For cells whose h reaches the next step through products alone, as in an LSTM or a simple RNN. Where h is also carried
/// on as it is, as in a GRU, what was dropped would be forgotten and the rest would grow at each step; training
/// such a cell is refused.
public record RecurrentDropout(Cell cell, double rate) implements Around {
    public RecurrentDropout {
        Legal.belowOne("RecurrentDropout", "rate", rate);
    }

    @Override
    public State step(Tensor x, State s, Pass p) {
        if (!p.training() || rate == 0) return cell.step(x, s, p);
        var h = drop((float) rate, p.random("recurrent_dropout"), s.h());
        var parts = new ArrayList<>(s.parts());
        parts.set(0, h);
        int before = p.tape().entries().size();
        var next = cell.step(x, cell.state(parts), p);
        var done = p.tape().entries();
        check(h, done.subList(before, done.size()), next);
        return next;
    }

    /// Looks at what the step read h for.
    private void check(Tensor dropped, List<Tape.Entry> done, State after) {
        Set<Tensor> h = new HashSet<>(Set.of(dropped));
        for (var e : done) {
            if (e.in().stream().noneMatch(h::contains) || e.op() instanceof Linear) continue;
            if (!(e.op() instanceof Concat || e.op() instanceof Part)) throw refused(e.op().toString());
            h.add(e.out());
        }
        if (after.parts().stream().anyMatch(h::contains)) throw refused("the next step");
    }

    private RondoException refused(String reader) {
        return new RondoException(("RecurrentDropout: h of %s is read by %s too, not by products alone, so dropping it "
                + "would lose what it remembers; use zoneout(cell, …)").formatted(cell.title(), reader));
    }
}
