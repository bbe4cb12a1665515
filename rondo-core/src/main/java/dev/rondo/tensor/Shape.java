package dev.rondo.tensor;

import dev.rondo.RondoException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The sizes of a tensor's axes, outermost first. [#ANY] stands for a size that is not known yet, such as the batch.
public final class Shape {
    /// A size that is not known before data comes; Keras prints it as `None`.
    public static final int ANY = -1;

    private final int[] sizes;

    private Shape(int[] sizes) {
        this.sizes = sizes;
    }

    public static Shape of(int... sizes) {
        for (int size : sizes) {
            if (size < ANY) throw new RondoException("shape " + Arrays.toString(sizes) + ": a size is 0 or more");
        }
        return new Shape(sizes.clone());
    }

    public int rank() {
        return sizes.length;
    }

    /// The size of an axis; negative axes count from the last, so -1 is the last one.
    public int size(int axis) {
        int i = axis < 0 ? sizes.length + axis : axis;
        if (i < 0 || i >= sizes.length) throw new RondoException("shape " + this + " has no axis " + axis);
        return sizes[i];
    }

    public int last() {
        return size(-1);
    }

    /// How many numbers a tensor of this shape holds. Throws if that is unknown or more than an array can hold.
    public int count() {
        long n = 1;
        for (int size : sizes) {
            if (size == ANY) throw new RondoException("shape " + this + " is not fully known, so it has no count");
            n *= size;
            if (n > Integer.MAX_VALUE - 8) {
                throw new RondoException("shape " + this + " is too large: it needs more than 2^31 numbers");
            }
        }
        return (int) n;
    }

    /// The product of all sizes before the last: how many rows a tensor has when it is seen as a matrix.
    public int rows() {
        int n = 1;
        for (int i = 0; i < sizes.length - 1; i++) n *= sizes[i];
        return n;
    }

    /// This shape with another size on one axis.
    public Shape with(int axis, int size) {
        var copy = sizes.clone();
        copy[axis < 0 ? sizes.length + axis : axis] = size;
        return new Shape(copy);
    }

    /// This shape without one axis.
    public Shape without(int axis) {
        int drop = axis < 0 ? sizes.length + axis : axis;
        return new Shape(IntStream.range(0, sizes.length).filter(i -> i != drop).map(i -> sizes[i]).toArray());
    }

    /// This shape with a new axis of `size` before axis `at`.
    public Shape insert(int at, int size) {
        var copy = new int[sizes.length + 1];
        System.arraycopy(sizes, 0, copy, 0, at);
        copy[at] = size;
        System.arraycopy(sizes, at, copy, at + 1, sizes.length - at);
        return new Shape(copy);
    }

    public boolean known() {
        return Arrays.stream(sizes).noneMatch(s -> s == ANY);
    }

    /// Whether a tensor of shape `other` may go where this shape is asked for: same rank, and equal where this is known.
    public boolean takes(Shape other) {
        if (other.rank() != rank()) return false;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] != ANY && other.sizes[i] != ANY && sizes[i] != other.sizes[i]) return false;
        }
        return true;
    }

    public int[] sizes() {
        return sizes.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Shape s && Arrays.equals(sizes, s.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    /// As in errors: `[8, 2, 3]`, unknown sizes as `?`.
    @Override
    public String toString() {
        return Arrays.stream(sizes).mapToObj(s -> s == ANY ? "?" : String.valueOf(s))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
