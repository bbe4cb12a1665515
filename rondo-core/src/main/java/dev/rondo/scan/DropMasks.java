package dev.rondo.scan;

import dev.rondo.kernel.Blocks;
import dev.rondo.kernel.Reserve;
import dev.rondo.op.Key;
import java.util.Arrays;
import java.util.List;

/// The drop masks of one chunk: for each of its rows what its numbers are multiplied by, `0` or `1 / (1 − rate)`.
final class DropMasks {
    private final List<DropMask> masks;
    private final List<Key> keys;
    private final int[] rows;
    private final int[] padded;
    private final float[][] factors;
    private final int[] drawnAt;

    DropMasks(List<DropMask> masks, List<Key> keys, int[] rows, Blocks blocks, Reserve reserve) {
        this.masks = masks;
        this.keys = keys;
        this.rows = rows;
        padded = new int[masks.size()];
        factors = new float[masks.size()][];
        for (int m = 0; m < factors.length; m++) {
            padded[m] = blocks.padded(masks.get(m).width());
            factors[m] = reserve.take(rows.length * padded[m]);
        }
        drawnAt = new int[masks.size()];
        Arrays.fill(drawnAt, -1);
    }

    void release(Reserve reserve) {
        for (var f : factors) reserve.give(f);
    }

    /// The factors of mask `m` at a step, rows of the chunk by columns padded as those of its value.
    float[] at(int m, int step) {
        boolean eachStep = masks.get(m).eachStep();
        int wanted = eachStep ? step : 0;
        if (drawnAt[m] != wanted) draw(m, eachStep ? keys.get(m).in(step) : keys.get(m));
        drawnAt[m] = wanted;
        return factors[m];
    }

    private void draw(int m, Key key) {
        var mask = masks.get(m);
        float kept = 1 / (1 - mask.rate());
        for (int r = 0; r < rows.length; r++) {
            long place = (long) rows[r] * mask.full() + mask.from();
            int to = r * padded[m];
            for (int j = 0; j < mask.width(); j++) factors[m][to + j] = key.uniform(place + j) < mask.rate() ? 0 : kept;
        }
    }
}
