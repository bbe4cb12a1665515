package dev.rondo.nn;

import dev.rondo.kernel.Machine;
import dev.rondo.op.Key;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What all views of one [Pass] share: the weights, the tape, the way it runs, and what it leaves.
record Run(Weights weights, Tape tape, Way way, Left left) {
    /// How a pass runs.
    record Way(boolean training, Key key, States carried, boolean streaming, Optional<Watch> watch) {}

    /// What a pass leaves on its way: the weights that were read, states for the next batch, what keys were drawn for, new
    /// numbers for weights that layers keep, additions to the loss.
    record Left(Map<String, Tensor> read, Map<String, List<Tensor>> carried, Map<Key, Pass.Drawn> drawn,
            Map<String, Tensor> kept, List<Tensor> costs) {
        static Left nothing() {
            return new Left(new HashMap<>(), new LinkedHashMap<>(), new HashMap<>(), new LinkedHashMap<>(),
                    new ArrayList<>());
        }
    }

    static Run of(Weights weights, Tape tape, boolean training, Key key) {
        return new Run(weights, tape, new Way(training, key, States.none(), false, Optional.empty()), Left.nothing());
    }

    /// States that nobody replaces are carried on.
    Run carrying(States states) {
        var more = new Left(left.read, new LinkedHashMap<>(states.byLayer()), left.drawn, left.kept, left.costs);
        return new Run(weights, tape, new Way(way.training, way.key, states, way.streaming, way.watch), more);
    }

    Run streamed() {
        return new Run(weights, tape, new Way(way.training, way.key, way.carried, true, way.watch), left);
    }

    Run watching(Watch eyes) {
        return new Run(weights, tape, new Way(way.training, way.key, way.carried, way.streaming, Optional.of(eyes)),
                left);
    }

    /// For trying a step out: over the same weights, recording, and leaving nothing behind here.
    Run again() {
        return of(weights, Tape.recording(Machine.single()), way.training, way.key);
    }
}
