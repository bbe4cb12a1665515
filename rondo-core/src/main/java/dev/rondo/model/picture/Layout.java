package dev.rondo.model.picture;

import dev.rondo.model.picture.Diagram.Box;
import dev.rondo.model.picture.Diagram.Line;
import dev.rondo.model.picture.Layers.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A diagram with places: where boxes stand and how lines run, from the upper left corner.
///
/// @param in how far across lines from outside come in, by port; [#out] the same for those that leave
record Layout(Rankdir rankdir, double width, double height, List<Placed> boxes, List<Curve> lines, List<Double> in,
        List<Double> out) {
    static final double PAD = 14;
    private static final double GAP = 34;
    private static final double AT_FRAME = 24;
    private static final double FOR_WORDS = 16;

    /// @param inner what is in it, and where that begins
    record Placed(Label label, double x, double y, double width, double height, Optional<Layout> inner, double innerX,
            double innerY) {}

    record Point(double x, double y) {}

    /// A line through points: from the first to the second straight, to the third in a bend, and so on by turns.
    ///
    /// @param from the word at its beginning, `to` that at its end; empty if there is none
    /// @param arrow whether it ends at a box, rather than at the frame
    record Curve(List<Point> points, String from, String to, boolean arrow) {}

    static Layout of(Diagram diagram, Rankdir rankdir) {
        return of(diagram, rankdir, 0);
    }

    /// @param least how long it must be from the first layer to the last
    private static Layout of(Diagram diagram, Rankdir rankdir, double least) {
        var inner = diagram.boxes().stream().map(b -> b.inner()
                .map(d -> of(d, rankdir, rankdir == Rankdir.LR ? b.label().width() : 0))).toList();
        var sizes = new ArrayList<Size>();
        for (int b = 0; b < inner.size(); b++) sizes.add(size(diagram, b, inner.get(b), rankdir));
        var layers = new Layers(diagram, sizes);
        Crossings.reduce(layers);
        Straight.place(layers);
        return new Making(diagram, rankdir, layers, inner).made(least);
    }

    private static Size size(Diagram diagram, int box, Optional<Layout> inner, Rankdir rankdir) {
        var label = diagram.boxes().get(box).label();
        boolean down = rankdir == Rankdir.TB;
        if (inner.isEmpty()) {
            double room = Math.max(room(diagram, box, label, true, down), room(diagram, box, label, false, down));
            return down ? new Size(Math.max(label.width(), room), label.height(), Spot.Sides.FREE)
                    : new Size(Math.max(label.height(), room), label.width(), Spot.Sides.FREE);
        }
        var inside = inner.get();
        double across = down ? Math.max(label.width(), inside.width + 2 * PAD)
                : Label.HEADER + 2 * PAD + inside.height;
        double along = down ? Label.HEADER + inside.height : inside.width;
        double begin = down ? -inside.width / 2 : Label.HEADER + PAD - across / 2;
        return new Size(across, along, new Spot.Sides(inside.in.stream().map(p -> begin + p).toList(),
                inside.out.stream().map(p -> begin + p).toList()));
    }

    /// What the ends of lines and their words need across.
    private static double room(Diagram diagram, int box, Label label, boolean in, boolean down) {
        var ports = diagram.lines().stream().map(in ? Line::to : Line::from).filter(e -> e.box() == box)
                .map(Diagram.End::port).distinct().toList();
        if (ports.size() < 2) return 0;
        double widest = ports.stream().map(in ? label::input : label::output).mapToDouble(
                word -> word.isEmpty() ? 12 : down ? TextWidth.of(word, Label.ROW_SIZE) + 18 : 15).max().orElse(0);
        return Math.ceil((ports.size() + 1) * widest);
    }

    /// From layers with places to points on the picture.
    private record Making(Diagram diagram, Rankdir rankdir, Layers layers, List<Optional<Layout>> inner) {
        Layout made(double least) {
            int n = layers.spots.size();
            var begin = new double[n];
            var end = new double[n];
            double at = 0;
            for (int l = 0; l < n; l++) {
                begin[l] = at;
                end[l] = at + layers.spots.get(l).stream().mapToDouble(s -> s.along).max().orElse(0);
                at = end[l] + (l + 1 < n ? gap(l) : 0);
            }
            if (end[n - 1] < least) {
                begin[n - 1] += least - end[n - 1];
                end[n - 1] = least;
            }
            double across = layers.spots.stream().flatMap(List::stream).mapToDouble(s -> s.at + s.across / 2).max()
                    .orElse(0);
            var boxes = new ArrayList<Placed>();
            for (int b = 0; b < layers.boxes.size(); b++) boxes.add(placed(b, begin, end));
            var lines = new ArrayList<Curve>();
            for (int i = 0; i < layers.routes.size(); i++) lines.add(curve(i, begin, end));
            boolean down = rankdir == Rankdir.TB;
            return new Layout(rankdir, down ? across : end[n - 1], down ? end[n - 1] : across, boxes, lines,
                    layers.entries.stream().map(s -> s.at).toList(), layers.exits.stream().map(s -> s.at).toList());
        }

        /// Wide where lines have far to go, or words stand beside them.
        private double gap(int layer) {
            var pieces = layers.gaps.get(layer);
            boolean atFrame = (layer == 0 && !layers.entries.isEmpty())
                    || (layer + 2 == layers.spots.size() && !layers.exits.isEmpty());
            double farthest = pieces.stream().mapToDouble(p -> Math.abs(p.fromAt() - p.toAt())).max().orElse(0);
            boolean begins = false;
            boolean ends = false;
            for (int i = 0; i < layers.routes.size(); i++) {
                var route = layers.routes.get(i);
                begins |= pieces.contains(route.getFirst()) && !from(diagram.lines().get(i)).isEmpty();
                ends |= pieces.contains(route.getLast()) && !to(diagram.lines().get(i)).isEmpty();
            }
            double words = (begins ? FOR_WORDS : 0) + (ends ? FOR_WORDS : 0);
            return Math.rint((atFrame ? AT_FRAME : GAP) + words + Math.min(50, farthest / 8));
        }

        private Placed placed(int box, double[] begin, double[] end) {
            var spot = layers.boxes.get(box);
            double along = Math.rint((begin[spot.layer] + end[spot.layer] - spot.along) / 2);
            double across = spot.at - spot.across / 2;
            boolean down = rankdir == Rankdir.TB;
            double x = down ? across : along;
            double y = down ? along : across;
            double width = down ? spot.across : spot.along;
            double height = down ? spot.along : spot.across;
            double innerX = inner.get(box).map(i -> down ? x + (width - i.width) / 2 : x).orElse(0.0);
            double innerY = y + Label.HEADER + (down ? 0 : PAD);
            return new Placed(diagram.boxes().get(box).label(), x, y, width, height, inner.get(box), innerX, innerY);
        }

        private Curve curve(int line, double[] begin, double[] end) {
            var points = new ArrayList<Point>();
            var route = layers.routes.get(line);
            var first = from(diagram.lines().get(line));
            var word = to(diagram.lines().get(line));
            for (var piece : route) {
                var from = piece.from();
                double straight = points.isEmpty() && !first.isEmpty() ? FOR_WORDS : 0;
                double middle = Math.rint((begin[from.layer] + end[from.layer] - from.along) / 2);
                points.add(point(piece.fromAt(), from.passing ? begin[from.layer] : middle + from.along));
                points.add(point(piece.fromAt(), end[from.layer] + straight));
            }
            var last = route.getLast();
            var to = last.to();
            points.add(point(last.toAt(), begin[to.layer] - (word.isEmpty() ? 0 : FOR_WORDS)));
            points.add(point(last.toAt(), to.passing ? end[to.layer]
                    : Math.rint((begin[to.layer] + end[to.layer] - to.along) / 2)));
            return new Curve(points, first, word, !to.passing);
        }

        private Point point(double across, double along) {
            return rankdir == Rankdir.TB ? new Point(across, along) : new Point(along, across);
        }

        private String from(Line line) {
            return line.from().box() == Diagram.FRAME ? "" : box(line.from().box()).label().output(line.from().port());
        }

        private String to(Line line) {
            return line.to().box() == Diagram.FRAME ? "" : box(line.to().box()).label().input(line.to().port());
        }

        private Box box(int i) {
            return diagram.boxes().get(i);
        }
    }
}
