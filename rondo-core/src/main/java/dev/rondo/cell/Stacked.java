package dev.rondo.cell;

import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weight;
import dev.rondo.scan.State;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Cells on top of each other within one time step: each reads the output of the one below, `h = f₂(f₁(x))`. Keras:
/// `StackedRNNCells` (`keras/src/layers/rnn/stacked_rnn_cells.py`). The state is the states of all cells, lowest first;
/// weights of the i-th cell are named `cell_i/…`.
public record Stacked(List<Cell> cells) implements Cell {
    public Stacked {
        cells = List.copyOf(cells);
        if (cells.isEmpty()) throw new RondoException("StackedRNNCells: at least one cell is expected");
    }

    public Stacked(Cell... cells) {
        this(List.of(cells));
    }

    @Override
    public int units() {
        return cells.getLast().units();
    }

    @Override
    public State step(Tensor x, State s, Pass p) {
        var after = new ArrayList<Tensor>();
        var input = x;
        for (int i = 0, at = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            int parts = cell.stateSizes().size();
            var next = cell.step(input, cell.state(s.parts().subList(at, at + parts)), p.in("cell_" + i));
            after.addAll(next.parts());
            input = next.output();
            at += parts;
        }
        return new State(input, after);
    }

    @Override
    public List<Weight> weights(int inputs) {
        var list = new ArrayList<Weight>();
        int size = inputs;
        for (int i = 0; i < cells.size(); i++) {
            for (var w : cells.get(i).weights(size)) list.add(w.in("cell_" + i));
            size = cells.get(i).units();
        }
        return list;
    }

    @Override
    public List<Integer> stateSizes() {
        return cells.stream().flatMap(c -> c.stateSizes().stream()).toList();
    }

    /// Before its first step a stack shows what its last cell shows (Keras: `stacked_rnn_cells_test.py`, masked cells).
    @Override
    public State state(List<Tensor> parts) {
        int last = cells.getLast().stateSizes().size();
        return new State(cells.getLast().state(parts.subList(parts.size() - last, parts.size())).output(), parts);
    }

    @Override
    public String title() {
        return "RNN";
    }
}
