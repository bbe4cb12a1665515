package dev.rondo.tensor;

import dev.rondo.RondoException;
import java.util.Arrays;

/// Row-major float32 numbers with a shape. A tensor knows the tape of the pass it belongs to, and whether a gradient is
/// wanted for it; one made with [#of] belongs to none.
public final class Tensor {
    private final Shape shape;
    private final float[] data;
    private final Tape tape;
    private final boolean tracked;

    Tensor(Shape shape, float[] data, Tape tape, boolean tracked) {
        if (data.length != shape.count()) {
            throw new RondoException(
                    "a tensor of shape %s holds %d numbers, but %d came".formatted(shape, shape.count(), data.length));
        }
        this.shape = shape;
        this.data = data;
        this.tape = tape;
        this.tracked = tracked;
    }

    /// A tensor over `data`, which is not copied.
    public static Tensor of(Shape shape, float... data) {
        return new Tensor(shape, data, Tape.NONE, false);
    }

    public static Tensor zeros(int... sizes) {
        var shape = Shape.of(sizes);
        return of(shape, new float[shape.count()]);
    }

    public static Tensor scalar(float x) {
        return of(Shape.of(), x);
    }

    /// A vector `[n]`.
    public static Tensor vector(float... values) {
        return of(Shape.of(values.length), values);
    }

    /// A vector `[n]` of whole numbers, such as class numbers.
    public static Tensor vector(int... values) {
        var floats = new float[values.length];
        for (int i = 0; i < values.length; i++) floats[i] = values[i];
        return vector(floats);
    }

    /// A matrix from rows of equal length, `[rows, columns]`.
    public static Tensor matrix(float[]... rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        var data = new float[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new RondoException("a matrix has rows of equal length: row 0 has %d numbers, row %d has %d"
                        .formatted(columns, i, rows[i].length));
            }
            System.arraycopy(rows[i], 0, data, i * columns, columns);
        }
        return of(Shape.of(rows.length, columns), data);
    }

    /// A matrix of whole numbers, such as word ids.
    public static Tensor matrix(int[]... rows) {
        var floats = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            floats[i] = new float[rows[i].length];
            for (int j = 0; j < rows[i].length; j++) floats[i][j] = rows[i][j];
        }
        return matrix(floats);
    }

    /// Matrices of one shape on top of each other, `[n, rows, columns]`: sequences of vectors as
    /// `[batch, time, features]`.
    public static Tensor matrices(float[][]... matrices) {
        if (matrices.length == 0) return zeros(0, 0, 0);
        var first = matrix(matrices[0]).shape();
        var data = new float[matrices.length * first.count()];
        for (int i = 0; i < matrices.length; i++) {
            var one = matrix(matrices[i]);
            if (!one.shape().equals(first)) {
                throw new RondoException("matrices of one shape are expected: matrix 0 is %s, matrix %d is %s"
                        .formatted(first, i, one.shape()));
            }
            System.arraycopy(one.data, 0, data, i * first.count(), first.count());
        }
        return of(first.insert(0, matrices.length), data);
    }

    public Shape shape() {
        return shape;
    }

    /// The live array: operations read it, optimizers write it. Treat it as read-only elsewhere.
    public float[] data() {
        return data;
    }

    /// The tape that operations on this tensor go to.
    public Tape tape() {
        return tape;
    }

    /// Whether a gradient with respect to this tensor is wanted, or needed on the way to one that is.
    public boolean tracked() {
        return tracked;
    }

    /// The only number of a tensor that holds one.
    public float value() {
        if (data.length != 1) throw new RondoException("value: a tensor of shape " + shape + " is not one number");
        return data[0];
    }

    /// The number at `index`, one index an axis.
    public float at(int... index) {
        if (index.length != shape.rank()) {
            throw new RondoException("at: " + Arrays.toString(index) + " is not an index into shape " + shape);
        }
        int i = 0;
        for (int axis = 0; axis < index.length; axis++) {
            if (index[axis] < 0 || index[axis] >= shape.size(axis)) {
                throw new RondoException("at: " + Arrays.toString(index) + " is outside of shape " + shape);
            }
            i = i * shape.size(axis) + index[axis];
        }
        return data[i];
    }

    /// Where each row, a row being the last axis, has its largest number, the first among equals: the most probable
    /// class of each row of predictions.
    public int[] argmax() {
        int n = shape.last();
        if (n < 1) throw new RondoException("argmax: rows of shape %s have no numbers".formatted(shape));
        var best = new int[shape.rows()];
        for (int i = 0; i < best.length; i++) {
            for (int j = 1; j < n; j++) {
                if (data[i * n + j] > data[i * n + best[i]]) best[i] = j;
            }
        }
        return best;
    }

    /// The same numbers off any tape: what flows on from here has no way back.
    public Tensor detached() {
        return tape == Tape.NONE ? this : of(shape, data);
    }

    @Override
    public String toString() {
        var shown = data.length <= 12 ? data : Arrays.copyOf(data, 12);
        return "Tensor" + shape + " " + Arrays.toString(shown) + (data.length > 12 ? "…" : "");
    }
}
