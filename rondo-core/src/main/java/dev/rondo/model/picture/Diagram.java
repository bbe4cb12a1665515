package dev.rondo.model.picture;

import java.util.List;
import java.util.Optional;

/// Boxes and the lines between them, before anyone knows where they stand.
record Diagram(List<Box> boxes, List<Line> lines) {
    /// The frame around the diagram, where lines from outside come in and others go out.
    static final int FRAME = -1;

    /// @param inner what is drawn in it, for a model whose inside is shown
    record Box(Label label, Optional<Diagram> inner) {}

    /// Where a line ends.
    ///
    /// @param box which box, or [#FRAME]
    /// @param port which of its inputs or outputs
    record End(int box, int port) {}

    record Line(End from, End to) {}

    Diagram {
        boxes = List.copyOf(boxes);
        lines = List.copyOf(lines);
    }
}
