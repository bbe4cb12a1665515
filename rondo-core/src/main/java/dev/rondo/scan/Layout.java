package dev.rondo.scan;

import dev.rondo.kernel.Reserve;
import dev.rondo.nn.Mask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Which examples make up a chunk, and which of them are real at which step. Cores work on chunks; how a batch is cut
/// depends on the batch alone, never on the number of cores.
///
/// @param rows the examples of the chunk, by their place in the batch
/// @param active for each step in the order of processing, the places in `rows` that are real there
/// @param offset how many (step, example) pairs come before each step; one number more than there are steps
record Layout(int[] rows, int[][] active, int[] offset) {
    private static final int ROWS = 16;
    private static final int ROWS_OF_WIDE_CELLS = 32;
    private static final int WIDE = 384;

    /// Steps with examples, added up over all steps.
    int total() {
        return offset[offset.length - 1];
    }

    int steps() {
        return active.length;
    }

    private record Unmasked(int batch, int time, int width) {}

    private record Layouts(List<Layout> all) {}

    /// The chunks of a batch; without a mask they are those of the last batch of the same size.
    static List<Layout> of(int batch, int time, Mask mask, boolean backwards, int width, Reserve reserve) {
        return mask.present()
                ? of(batch, time, mask, backwards, width)
                : reserve.plan(new Unmasked(batch, time, width), Layouts.class,
                        () -> new Layouts(of(batch, time, mask, backwards, width))).all();
    }

    private static List<Layout> of(int batch, int time, Mask mask, boolean backwards, int width) {
        var order = IntStream.range(0, batch).boxed().toList();
        if (mask.present()) {
            // dealt out by length, so that all chunks have about as much to do
            var length = new int[batch];
            for (int i = 0; i < batch; i++) {
                for (int t = 0; t < time; t++) length[i] += mask.real(i, t) ? 1 : 0;
            }
            order = order.stream().sorted(Comparator.comparingInt((Integer i) -> -length[i])).toList();
        }
        int each = width >= WIDE ? ROWS_OF_WIDE_CELLS : ROWS;
        int chunks = Math.max((batch + each - 1) / each, Math.min(2, batch / 4));
        chunks = Math.max(1, chunks);
        var layouts = new ArrayList<Layout>();
        for (int c = 0; c < chunks; c++) {
            var rows = new ArrayList<Integer>();
            for (int i = c; i < batch; i += chunks) rows.add(order.get(i));
            layouts.add(of(rows.stream().mapToInt(Integer::intValue).toArray(), time, mask, backwards));
        }
        return layouts;
    }

    private static Layout of(int[] rows, int time, Mask mask, boolean backwards) {
        var all = IntStream.range(0, rows.length).toArray();
        var active = new int[time][];
        var offset = new int[time + 1];
        for (int i = 0; i < time; i++) {
            int t = backwards ? time - 1 - i : i;
            active[i] = mask.present() ? IntStream.of(all).filter(r -> mask.real(rows[r], t)).toArray() : all;
            if (active[i].length == rows.length) active[i] = all;
            offset[i + 1] = offset[i] + active[i].length;
        }
        return new Layout(rows, active, offset);
    }
}
