package dev.rondo.scan;

import java.util.ArrayList;
import java.util.List;

/// The values of a plan by number, and where each lives.
final class Values {
    /// Where a value lives: in a slab that has room for all time steps, in scratch that is used again at the next step, or
    /// in a fixed tensor.
    enum Home {
        SLAB, SCRATCH, ROW
    }

    private static final class Value {
        final int width;
        Home home;
        int fixed;
        int from;
        int same = -1;

        Value(int width, Home home) {
            this.width = width;
            this.home = home;
        }
    }

    private final List<Value> values = new ArrayList<>();

    int scratch(int width) {
        values.add(new Value(width, Home.SCRATCH));
        return values.size() - 1;
    }

    int slab(int width) {
        values.add(new Value(width, Home.SLAB));
        return values.size() - 1;
    }

    int row(Node.Row r) {
        var v = new Value(r.width(), Home.ROW);
        v.fixed = r.fixed();
        v.from = r.from();
        values.add(v);
        return values.size() - 1;
    }

    /// This value is wanted beyond its step.
    void keep(int id) {
        values.get(id).home = Home.SLAB;
    }

    /// From where it is written, `id` takes the place of `other`, which nobody reads any more.
    void share(int id, int other) {
        values.get(id).same = place(other);
    }

    /// The value whose memory `id` lives in.
    int place(int id) {
        return values.get(id).same < 0 ? id : values.get(id).same;
    }

    int size() {
        return values.size();
    }

    int width(int id) {
        return values.get(id).width;
    }

    Home home(int id) {
        return values.get(id).home;
    }

    int fixed(int id) {
        return values.get(id).fixed;
    }

    int from(int id) {
        return values.get(id).from;
    }
}
