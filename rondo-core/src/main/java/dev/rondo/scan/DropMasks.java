package dev.rondo.scan;

import dev.rondo.kernel.Blocks;
import dev.rondo.op.Key;
import java.util.List;

/// The drop masks of one chunk: for each of its rows what its numbers are multiplied by, `0` or `1 / (1 − rate)`.
final class DropMasks {
    private final List<DropMask> masks;
    private final List<Key> keys;
    private final int[] rows;
    private final int[] padded;
    private final float[][] factors;
    private final int[] drawnAt;

    DropMasks(List<DropMask> masks, List<Key> keys, int[] rows, Blocks blocks) {
        this.masks = masks;
        this.keys = keys;
        this.rows = rows;
        padded = masks.stream().mapToInt(m -> blocks.padded(m.width())).toArray();
        factors = new float[masks.size()][];
        drawnAt = new int[masks.size()];
        for (int m = 0; m < factors.length; m++) {
            factors[m] = new float[rows.length * padded[m]];
            if (masks.get(m).eachStep()) drawnAt[m] = -1;
            else draw(m, keys.get(m));
        }
    }

    /// The factors of mask `m` at a step, rows of the chunk by columns padded as those of its value.
    float[] at(int m, int step) {
        if (masks.get(m).eachStep() && drawnAt[m] != step) {
            draw(m, keys.get(m).in(step));
            drawnAt[m] = step;
        }
        return factors[m];
    }

    private void draw(int m, Key key) {
        var mask = masks.get(m);
        float kept = 1 / (1 - mask.rate());
        for (int r = 0; r < rows.length; r++) {
            long place = (long) rows[r] * mask.full() + mask.from();
            for (int j = 0; j < mask.width(); j++) {
                factors[m][r * padded[m] + j] = key.uniform(place + j) < mask.rate() ? 0 : kept;
            }
        }
    }
}
