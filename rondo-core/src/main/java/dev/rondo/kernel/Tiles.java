package dev.rondo.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of the matrix product: `R` rows by `V` vectors of `c`, held in registers over the whole of `k`.
///
/// Every method is the same loop and differs only in `R` and `V`. They are written out with one local variable per
/// register because the JIT compiler keeps vectors in registers only so: an array of vectors, a lambda or a virtual call
/// makes it allocate each of them. Each is longer than the 325 bytes of bytecode up to which the compiler inlines a method:
/// several inlined into one would exceed its budget.
final class Tiles {
    static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    static final int L = S.length();

    /// Rows of the tall tile. What is left over goes to tiles of four rows, where they are wide, and of two.
    static final int ROWS = 6;

    /// Vectors of the wide tile: 6 x 4 fills 32 vector registers, 6 x 2 fills 16. One vector too many halves the speed.
    static final int VECTORS = L == 16 || System.getProperty("os.arch").equals("aarch64") ? 4 : 2;

    private Tiles() {}

    /// `c[rows, vectors · L] += a[rows, k] · b[k, vectors · L]`, each element one chain of fused multiply-adds that
    /// starts from what `c` holds. Element `(row, i)` of `a` is at `aAt + row · aRow + i · aStep`, so that one loop
    /// serves `a` and its transpose; row `i` of `b` starts at `bAt + i · bStep`, row `row` of `c` at `cAt + row · cRow`.
    static void multiply(int rows, int vectors, int k, float[] a, int aAt, int aRow, int aStep, float[] b, int bAt,
            int bStep, float[] c, int cAt, int cRow) {
        int row = 0;
        // eight rows are better done as four and four than as six and two
        for (; row + ROWS <= rows && (vectors < 4 || rows - row != 8); row += ROWS) {
            int from = aAt + row * aRow;
            int to = cAt + row * cRow;
            switch (vectors) {
                case 4 -> t6x4(k, a, from, aRow, aStep, b, bAt, bStep, c, to, cRow);
                case 3 -> t6x3(k, a, from, aRow, aStep, b, bAt, bStep, c, to, cRow);
                case 2 -> t6x2(k, a, from, aRow, aStep, b, bAt, bStep, c, to, cRow);
                default -> t6x1(k, a, from, aRow, aStep, b, bAt, bStep, c, to, cRow);
            }
        }
        for (; row + 4 <= rows && vectors == 4; row += 4) {
            t4x4(k, a, aAt + row * aRow, aRow, aStep, b, bAt, bStep, c, cAt + row * cRow, cRow);
        }
        for (; row + 2 <= rows; row += 2) {
            two(vectors, k, a, aAt + row * aRow, aRow, aStep, b, bAt, bStep, c, cAt + row * cRow, cRow);
        }
        // a last single row is done twice over, to the same place: both times the same numbers come out
        if (row < rows) two(vectors, k, a, aAt + row * aRow, 0, aStep, b, bAt, bStep, c, cAt + row * cRow, 0);
    }

    private static void two(int vectors, int k, float[] a, int aAt, int aRow, int aStep, float[] b, int bAt, int bStep,
            float[] c, int cAt, int cRow) {
        switch (vectors) {
            case 4 -> t2x4(k, a, aAt, aRow, aStep, b, bAt, bStep, c, cAt, cRow);
            case 3 -> t2x3(k, a, aAt, aRow, aStep, b, bAt, bStep, c, cAt, cRow);
            default -> t2xUpTo2(vectors, k, a, aAt, aRow, aStep, b, bAt, bStep, c, cAt, cRow);
        }
    }

