package dev.rondo.model.picture;

import dev.rondo.cell.Cell;
import dev.rondo.layer.BidirectionalStates;
import dev.rondo.layer.Block;
import dev.rondo.layer.ConvLstm;
import dev.rondo.layer.Graph;
import dev.rondo.layer.Merge;
import dev.rondo.layer.Recurrent;
import dev.rondo.layer.Rnn;
import dev.rondo.layer.RnnFrom;
import dev.rondo.layer.RnnStates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What the inputs and outputs of a block are called where they are not alike: the states of recurrent layers, and the heads
/// of a model inside of another.
final class Ports {
    private Ports() {}

    static List<String> inputs(Block block) {
        return switch (block) {
            case RnnFrom r -> after("", states(r.layer().cell()));
            case RnnStates r -> after("", states(r.layer().cell()));
            case BidirectionalStates b -> after("", states(b));
            case Graph g when g.inputs().size() > 1 ->
                g.inputs().stream().map(v -> g.vertices().get(v).name()).toList();
            default -> List.of();
        };
    }

    static List<String> outputs(Block block) {
        return switch (block) {
            case RnnStates r -> after("output", states(r.layer().cell()));
            case BidirectionalStates b -> b.layer().merge() == Merge.NONE
                    ? after("forward", after("backward", states(b)))
                    : after("output", states(b));
            case Graph g when g.outputs().size() > 1 -> g.outputs().stream()
                    .map(p -> g.vertices().get(p.vertex()).name()).toList();
            default -> List.of();
        };
    }

    /// h, or h and c, by which the parts of a [dev.rondo.scan.State] are known; numbers if there are more.
    private static List<String> states(Cell cell) {
        int parts = cell.stateSizes().size();
        return parts <= 2 ? List.of("h", "c").subList(0, parts)
                : IntStream.range(0, parts).mapToObj(i -> "state " + i).toList();
    }

    private static List<String> states(Recurrent layer) {
        return switch (layer) {
            case Rnn r -> states(r.cell());
            case ConvLstm _ -> List.of("h", "c");
        };
    }

    private static List<String> states(BidirectionalStates both) {
        var all = new ArrayList<String>();
        states(both.layer().forward()).forEach(s -> all.add(s + " forward"));
        states(both.layer().backward()).forEach(s -> all.add(s + " backward"));
        return all;
    }

    private static List<String> after(String first, List<String> others) {
        var all = new ArrayList<String>();
        all.add(first);
        all.addAll(others);
        return all;
    }
}
