package dev.rondo.model.picture;

import dev.rondo.model.picture.Layers.Piece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The order within each layer, so that few lines cross: every spot goes to the mean place of what it is connected to, layer
/// after layer, down and up again, and the best order is kept (barycenters; Sugiyama, Tagawa & Toda 1981).
final class Crossings {
    private static final int SWEEPS = 12;

    private final Layers layers;
    private final IdentityHashMap<Spot, Double> places = new IdentityHashMap<>();

    private Crossings(Layers layers) {
        this.layers = layers;
    }

    static void reduce(Layers layers) {
        var crossings = new Crossings(layers);
        crossings.sweep();
        crossings.ports();
    }

    private void sweep() {
        number();
        var best = copy();
        long fewest = count();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            boolean down = sweep % 2 == 0;
            int n = layers.spots.size();
            for (int i = 1; i < n; i++) {
                if (down) sort(layers.spots.get(i), layers.gaps.get(i - 1), true);
                else sort(layers.spots.get(n - 1 - i), layers.gaps.get(n - 1 - i), false);
            }
            long now = count();
            if (now >= fewest) continue;
            fewest = now;
            best = copy();
        }
        for (int i = 0; i < best.size(); i++) {
            layers.spots.get(i).clear();
            layers.spots.get(i).addAll(best.get(i));
        }
        number();
    }

    private List<List<Spot>> copy() {
        return layers.spots.stream().<List<Spot>>map(ArrayList::new).toList();
    }

    private void number() {
        layers.spots.forEach(this::number);
    }

    private void number(List<Spot> layer) {
        for (int i = 0; i < layer.size(); i++) places.put(layer.get(i), (double) i);
    }

    private void sort(List<Spot> layer, List<Piece> pieces, boolean down) {
        var means = new IdentityHashMap<Spot, Double>();
        for (var spot : layer) {
            means.put(spot, mean(pieces.stream().filter(p -> (down ? p.to() : p.from()) == spot).toList(),
                    down ? this::start : this::finish, place(spot)));
        }
        layer.sort(Comparator.comparingDouble(s -> means.getOrDefault(s, 0.0)));
        number(layer);
    }

    private static double mean(List<Piece> pieces, ToDoubleFunction<Piece> place, double otherwise) {
        return pieces.stream().mapToDouble(place).average().orElse(otherwise);
    }

    private double place(Spot spot) {
        return places.getOrDefault(spot, 0.0);
    }

    private double start(Piece piece) {
        return place(piece.from()) + share(piece.from().out, piece.out());
    }

    private double finish(Piece piece) {
        return place(piece.to()) + share(piece.to().in, piece.in());
    }

    /// Where a port stands among those of its side, from 0 to 1.
    private static double share(List<Integer> ports, int port) {
        return ports.size() <= 1 ? 0.5 : (ports.indexOf(port) + 1.0) / (ports.size() + 1);
    }

    private long count() {
        return layers.gaps.stream().mapToLong(this::count).sum();
    }

    private long count(List<Piece> gap) {
        long crossings = 0;
        for (int i = 0; i < gap.size(); i++) {
            for (int j = 0; j < i; j++) {
                double above = start(gap.get(i)) - start(gap.get(j));
                double below = finish(gap.get(i)) - finish(gap.get(j));
                if (above * below < 0) crossings++;
            }
        }
        return crossings;
    }

    /// Lines end at a box in the order in which they come, so that they do not cross before it.
    private void ports() {
        for (var spot : layers.boxes) {
            if (spot.layer > 0) {
                spot.in = sorted(spot.in, layers.gaps.get(spot.layer - 1).stream().filter(p -> p.to() == spot).toList(),
                        Piece::in, this::start);
            }
            spot.out = sorted(spot.out, layers.gaps.get(spot.layer).stream().filter(p -> p.from() == spot).toList(),
                    Piece::out, this::finish);
        }
    }

    private static List<Integer> sorted(List<Integer> ports, List<Piece> pieces, ToDoubleFunction<Piece> port,
            ToDoubleFunction<Piece> place) {
        return ports.stream().sorted(Comparator.comparingDouble(
                n -> mean(pieces.stream().filter(p -> port.applyAsDouble(p) == n).toList(), place, n))).toList();
    }
}
