package dev.rondo.cell;

import static dev.rondo.op.Ops.drop;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weight;
import dev.rondo.nn.Weights;
import dev.rondo.op.Concat;
import dev.rondo.op.Key;
import dev.rondo.op.Linear;
import dev.rondo.op.Part;
import dev.rondo.scan.State;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Dropout of h on its way into the products of the next step (Gal & Ghahramani 2016, arXiv:1512.05287): in training, one
/// mask a sequence, the same at all its steps. Keras: `LSTM(50, recurrent_dropout=0.2)`.
///
/// For cells whose h reaches the next step through products alone, as in an LSTM or a simple RNN. Where h is also carried
/// on as it is, as in a GRU, what was dropped would be forgotten and the rest would grow at each step; such a cell is
/// refused.
public record RecurrentDropout(Cell cell, double rate) implements Cell {
    public RecurrentDropout {
        Units.rate("RecurrentDropout", "rate", rate);
        check(cell);
    }

    @Override
    public int units() {
        return cell.units();
    }

    @Override
    public State step(Tensor x, State s, Pass p) {
        if (!p.training() || rate == 0) return cell.step(x, s, p);
        var parts = new ArrayList<>(s.parts());
        parts.set(0, drop((float) rate, p.random("recurrent_dropout"), s.h()));
        return cell.step(x, cell.state(parts), p);
    }

    @Override
    public List<Weight> weights(int inputs) {
        return cell.weights(inputs);
    }

    @Override
    public List<Integer> stateSizes() {
        return cell.stateSizes();
    }

    @Override
    public State state(List<Tensor> parts) {
        return cell.state(parts);
    }

    /// Tries a step out and looks at what reads h.
    private static void check(Cell cell) {
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        for (var w : cell.weights(1)) zeros.put(w.name(), Tensor.zeros(w.shape().sizes()));
        var pass = Pass.training(Weights.of(zeros), Machine.single(), Key.of(0));
        var parts = new ArrayList<Tensor>();
        for (int size : cell.stateSizes()) parts.add(pass.watched(Tensor.zeros(1, size)));
        var after = cell.step(pass.watched(Tensor.zeros(1, 1)), cell.state(parts), pass);
        Set<Tensor> h = new HashSet<>(Set.of(parts.getFirst()));
        for (var e : pass.tape().entries()) {
            if (e.in().stream().noneMatch(h::contains) || e.op() instanceof Linear) continue;
            if (!(e.op() instanceof Concat || e.op() instanceof Part)) throw refused(cell, e.op().toString());
            h.add(e.out());
        }
        if (after.parts().stream().anyMatch(h::contains)) throw refused(cell, "the next step");
    }

    private static RondoException refused(Cell cell, String reader) {
        return new RondoException(("RecurrentDropout: h of %s is read by %s too, not by products alone, so dropping it "
                + "would lose what it remembers; use zoneout(cell, …)").formatted(cell.title(), reader));
    }
}
