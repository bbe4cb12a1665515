package dev.rondo.model.picture;

import dev.rondo.model.picture.Diagram.End;
import dev.rondo.model.picture.Diagram.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Boxes in layers by their distance to the end, so that each line leads to a later layer; a line over several layers passes
/// a place of its own in each of them (Sugiyama, Tagawa & Toda 1981).
final class Layers {
    /// Each layer's, in the order in which they stand.
    final List<List<Spot>> spots;
    /// The pieces of lines from each layer to the next.
    final List<List<Piece>> gaps;
    /// For each box of the diagram.
    final List<Spot> boxes = new ArrayList<>();
    /// For each line of the diagram, its pieces.
    final List<List<Piece>> routes = new ArrayList<>();
    final List<Spot> entries;
    final List<Spot> exits;

    /// A line from a layer to the next one.
    record Piece(Spot from, int out, Spot to, int in) {
        double fromAt() {
            return from.at + from.outAt(out);
        }

        double toAt() {
            return to.at + to.inAt(in);
        }
    }

    /// How large a box is, and where lines end at it.
    record Size(double across, double along, Spot.Sides fixed) {}

    Layers(Diagram diagram, List<Size> sizes) {
        int in = ports(diagram.lines().stream().map(Line::from));
        int out = ports(diagram.lines().stream().map(Line::to));
        var depths = depths(diagram);
        int last = Arrays.stream(depths).max().orElse(0) + (in > 0 ? 1 : 0);
        int count = last + 1 + (out > 0 ? 1 : 0);
        spots = IntStream.range(0, count).<List<Spot>>mapToObj(_ -> new ArrayList<>()).toList();
        gaps = IntStream.range(0, count).<List<Piece>>mapToObj(_ -> new ArrayList<>()).toList();
        entries = IntStream.range(0, in).mapToObj(_ -> add(Spot.passing(0))).toList();
        for (int b = 0; b < depths.length; b++) {
            var size = sizes.get(b);
            var spot = Spot.box(last - depths[b], size.across, size.along, size.fixed);
            spot.in = used(diagram.lines().stream().map(Line::to), b);
            spot.out = used(diagram.lines().stream().map(Line::from), b);
            boxes.add(add(spot));
        }
        exits = IntStream.range(0, out).mapToObj(_ -> add(Spot.passing(count - 1))).toList();
        for (var line : diagram.lines()) routes.add(route(line));
    }

    private Spot add(Spot spot) {
        spots.get(spot.layer).add(spot);
        return spot;
    }

    private List<Piece> route(Line line) {
        boolean outside = line.from().box() == Diagram.FRAME;
        boolean leaves = line.to().box() == Diagram.FRAME;
        var at = outside ? entries.get(line.from().port()) : boxes.get(line.from().box());
        var end = leaves ? exits.get(line.to().port()) : boxes.get(line.to().box());
        int out = outside ? 0 : line.from().port();
        var pieces = new ArrayList<Piece>();
        while (at.layer < end.layer) {
            boolean arrives = at.layer + 1 == end.layer;
            var next = arrives ? end : add(Spot.passing(at.layer + 1));
            var piece = new Piece(at, out, next, arrives && !leaves ? line.to().port() : 0);
            gaps.get(at.layer).add(piece);
            pieces.add(piece);
            at = next;
            out = 0;
        }
        return pieces;
    }

    private static int ports(Stream<End> ends) {
        return ends.filter(e -> e.box() == Diagram.FRAME).mapToInt(e -> e.port() + 1).max().orElse(0);
    }

    private static List<Integer> used(Stream<End> ends, int box) {
        return ends.filter(e -> e.box() == box).map(End::port).distinct().sorted().toList();
    }

    /// The longest way to the end. What leads nowhere and comes from nowhere, such as an input that nobody reads, stands
    /// first.
    private static int[] depths(Diagram diagram) {
        var depths = new int[diagram.boxes().size()];
        boolean moved = true;
        while (moved) {
            moved = false;
            for (var line : diagram.lines()) {
                if (line.from().box() == Diagram.FRAME || line.to().box() == Diagram.FRAME) continue;
                int depth = depths[line.to().box()] + 1;
                if (depths[line.from().box()] >= depth) continue;
                depths[line.from().box()] = depth;
                moved = true;
            }
        }
        int deepest = Arrays.stream(depths).max().orElse(0);
        for (int b = 0; b < depths.length; b++) {
            int box = b;
            if (diagram.lines().stream().noneMatch(l -> l.from().box() == box || l.to().box() == box)) {
                depths[b] = deepest;
            }
        }
        return depths;
    }
}
