package dev.rondo.nn;

import dev.rondo.RondoException;
import java.util.Arrays;

/// Which steps of a batch of sequences are real: `[batch, time]`, true for real and false for padding. [#none] says that
/// all are.
public final class Mask {
    private static final Mask NONE = new Mask(false, 0, 0, new boolean[0]);

    private final boolean present;
    private final int batch;
    private final int time;
    private final boolean[] real;

    private Mask(boolean present, int batch, int time, boolean[] real) {
        this.present = present;
        this.batch = batch;
        this.time = time;
        this.real = real;
    }

    /// No mask: every step is real.
    public static Mask none() {
        return NONE;
    }

    /// From row-major `[batch, time]`.
    public static Mask of(int batch, int time, boolean... real) {
        if (batch < 0 || time < 0 || real.length != (long) batch * time) {
            throw new RondoException("mask: [%d, %d] takes %d values, but %d came".formatted(batch, time,
                    (long) batch * time, real.length));
        }
        return new Mask(true, batch, time, real);
    }

    public static Mask of(boolean[][] rows) {
        int time = rows.length == 0 ? 0 : rows[0].length;
        var real = new boolean[rows.length * time];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != time) throw new RondoException("mask: rows of equal length are expected");
            System.arraycopy(rows[i], 0, real, i * time, time);
        }
        return new Mask(true, rows.length, time, real);
    }

    /// Whether there is a mask at all.
    public boolean present() {
        return present;
    }

    /// How many sequences it is for; 0 without a mask.
    public int batch() {
        return batch;
    }

    /// How many steps it is for; 0 without a mask.
    public int time() {
        return time;
    }

    public boolean real(int row, int step) {
        return !present || real[row * time + step];
    }

    /// Which rows are real at one step.
    public boolean[] at(int step) {
        var rows = new boolean[batch];
        for (int i = 0; i < batch; i++) rows[i] = real[i * time + step];
        return rows;
    }

    /// Row-major `[batch, time]`; empty without a mask.
    public boolean[] values() {
        return real.clone();
    }

    public boolean[][] rows() {
        var rows = new boolean[batch][];
        for (int i = 0; i < batch; i++) rows[i] = Arrays.copyOfRange(real, i * time, (i + 1) * time);
        return rows;
    }

    /// Time backwards.
    public Mask reversed() {
        if (!present) return this;
        var r = new boolean[real.length];
        for (int i = 0; i < batch; i++) {
            for (int t = 0; t < time; t++) r[i * time + t] = real[i * time + time - 1 - t];
        }
        return new Mask(true, batch, time, r);
    }

    /// Throws unless this mask belongs to sequences of these sizes.
    public Mask fits(String who, int batchSize, int steps) {
        if (present && (batch != batchSize || time != steps)) {
            throw new RondoException("%s: the mask has shape [%d, %d], but the sequences are [%d, %d, …]".formatted(who,
                    batch, time, batchSize, steps));
        }
        return this;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Mask m && present == m.present && batch == m.batch && time == m.time
                && Arrays.equals(real, m.real);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(real);
    }

    @Override
    public String toString() {
        return !present ? "no mask" : Arrays.deepToString(rows());
    }
}
