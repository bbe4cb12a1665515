package dev.rondo.model.picture;

import dev.rondo.model.picture.Layers.Piece;
import java.util.List;

/// Where the spots of a layer stand: in their order, none over another, and so that lines run as straight as they can, long
/// ones first. Layer after layer, each spot wants to be where its lines are; those in each other's way share the difference
/// (isotonic regression by pooling adjacent violators; Ayer et al. 1955).
final class Straight {
    private static final int SWEEPS = 40;
    private static final double BETWEEN = 28;
    private static final double BESIDE_A_LINE = 20;

    private Straight() {}

    static void place(Layers layers) {
        int n = layers.spots.size();
        for (var layer : layers.spots) pack(layer);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean down = sweep % 2 == 0;
            for (int i = 0; i < n; i++) {
                int l = down ? i : n - 1 - i;
                // at last both sides are heard
                boolean both = sweep >= SWEEPS / 2;
                settle(layers.spots.get(l), down || both ? before(layers, l) : List.of(),
                        !down || both ? layers.gaps.get(l) : List.of());
            }
        }
        for (var layer : layers.spots) for (var spot : layer) spot.at = Math.rint(spot.at);
        Align.straighten(layers);
        double least = layers.spots.stream().flatMap(List::stream).mapToDouble(s -> s.at - s.across / 2).min()
                .orElse(0);
        for (var layer : layers.spots) for (var spot : layer) spot.at -= least;
    }

    private static List<Piece> before(Layers layers, int layer) {
        return layer == 0 ? List.of() : layers.gaps.get(layer - 1);
    }

    static double distance(Spot left, Spot right) {
        return (left.across + right.across) / 2 + (left.passing || right.passing ? BESIDE_A_LINE : BETWEEN);
    }

    private static void pack(List<Spot> layer) {
        for (int i = 1; i < layer.size(); i++) {
            layer.get(i).at = layer.get(i - 1).at + distance(layer.get(i - 1), layer.get(i));
        }
    }

    private static void settle(List<Spot> layer, List<Piece> above, List<Piece> below) {
        int n = layer.size();
        var wish = new double[n];
        var weight = new double[n];
        for (int i = 0; i < n; i++) {
            var spot = layer.get(i);
            for (var p : above) {
                if (p.to() != spot) continue;
                wish[i] += pull(p) * (p.fromAt() - spot.inAt(p.in()));
                weight[i] += pull(p);
            }
            for (var p : below) {
                if (p.from() != spot) continue;
                wish[i] += pull(p) * (p.toAt() - spot.outAt(p.out()));
                weight[i] += pull(p);
            }
            if (weight[i] > 0) {
                wish[i] /= weight[i];
            } else {
                wish[i] = spot.at;
                weight[i] = 0.01;
            }
        }
        pool(layer, wish, weight);
    }

    /// A bend in a long line is worse than one at a box.
    private static double pull(Piece p) {
        return p.from().passing && p.to().passing ? 8 : p.from().passing || p.to().passing ? 3 : 1;
    }

    private static void pool(List<Spot> layer, double[] wish, double[] weight) {
        int n = layer.size();
        var offset = new double[n];
        for (int i = 1; i < n; i++) offset[i] = offset[i - 1] + distance(layer.get(i - 1), layer.get(i));
        var mean = new double[n];
        var weights = new double[n];
        var first = new int[n + 1];
        int pools = 0;
        for (int i = 0; i < n; i++) {
            mean[pools] = wish[i] - offset[i];
            weights[pools] = weight[i];
            first[pools++] = i;
            while (pools > 1 && mean[pools - 2] > mean[pools - 1]) {
                double sum = weights[pools - 2] + weights[pools - 1];
                mean[pools - 2] = (mean[pools - 2] * weights[pools - 2] + mean[pools - 1] * weights[pools - 1]) / sum;
                weights[pools - 2] = sum;
                pools--;
            }
        }
        first[pools] = n;
        for (int p = 0; p < pools; p++) {
            for (int i = first[p]; i < first[p + 1]; i++) layer.get(i).at = mean[p] + offset[i];
        }
    }
}
