package dev.rondo.model.picture;

import java.util.List;

/// A place in a layer of a picture: a box, the port of a frame, or where a long line passes. "Across" is along a layer,
/// "along" is from layer to layer, whichever way the picture runs; all offsets are across and from the middle.
final class Spot {
    final int layer;
    final double across;
    final double along;
    /// Where lines may end, by port, if a model inside of the box says so; otherwise they are spread over the box.
    final Sides fixed;
    final boolean passing;
    /// The ports that lines use, in the order in which they stand.
    List<Integer> in = List.of();
    List<Integer> out = List.of();
    double at;

    /// Offsets of the ports of a model inside of a box.
    record Sides(List<Double> in, List<Double> out) {
        static final Sides FREE = new Sides(List.of(), List.of());
    }

    private Spot(int layer, double across, double along, Sides fixed, boolean passing) {
        this.layer = layer;
        this.across = across;
        this.along = along;
        this.fixed = fixed;
        this.passing = passing;
    }

    static Spot box(int layer, double across, double along, Sides fixed) {
        return new Spot(layer, across, along, fixed, false);
    }

    /// Where nothing stands but a line.
    static Spot passing(int layer) {
        return new Spot(layer, 0, 0, Sides.FREE, true);
    }

    double inAt(int port) {
        return fixed.in.isEmpty() ? spread(in, port) : fixed.in.get(port);
    }

    double outAt(int port) {
        return fixed.out.isEmpty() ? spread(out, port) : fixed.out.get(port);
    }

    private double spread(List<Integer> ports, int port) {
        if (ports.size() <= 1) return 0;
        return Math.rint(across * ((ports.indexOf(port) + 1.0) / (ports.size() + 1) - 0.5));
    }
}