    private static void t6x4(int k, float[] a, int aAt, int aRow, int aStep, float[] b, int bAt, int bStep, float[] c,
            int cAt, int cRow) {
        int cAt1 = cAt + cRow;
        int cAt2 = cAt + 2 * cRow;
        int cAt3 = cAt + 3 * cRow;
        int cAt4 = cAt + 4 * cRow;
        int cAt5 = cAt + 5 * cRow;
        FloatVector c00 = FloatVector.fromArray(S, c, cAt);
        FloatVector c01 = FloatVector.fromArray(S, c, cAt + L);
        FloatVector c02 = FloatVector.fromArray(S, c, cAt + 2 * L);
        FloatVector c03 = FloatVector.fromArray(S, c, cAt + 3 * L);
        FloatVector c10 = FloatVector.fromArray(S, c, cAt1);
        FloatVector c11 = FloatVector.fromArray(S, c, cAt1 + L);
        FloatVector c12 = FloatVector.fromArray(S, c, cAt1 + 2 * L);
        FloatVector c13 = FloatVector.fromArray(S, c, cAt1 + 3 * L);
        FloatVector c20 = FloatVector.fromArray(S, c, cAt2);
        FloatVector c21 = FloatVector.fromArray(S, c, cAt2 + L);
        FloatVector c22 = FloatVector.fromArray(S, c, cAt2 + 2 * L);
        FloatVector c23 = FloatVector.fromArray(S, c, cAt2 + 3 * L);
        FloatVector c30 = FloatVector.fromArray(S, c, cAt3);
        FloatVector c31 = FloatVector.fromArray(S, c, cAt3 + L);
        FloatVector c32 = FloatVector.fromArray(S, c, cAt3 + 2 * L);
        FloatVector c33 = FloatVector.fromArray(S, c, cAt3 + 3 * L);
        FloatVector c40 = FloatVector.fromArray(S, c, cAt4);
        FloatVector c41 = FloatVector.fromArray(S, c, cAt4 + L);
        FloatVector c42 = FloatVector.fromArray(S, c, cAt4 + 2 * L);
        FloatVector c43 = FloatVector.fromArray(S, c, cAt4 + 3 * L);
        FloatVector c50 = FloatVector.fromArray(S, c, cAt5);
        FloatVector c51 = FloatVector.fromArray(S, c, cAt5 + L);
        FloatVector c52 = FloatVector.fromArray(S, c, cAt5 + 2 * L);
        FloatVector c53 = FloatVector.fromArray(S, c, cAt5 + 3 * L);
        int a1 = aRow;
        int a2 = 2 * aRow;
        int a3 = 3 * aRow;
        int a4 = 4 * aRow;
        int a5 = 5 * aRow;
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt);
            FloatVector b1 = FloatVector.fromArray(S, b, bAt + L);
            FloatVector b2 = FloatVector.fromArray(S, b, bAt + 2 * L);
            FloatVector b3 = FloatVector.fromArray(S, b, bAt + 3 * L);
            FloatVector x = FloatVector.broadcast(S, a[aAt]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            c02 = x.fma(b2, c02);
            c03 = x.fma(b3, c03);
            x = FloatVector.broadcast(S, a[aAt + a1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            c12 = x.fma(b2, c12);
            c13 = x.fma(b3, c13);
            x = FloatVector.broadcast(S, a[aAt + a2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            c22 = x.fma(b2, c22);
            c23 = x.fma(b3, c23);
            x = FloatVector.broadcast(S, a[aAt + a3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            c32 = x.fma(b2, c32);
            c33 = x.fma(b3, c33);
            x = FloatVector.broadcast(S, a[aAt + a4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            c42 = x.fma(b2, c42);
            c43 = x.fma(b3, c43);
            x = FloatVector.broadcast(S, a[aAt + a5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            c52 = x.fma(b2, c52);
            c53 = x.fma(b3, c53);
            aAt += aStep;
            bAt += bStep;
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + L);
        c02.intoArray(c, cAt + 2 * L);
        c03.intoArray(c, cAt + 3 * L);
        c10.intoArray(c, cAt1);
        c11.intoArray(c, cAt1 + L);
        c12.intoArray(c, cAt1 + 2 * L);
        c13.intoArray(c, cAt1 + 3 * L);
        c20.intoArray(c, cAt2);
        c21.intoArray(c, cAt2 + L);
        c22.intoArray(c, cAt2 + 2 * L);
        c23.intoArray(c, cAt2 + 3 * L);
        c30.intoArray(c, cAt3);
        c31.intoArray(c, cAt3 + L);
        c32.intoArray(c, cAt3 + 2 * L);
        c33.intoArray(c, cAt3 + 3 * L);
        c40.intoArray(c, cAt4);
        c41.intoArray(c, cAt4 + L);
        c42.intoArray(c, cAt4 + 2 * L);
        c43.intoArray(c, cAt4 + 3 * L);
        c50.intoArray(c, cAt5);
        c51.intoArray(c, cAt5 + L);
        c52.intoArray(c, cAt5 + 2 * L);
        c53.intoArray(c, cAt5 + 3 * L);
    }

    private static void t6x3(int k, float[] a, int aAt, int aRow, int aStep, float[] b, int bAt, int bStep, float[] c,
            int cAt, int cRow) {
        int cAt1 = cAt + cRow;
        int cAt2 = cAt + 2 * cRow;
        int cAt3 = cAt + 3 * cRow;
        int cAt4 = cAt + 4 * cRow;
        int cAt5 = cAt + 5 * cRow;
        FloatVector c00 = FloatVector.fromArray(S, c, cAt);
        FloatVector c01 = FloatVector.fromArray(S, c, cAt + L);
        FloatVector c02 = FloatVector.fromArray(S, c, cAt + 2 * L);
        FloatVector c10 = FloatVector.fromArray(S, c, cAt1);
        FloatVector c11 = FloatVector.fromArray(S, c, cAt1 + L);
        FloatVector c12 = FloatVector.fromArray(S, c, cAt1 + 2 * L);
        FloatVector c20 = FloatVector.fromArray(S, c, cAt2);
        FloatVector c21 = FloatVector.fromArray(S, c, cAt2 + L);
        FloatVector c22 = FloatVector.fromArray(S, c, cAt2 + 2 * L);
        FloatVector c30 = FloatVector.fromArray(S, c, cAt3);
        FloatVector c31 = FloatVector.fromArray(S, c, cAt3 + L);
        FloatVector c32 = FloatVector.fromArray(S, c, cAt3 + 2 * L);
        FloatVector c40 = FloatVector.fromArray(S, c, cAt4);
        FloatVector c41 = FloatVector.fromArray(S, c, cAt4 + L);
        FloatVector c42 = FloatVector.fromArray(S, c, cAt4 + 2 * L);
        FloatVector c50 = FloatVector.fromArray(S, c, cAt5);
        FloatVector c51 = FloatVector.fromArray(S, c, cAt5 + L);
        FloatVector c52 = FloatVector.fromArray(S, c, cAt5 + 2 * L);
        int a1 = aRow;
        int a2 = 2 * aRow;
        int a3 = 3 * aRow;
        int a4 = 4 * aRow;
        int a5 = 5 * aRow;
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt);
            FloatVector b1 = FloatVector.fromArray(S, b, bAt + L);
            FloatVector b2 = FloatVector.fromArray(S, b, bAt + 2 * L);
            FloatVector x = FloatVector.broadcast(S, a[aAt]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            c02 = x.fma(b2, c02);
            x = FloatVector.broadcast(S, a[aAt + a1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            c12 = x.fma(b2, c12);
            x = FloatVector.broadcast(S, a[aAt + a2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            c22 = x.fma(b2, c22);
            x = FloatVector.broadcast(S, a[aAt + a3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            c32 = x.fma(b2, c32);
            x = FloatVector.broadcast(S, a[aAt + a4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            c42 = x.fma(b2, c42);
            x = FloatVector.broadcast(S, a[aAt + a5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            c52 = x.fma(b2, c52);
            aAt += aStep;
            bAt += bStep;
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + L);
        c02.intoArray(c, cAt + 2 * L);
        c10.intoArray(c, cAt1);
        c11.intoArray(c, cAt1 + L);
        c12.intoArray(c, cAt1 + 2 * L);
        c20.intoArray(c, cAt2);
        c21.intoArray(c, cAt2 + L);
        c22.intoArray(c, cAt2 + 2 * L);
        c30.intoArray(c, cAt3);
        c31.intoArray(c, cAt3 + L);
        c32.intoArray(c, cAt3 + 2 * L);
        c40.intoArray(c, cAt4);
        c41.intoArray(c, cAt4 + L);
        c42.intoArray(c, cAt4 + 2 * L);
        c50.intoArray(c, cAt5);
        c51.intoArray(c, cAt5 + L);
        c52.intoArray(c, cAt5 + 2 * L);
    }

    private static void t6x2(int k, float[] a, int aAt, int aRow, int aStep, float[] b, int bAt, int bStep, float[] c,
            int cAt, int cRow) {
        int cAt1 = cAt + cRow;
        int cAt2 = cAt + 2 * cRow;
        int cAt3 = cAt + 3 * cRow;
        int cAt4 = cAt + 4 * cRow;
        int cAt5 = cAt + 5 * cRow;
        FloatVector c00 = FloatVector.fromArray(S, c, cAt);
        FloatVector c01 = FloatVector.fromArray(S, c, cAt + L);
        FloatVector c10 = FloatVector.fromArray(S, c, cAt1);
        FloatVector c11 = FloatVector.fromArray(S, c, cAt1 + L);
        FloatVector c20 = FloatVector.fromArray(S, c, cAt2);
        FloatVector c21 = FloatVector.fromArray(S, c, cAt2 + L);
        FloatVector c30 = FloatVector.fromArray(S, c, cAt3);
        FloatVector c31 = FloatVector.fromArray(S, c, cAt3 + L);
        FloatVector c40 = FloatVector.fromArray(S, c, cAt4);
        FloatVector c41 = FloatVector.fromArray(S, c, cAt4 + L);
        FloatVector c50 = FloatVector.fromArray(S, c, cAt5);
        FloatVector c51 = FloatVector.fromArray(S, c, cAt5 + L);
        int a1 = aRow;
        int a2 = 2 * aRow;
        int a3 = 3 * aRow;
        int a4 = 4 * aRow;
        int a5 = 5 * aRow;
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt);
            FloatVector b1 = FloatVector.fromArray(S, b, bAt + L);
            FloatVector x = FloatVector.broadcast(S, a[aAt]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(S, a[aAt + a1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(S, a[aAt + a2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(S, a[aAt + a3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = FloatVector.broadcast(S, a[aAt + a4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = FloatVector.broadcast(S, a[aAt + a5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            aAt += aStep;
            bAt += bStep;
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + L);
        c10.intoArray(c, cAt1);
        c11.intoArray(c, cAt1 + L);
        c20.intoArray(c, cAt2);
        c21.intoArray(c, cAt2 + L);
        c30.intoArray(c, cAt3);
        c31.intoArray(c, cAt3 + L);
        c40.intoArray(c, cAt4);
        c41.intoArray(c, cAt4 + L);
        c50.intoArray(c, cAt5);
        c51.intoArray(c, cAt5 + L);
    }

    private static void t6x1(int k, float[] a, int aAt, int aRow, int aStep, float[] b, int bAt, int bStep, float[] c,
            int cAt, int cRow) {
        int cAt1 = cAt + cRow;
        int cAt2 = cAt + 2 * cRow;
        int cAt3 = cAt + 3 * cRow;
        int cAt4 = cAt + 4 * cRow;
        int cAt5 = cAt + 5 * cRow;
        FloatVector c00 = FloatVector.fromArray(S, c, cAt);
        FloatVector c10 = FloatVector.fromArray(S, c, cAt1);
        FloatVector c20 = FloatVector.fromArray(S, c, cAt2);
        FloatVector c30 = FloatVector.fromArray(S, c, cAt3);
        FloatVector c40 = FloatVector.fromArray(S, c, cAt4);
        FloatVector c50 = FloatVector.fromArray(S, c, cAt5);
        int a1 = aRow;
        int a2 = 2 * aRow;
        int a3 = 3 * aRow;
        int a4 = 4 * aRow;
        int a5 = 5 * aRow;
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt);
            FloatVector x = FloatVector.broadcast(S, a[aAt]);
            c00 = x.fma(b0, c00);
            x = FloatVector.broadcast(S, a[aAt + a1]);
            c10 = x.fma(b0, c10);
            x = FloatVector.broadcast(S, a[aAt + a2]);
            c20 = x.fma(b0, c20);
            x = FloatVector.broadcast(S, a[aAt + a3]);
            c30 = x.fma(b0, c30);
            x = FloatVector.broadcast(S, a[aAt + a4]);
            c40 = x.fma(b0, c40);
            x = FloatVector.broadcast(S, a[aAt + a5]);
            c50 = x.fma(b0, c50);
            aAt += aStep;
            bAt += bStep;
        }
        c00.intoArray(c, cAt);
        c10.intoArray(c, cAt1);
        c20.intoArray(c, cAt2);
        c30.intoArray(c, cAt3);
        c40.intoArray(c, cAt4);
        c50.intoArray(c, cAt5);
    }

    private static void t4x4(int k, float[] a, int aAt, int aRow, int aStep, float[] b, int bAt, int bStep, float[] c,
            int cAt, int cRow) {
        int cAt1 = cAt + cRow;
        int cAt2 = cAt + 2 * cRow;
        int cAt3 = cAt + 3 * cRow;
        FloatVector c00 = FloatVector.fromArray(S, c, cAt);
        FloatVector c01 = FloatVector.fromArray(S, c, cAt + L);
        FloatVector c02 = FloatVector.fromArray(S, c, cAt + 2 * L);
        FloatVector c03 = FloatVector.fromArray(S, c, cAt + 3 * L);
        FloatVector c10 = FloatVector.fromArray(S, c, cAt1);
        FloatVector c11 = FloatVector.fromArray(S, c, cAt1 + L);
        FloatVector c12 = FloatVector.fromArray(S, c, cAt1 + 2 * L);
        FloatVector c13 = FloatVector.fromArray(S, c, cAt1 + 3 * L);
        FloatVector c20 = FloatVector.fromArray(S, c, cAt2);
        FloatVector c21 = FloatVector.fromArray(S, c, cAt2 + L);
        FloatVector c22 = FloatVector.fromArray(S, c, cAt2 + 2 * L);
        FloatVector c23 = FloatVector.fromArray(S, c, cAt2 + 3 * L);
        FloatVector c30 = FloatVector.fromArray(S, c, cAt3);
        FloatVector c31 = FloatVector.fromArray(S, c, cAt3 + L);
        FloatVector c32 = FloatVector.fromArray(S, c, cAt3 + 2 * L);
        FloatVector c33 = FloatVector.fromArray(S, c, cAt3 + 3 * L);
        int a1 = aRow;
        int a2 = 2 * aRow;
        int a3 = 3 * aRow;
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt);
            FloatVector b1 = FloatVector.fromArray(S, b, bAt + L);
            FloatVector b2 = FloatVector.fromArray(S, b, bAt + 2 * L);
            FloatVector b3 = FloatVector.fromArray(S, b, bAt + 3 * L);
            FloatVector x = FloatVector.broadcast(S, a[aAt]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            c02 = x.fma(b2, c02);
            c03 = x.fma(b3, c03);
            x = FloatVector.broadcast(S, a[aAt + a1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            c12 = x.fma(b2, c12);
            c13 = x.fma(b3, c13);
            x = FloatVector.broadcast(S, a[aAt + a2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            c22 = x.fma(b2, c22);
            c23 = x.fma(b3, c23);
            x = FloatVector.broadcast(S, a[aAt + a3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            c32 = x.fma(b2, c32);
            c33 = x.fma(b3, c33);
            aAt += aStep;
            bAt += bStep;
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + L);
        c02.intoArray(c, cAt + 2 * L);
        c03.intoArray(c, cAt + 3 * L);
        c10.intoArray(c, cAt1);
        c11.intoArray(c, cAt1 + L);
        c12.intoArray(c, cAt1 + 2 * L);
        c13.intoArray(c, cAt1 + 3 * L);
        c20.intoArray(c, cAt2);
        c21.intoArray(c, cAt2 + L);
        c22.intoArray(c, cAt2 + 2 * L);
        c23.intoArray(c, cAt2 + 3 * L);
        c30.intoArray(c, cAt3);
        c31.intoArray(c, cAt3 + L);
        c32.intoArray(c, cAt3 + 2 * L);
        c33.intoArray(c, cAt3 + 3 * L);
    }

    private static void t2x4(int k, float[] a, int aAt, int aRow, int aStep, float[] b, int bAt, int bStep, float[] c,
            int cAt, int cRow) {
        int cAt1 = cAt + cRow;
        FloatVector c00 = FloatVector.fromArray(S, c, cAt);
        FloatVector c01 = FloatVector.fromArray(S, c, cAt + L);
        FloatVector c02 = FloatVector.fromArray(S, c, cAt + 2 * L);
        FloatVector c03 = FloatVector.fromArray(S, c, cAt + 3 * L);
        FloatVector c10 = FloatVector.fromArray(S, c, cAt1);
        FloatVector c11 = FloatVector.fromArray(S, c, cAt1 + L);
        FloatVector c12 = FloatVector.fromArray(S, c, cAt1 + 2 * L);
        FloatVector c13 = FloatVector.fromArray(S, c, cAt1 + 3 * L);
        int a1 = aRow;
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt);
            FloatVector b1 = FloatVector.fromArray(S, b, bAt + L);
            FloatVector b2 = FloatVector.fromArray(S, b, bAt + 2 * L);
            FloatVector b3 = FloatVector.fromArray(S, b, bAt + 3 * L);
            FloatVector x = FloatVector.broadcast(S, a[aAt]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            c02 = x.fma(b2, c02);
            c03 = x.fma(b3, c03);
            x = FloatVector.broadcast(S, a[aAt + a1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            c12 = x.fma(b2, c12);
            c13 = x.fma(b3, c13);
            aAt += aStep;
            bAt += bStep;
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + L);
        c02.intoArray(c, cAt + 2 * L);
        c03.intoArray(c, cAt + 3 * L);
        c10.intoArray(c, cAt1);
        c11.intoArray(c, cAt1 + L);
        c12.intoArray(c, cAt1 + 2 * L);
        c13.intoArray(c, cAt1 + 3 * L);
    }

    private static void t2x3(int k, float[] a, int aAt, int aRow, int aStep, float[] b, int bAt, int bStep, float[] c,
            int cAt, int cRow) {
        int cAt1 = cAt + cRow;
        FloatVector c00 = FloatVector.fromArray(S, c, cAt);
        FloatVector c01 = FloatVector.fromArray(S, c, cAt + L);
        FloatVector c02 = FloatVector.fromArray(S, c, cAt + 2 * L);
        FloatVector c10 = FloatVector.fromArray(S, c, cAt1);
        FloatVector c11 = FloatVector.fromArray(S, c, cAt1 + L);
        FloatVector c12 = FloatVector.fromArray(S, c, cAt1 + 2 * L);
        int a1 = aRow;
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt);
            FloatVector b1 = FloatVector.fromArray(S, b, bAt + L);
            FloatVector b2 = FloatVector.fromArray(S, b, bAt + 2 * L);
            FloatVector x = FloatVector.broadcast(S, a[aAt]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            c02 = x.fma(b2, c02);
            x = FloatVector.broadcast(S, a[aAt + a1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            c12 = x.fma(b2, c12);
            aAt += aStep;
            bAt += bStep;
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + L);
        c02.intoArray(c, cAt + 2 * L);
        c10.intoArray(c, cAt1);
        c11.intoArray(c, cAt1 + L);
        c12.intoArray(c, cAt1 + 2 * L);
    }

    /// Two vectors or one: together too long to be inlined.
    private static void t2xUpTo2(int vectors, int k, float[] a, int aAt, int aRow, int aStep, float[] b, int bAt,
            int bStep, float[] c, int cAt, int cRow) {
        if (vectors == 2) {
            int cAt1 = cAt + cRow;
            FloatVector c00 = FloatVector.fromArray(S, c, cAt);
            FloatVector c01 = FloatVector.fromArray(S, c, cAt + L);
            FloatVector c10 = FloatVector.fromArray(S, c, cAt1);
            FloatVector c11 = FloatVector.fromArray(S, c, cAt1 + L);
            int a1 = aRow;
            for (int i = 0; i < k; i++) {
                FloatVector b0 = FloatVector.fromArray(S, b, bAt);
                FloatVector b1 = FloatVector.fromArray(S, b, bAt + L);
                FloatVector x = FloatVector.broadcast(S, a[aAt]);
                c00 = x.fma(b0, c00);
                c01 = x.fma(b1, c01);
                x = FloatVector.broadcast(S, a[aAt + a1]);
                c10 = x.fma(b0, c10);
                c11 = x.fma(b1, c11);
                aAt += aStep;
                bAt += bStep;
            }
            c00.intoArray(c, cAt);
            c01.intoArray(c, cAt + L);
            c10.intoArray(c, cAt1);
            c11.intoArray(c, cAt1 + L);
            return;
        }
        int cAt1 = cAt + cRow;
        FloatVector c00 = FloatVector.fromArray(S, c, cAt);
        FloatVector c10 = FloatVector.fromArray(S, c, cAt1);
        int a1 = aRow;
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt);
            FloatVector x = FloatVector.broadcast(S, a[aAt]);
            c00 = x.fma(b0, c00);
            x = FloatVector.broadcast(S, a[aAt + a1]);
            c10 = x.fma(b0, c10);
            aAt += aStep;
            bAt += bStep;
        }
        c00.intoArray(c, cAt);
        c10.intoArray(c, cAt1);
    }

    /// One row times eight vectors, `c[8 · L] += a[k] · b[k, 8 · L]`: enough sums at once to hide how long each takes, for
    /// products of a single row, which read every number of `b` once and wait for memory.
    static void t1x8(int k, float[] a, int aAt, float[] b, int bAt, int bStep, float[] c, int cAt) {
        FloatVector c0 = FloatVector.fromArray(S, c, cAt);
        FloatVector c1 = FloatVector.fromArray(S, c, cAt + L);
        FloatVector c2 = FloatVector.fromArray(S, c, cAt + 2 * L);
        FloatVector c3 = FloatVector.fromArray(S, c, cAt + 3 * L);
        FloatVector c4 = FloatVector.fromArray(S, c, cAt + 4 * L);
        FloatVector c5 = FloatVector.fromArray(S, c, cAt + 5 * L);
        FloatVector c6 = FloatVector.fromArray(S, c, cAt + 6 * L);
        FloatVector c7 = FloatVector.fromArray(S, c, cAt + 7 * L);
        for (int i = 0; i < k; i++) {
            FloatVector x = FloatVector.broadcast(S, a[aAt + i]);
            c0 = x.fma(FloatVector.fromArray(S, b, bAt), c0);
            c1 = x.fma(FloatVector.fromArray(S, b, bAt + L), c1);
            c2 = x.fma(FloatVector.fromArray(S, b, bAt + 2 * L), c2);
            c3 = x.fma(FloatVector.fromArray(S, b, bAt + 3 * L), c3);
            c4 = x.fma(FloatVector.fromArray(S, b, bAt + 4 * L), c4);
            c5 = x.fma(FloatVector.fromArray(S, b, bAt + 5 * L), c5);
            c6 = x.fma(FloatVector.fromArray(S, b, bAt + 6 * L), c6);
            c7 = x.fma(FloatVector.fromArray(S, b, bAt + 7 * L), c7);
            bAt += bStep;
        }
        c0.intoArray(c, cAt);
        c1.intoArray(c, cAt + L);
        c2.intoArray(c, cAt + 2 * L);
        c3.intoArray(c, cAt + 3 * L);
        c4.intoArray(c, cAt + 4 * L);
        c5.intoArray(c, cAt + 5 * L);
        c6.intoArray(c, cAt + 6 * L);
        c7.intoArray(c, cAt + 7 * L);
    }

    /// One row times one vector.
    static void t1x1(int k, float[] a, int aAt, float[] b, int bAt, int bStep, float[] c, int cAt) {
        FloatVector sum = FloatVector.fromArray(S, c, cAt);
        for (int i = 0; i < k; i++) {
            sum = FloatVector.broadcast(S, a[aAt + i]).fma(FloatVector.fromArray(S, b, bAt + i * bStep), sum);
        }
        sum.intoArray(c, cAt);
    }
}
