package dev.rondo.scan;

import dev.rondo.tensor.Operation;
import java.util.Optional;

/// One thing to do at every time step, on values by number: `to = do(a, b, c)`.
///
/// @param p a number that [Do#SCALE] takes; the number of a packed matrix for [Do#PRODUCT], of a sum for [Do#SUM_ROWS], of
///          a mask for [Do#DROP]; a column for [Do#CUT] and [Do#PASTE]
/// @param q the second number of [Do#SCALE]
/// @param op the function of [Do#CURVE] and [Do#SLOPE]
record Instruction(Do what, int to, int a, int b, int c, float p, float q, Optional<Operation> op) {
    /// No value.
    static final int NONE = -1;

    enum Do {
        /// `to = 0`
        ZERO,
        /// `to = row a`
        SET_ROW,
        /// `to = a`
        COPY,
        ADD, SUBTRACT, MULTIPLY,
        /// `to = a ∘ row b`, and so on
        ADD_ROW, SUBTRACT_ROW, MULTIPLY_ROW,
        /// `to = p·a + q`
        SCALE,
        /// `to = a + b ∘ c`
        MULTIPLY_ADD,
        /// `to = op(a)`
        CURVE,
        /// `to = a ∘ op'`, where b is the value of the curve and c what it was taken of, if that was kept
        SLOPE,
        /// `to += a · packed matrix p`
        PRODUCT,
        /// row sum p `+= Σ a`, over the examples
        SUM_ROWS,
        /// `to = columns p and on of a`
        CUT,
        /// `columns p and on of to += a`
        PASTE,
        /// `to = Σ a` over the columns, one number an example
        ROW_SUM,
        /// `to = a`, one number an example, in every column
        SPREAD,
        /// `to = a ∘ mask p`
        DROP
    }

    /// Whether it writes or reads a value.
    boolean touches(int value) {
        return to == value || a == value || b == value || c == value;
    }

    static Instruction of(Do what, int to, int... in) {
        return new Instruction(what, to, in.length > 0 ? in[0] : NONE, in.length > 1 ? in[1] : NONE,
                in.length > 2 ? in[2] : NONE, 0, 0, Optional.empty());
    }

    static Instruction scale(int to, int a, float p, float q) {
        return new Instruction(Do.SCALE, to, a, NONE, NONE, p, q, Optional.empty());
    }

    static Instruction curve(Operation op, int to, int a) {
        return new Instruction(Do.CURVE, to, a, NONE, NONE, 0, 0, Optional.of(op));
    }

    static Instruction slope(Operation op, int to, int d, int y, int x) {
        return new Instruction(Do.SLOPE, to, d, y, x, 0, 0, Optional.of(op));
    }

    static Instruction product(int to, int a, int matrix) {
        return new Instruction(Do.PRODUCT, to, a, NONE, NONE, matrix, 0, Optional.empty());
    }

    static Instruction sumRows(int sum, int a) {
        return new Instruction(Do.SUM_ROWS, NONE, a, NONE, NONE, sum, 0, Optional.empty());
    }

    /// An instruction on value a with a column, or the number of a mask.
    static Instruction with(Do what, int to, int a, int p) {
        return new Instruction(what, to, a, NONE, NONE, p, 0, Optional.empty());
    }
}
