package dev.rondo.model.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.model.picture.Layout.Curve;
import dev.rondo.model.picture.Layout.Placed;
import dev.rondo.model.picture.Layout.Point;
import java.util.ArrayList;
import java.util.List;

/// What must hold of every layout: boxes are apart, in their frame, wide enough for what they say, and no line runs through
/// a box.
final class Geometry {
    private Geometry() {}

    static void check(Layout layout) {
        var boxes = layout.boxes();
        for (int i = 0; i < boxes.size(); i++) {
            var box = boxes.get(i);
            assertThat(inside(box, 0, 0, layout.width(), layout.height())).as("%s in its frame", about(box)).isTrue();
            for (int j = 0; j < i; j++) assertThat(apart(box, boxes.get(j))).as(about(box)).isTrue();
            assertThat(box.width()).isGreaterThanOrEqualTo(box.label().width());
            box.inner().ifPresent(inner -> {
                assertThat(box.innerX()).isGreaterThanOrEqualTo(box.x());
                assertThat(box.innerY()).isGreaterThanOrEqualTo(box.y() + Label.HEADER);
                assertThat(box.innerX() + inner.width()).isLessThanOrEqualTo(box.x() + box.width() + 0.01);
                assertThat(box.innerY() + inner.height()).isLessThanOrEqualTo(box.y() + box.height() + 0.01);
                check(inner);
            });
        }
        for (var line : layout.lines()) {
            for (var point : way(line, layout.rankdir() == Rankdir.TB)) {
                for (var box : boxes) {
                    assertThat(within(point, box)).as("a line through %s at %s", about(box), point).isFalse();
                }
            }
        }
    }

    private static String about(Placed box) { return box.label().about(); }

    private static boolean inside(Placed box, double x, double y, double width, double height) {
        return box.x() >= x - 0.01 && box.y() >= y - 0.01 && box.x() + box.width() <= x + width + 0.01
                && box.y() + box.height() <= y + height + 0.01;
    }

    private static boolean apart(Placed a, Placed b) {
        double space = 10;
        return a.x() + a.width() + space <= b.x() || b.x() + b.width() + space <= a.x()
                || a.y() + a.height() + space <= b.y() || b.y() + b.height() + space <= a.y();
    }

    private static boolean within(Point point, Placed box) {
        double edge = 0.5;
        return point.x() > box.x() + edge && point.x() < box.x() + box.width() - edge && point.y() > box.y() + edge
                && point.y() < box.y() + box.height() - edge;
    }

    /// Points close together on a line, its bends as they are drawn.
    private static List<Point> way(Curve line, boolean down) {
        var way = new ArrayList<Point>();
        for (int i = 1; i < line.points().size(); i++) {
            var from = line.points().get(i - 1);
            var to = line.points().get(i);
            assertThat(down ? to.y() - from.y() : to.x() - from.x()).as("a line goes on").isGreaterThanOrEqualTo(-0.01);
            for (int k = 0; k <= 40; k++) {
                double t = k / 40.0;
                double soft = t * t * (3 - 2 * t);
                double even = 1.5 * t * (1 - t) + t * t * t;
                way.add(down ? new Point(mix(from.x(), to.x(), soft), mix(from.y(), to.y(), even))
                        : new Point(mix(from.x(), to.x(), even), mix(from.y(), to.y(), soft)));
            }
        }
        return way;
    }

    private static double mix(double from, double to, double share) { return from + share * (to - from); }
}
