package dev.rondo.model.picture;

import dev.rondo.model.picture.Layers.Piece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

/// Lines that are nearly straight become straight: what hangs together by straight lines moves as a whole, as far as nothing
/// is in the way.
final class Align {
    /// How far a box moves for a line that ends at it; long lines are straightened whatever the way.
    private static final double NEAR = 48;

    private final Layers layers;
    private final IdentityHashMap<Spot, Group> groups = new IdentityHashMap<>();

    /// What hangs together.
    private static final class Group {
        final List<Spot> spots = new ArrayList<>();
    }

    private Align(Layers layers) {
        this.layers = layers;
    }

    static void straighten(Layers layers) {
        var align = new Align(layers);
        for (var layer : layers.spots) for (var spot : layer) align.group(spot).spots.add(spot);
        var pieces = layers.gaps.stream().flatMap(List::stream).sorted(Comparator.<Piece>comparingInt(
                p -> passes(p) ? 0 : 1).thenComparingDouble(p -> Math.abs(bend(p)))).toList();
        for (var piece : pieces) align.straighten(piece);
    }

    private Group group(Spot spot) {
        return groups.computeIfAbsent(spot, _ -> new Group());
    }

    private static boolean passes(Piece p) {
        return p.from().passing && p.to().passing;
    }

    /// How far to the right it ends of where it begins.
    private static double bend(Piece p) {
        return p.toAt() - p.fromAt();
    }

    private void straighten(Piece piece) {
        double bend = bend(piece);
        if (!passes(piece) && (Math.abs(bend) > NEAR || even(piece))) return;
        var from = group(piece.from());
        var to = group(piece.to());
        if (from == to) return;
        var lesser = from.spots.size() < to.spots.size() ? from : to;
        var greater = lesser == from ? to : from;
        double sign = lesser == from ? 1 : -1;
        double move = room(lesser.spots, sign * bend);
        double rest = bend - sign * move;
        double other = room(greater.spots, -sign * rest);
        if (Math.abs(rest + sign * other) > 1e-6) return;
        for (var spot : lesser.spots) spot.at += move;
        for (var spot : greater.spots) spot.at += other;
        from.spots.addAll(to.spots);
        for (var spot : to.spots) groups.put(spot, from);
    }

    /// Whether lines part or meet to both sides alike, which looks better than one straight line and one bent.
    private boolean even(Piece piece) {
        var gap = layers.gaps.get(piece.from().layer);
        return even(gap.stream().filter(p -> p.from() == piece.from() && p.out() == piece.out()).toList())
                || even(gap.stream().filter(p -> p.to() == piece.to() && p.in() == piece.in()).toList());
    }

    private static boolean even(List<Piece> pieces) {
        return pieces.size() % 2 == 0 && Math.abs(pieces.stream().mapToDouble(Align::bend).sum()) <= 2 * pieces.size();
    }

    /// As much of a move as there is room for.
    private double room(List<Spot> group, double move) {
        double room = move;
        for (var spot : group) {
            var layer = layers.spots.get(spot.layer);
            int i = layer.indexOf(spot);
            if (i > 0 && move < 0 && !group.contains(layer.get(i - 1))) {
                double least = layer.get(i - 1).at + Straight.distance(layer.get(i - 1), spot);
                room = Math.max(room, Math.min(0, least - spot.at));
            }
            if (i + 1 < layer.size() && move > 0 && !group.contains(layer.get(i + 1))) {
                double most = layer.get(i + 1).at - Straight.distance(spot, layer.get(i + 1));
                room = Math.min(room, Math.max(0, most - spot.at));
            }
        }
        return room;
    }
}
