package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// Sequences of different lengths as one array: Keras's `pad_sequences`, with its defaults. PyTorch:
/// `nn.utils.rnn.pad_sequence`, which pads alone.
///
/// ```java
/// int[][] batch = padSequences().maxlen(6).padding(POST).ints(sequences);
/// ```
///
/// One method for each kind of time step, which takes the place of Keras's `dtype`: whole numbers ([#ints]), numbers
/// ([#floats]), vectors ([#vectors]).
///
/// @param maxlen the length of every row; absent: that of the longest sequence
/// @param padding the end at which shorter sequences are filled up; PRE by default
/// @param truncating the end at which longer sequences are cut; PRE by default, so that their last steps stay
/// @param value what they are filled up with; 0 by default (for [#ints] cut to a whole number, as NumPy does)
public record PadSequences(OptionalInt maxlen, Side padding, Side truncating, double value) {
    public PadSequences {
        maxlen.ifPresent(n -> Legal.atLeast(0, "padSequences", "maxlen", n));
    }

    /// Keras's defaults: as long as the longest, padded and cut in front, with 0.
    public static PadSequences padSequences() { return new PadSequences(OptionalInt.empty(), Side.PRE, Side.PRE, 0); }

    public PadSequences maxlen(int maxlen) {
        return new PadSequences(OptionalInt.of(maxlen), padding, truncating, value);
    }

    public PadSequences padding(Side padding) { return new PadSequences(maxlen, padding, truncating, value); }

    public PadSequences truncating(Side truncating) { return new PadSequences(maxlen, padding, truncating, value); }

    public PadSequences value(double value) { return new PadSequences(maxlen, padding, truncating, value); }

    /// \[sequences, maxlen\]
    public int[][] ints(List<int[]> sequences) {
        int width = width(sequences.stream().mapToInt(s -> s.length).toArray());
        var rows = new int[sequences.size()][width];
        for (int i = 0; i < rows.length; i++) {
            Arrays.fill(rows[i], (int) value);
            copy(sequences.get(i), sequences.get(i).length, rows[i], width);
        }
        return rows;
    }

    /// \[sequences, maxlen\]
    public float[][] floats(List<float[]> sequences) {
        int width = width(sequences.stream().mapToInt(s -> s.length).toArray());
        var rows = new float[sequences.size()][width];
        for (int i = 0; i < rows.length; i++) {
            Arrays.fill(rows[i], (float) value);
            copy(sequences.get(i), sequences.get(i).length, rows[i], width);
        }
        return rows;
    }

    /// \[sequences, maxlen, features\]. Every vector must be as long as the first one. (When all sequences are empty there
    /// is none; the vectors then have length 0.)
    public float[][][] vectors(List<float[][]> sequences) {
        int width = width(sequences.stream().mapToInt(s -> s.length).toArray());
        int features = features(sequences);
        var rows = new float[sequences.size()][width][features];
        for (int i = 0; i < rows.length; i++) {
            for (float[] step : rows[i]) Arrays.fill(step, (float) value);
            var copies = Arrays.stream(sequences.get(i)).map(float[]::clone).toArray(float[][]::new);
            copy(copies, copies.length, rows[i], width);
        }
        return rows;
    }

    private int width(int[] lengths) {
        if (lengths.length == 0 && maxlen.isEmpty())
            throw new RondoException("padSequences: no sequences, so no longest one; give sequences or a maxlen");
        int width = maxlen.orElseGet(() -> Arrays.stream(lengths).max().orElseThrow());
        // Keras cuts with s[-maxlen:], which for maxlen 0 is all of s; that then fits into no row (unless s is a single
        // step, which NumPy broadcasts into nothing), and Keras fails too
        if (width == 0 && truncating == Side.PRE)
            for (int i = 0; i < lengths.length; i++)
                if (lengths[i] > 1)
                    throw new RondoException("padSequences: maxlen 0 cannot cut sequence " + i + " of length "
                            + lengths[i] + " in front (nor can Keras); give truncating(POST) or a longer maxlen");
        return width;
    }

    private static int features(List<float[][]> sequences) {
        int features = sequences.stream().filter(s -> s.length > 0).findFirst().map(s -> s[0].length).orElse(0);
        for (int i = 0; i < sequences.size(); i++)
            for (int t = 0; t < sequences.get(i).length; t++)
                if (sequences.get(i)[t].length != features)
                    throw new RondoException("padSequences: step " + t + " of sequence " + i + " has "
                            + sequences.get(i)[t].length + " features, but the first step has " + features
                            + "; give every step the same number");
        return features;
    }

    /// The part of `sequence` that stays, to its end of `row`; both are arrays of the same kind.
    private void copy(Object sequence, int length, Object row, int width) {
        int kept = Math.min(length, width);
        int from = truncating == Side.PRE ? length - kept : 0;
        int to = padding == Side.PRE ? width - kept : 0;
        System.arraycopy(sequence, from, row, to, kept);
    }
}
