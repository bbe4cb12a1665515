package dev.rondo.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Copies a matrix with rows and columns exchanged, in blocks of `L` rows by 8 columns that stay in registers.
///
/// A vector holds 8 columns of one row or, where it has 16 lanes, of two rows that are 8 apart. Each 8 x 8 is transposed in
/// three rounds: the round of distance d takes rows whose numbers differ by d and exchanges the lanes of the first that
/// have bit d set with the lanes of the second that have not.
///
/// Vectors of 8 lanes would do on every CPU, but as soon as a JVM has seen vectors of two lengths, the compiler no longer
/// knows which one a method returns, and starts to allocate them, here and in the tiles.
final class Transpose {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final boolean VECTORS = L == 8 || L == 16;

    private static final VectorShuffle<Float> BY_4 = S.shuffleFromOp(lane -> lane ^ (4 & (L - 1)));
    private static final VectorShuffle<Float> BY_2 = S.shuffleFromOp(lane -> lane ^ (2 & (L - 1)));
    private static final VectorShuffle<Float> BY_1 = S.shuffleFromOp(lane -> lane ^ (1 & (L - 1)));
    private static final VectorMask<Float> BIT_8 = VectorMask.fromLong(S, 0b1111111100000000);
    private static final VectorMask<Float> BIT_4 = VectorMask.fromLong(S, 0b1111000011110000);
    private static final VectorMask<Float> BIT_2 = VectorMask.fromLong(S, 0b1100110011001100);
    private static final VectorMask<Float> BIT_1 = VectorMask.fromLong(S, 0b1010101010101010);

    private Transpose() {}

    /// `to[i, j] = from[j, i]` for the `rows` and `columns` of `from`; rows of `from` are `stride` apart, those of `to`,
    /// which starts at `toAt`, `toStride`.
    static void transpose(float[] from, int at, int stride, int rows, int columns, float[] to, int toAt,
            int toStride) {
        int j = 0;
        if (VECTORS) {
            int whole = columns & -8;
            for (; j <= rows - L; j += L) {
                blocks(from, at + j * stride, stride, whole, to, toAt + j, toStride);
                plain(from, at + whole, stride, j, j + L, columns - whole, to, toAt + whole * toStride, toStride);
            }
        }
        plain(from, at, stride, j, rows, columns, to, toAt, toStride);
    }

    private static void plain(float[] from, int at, int stride, int row, int endRow, int columns, float[] to, int toAt,
            int toStride) {
        for (int j = row; j < endRow; j++) {
            for (int i = 0; i < columns; i++) {
                to[toAt + i * toStride + j] = from[at + j * stride + i];
            }
        }
    }

    private static void blocks(float[] from, int at, int stride, int columns, float[] to, int toAt, int toStride) {
        for (int i = 0; i < columns; i += 8) {
            int in = at + i;
            FloatVector a0 = row(from, in, stride);
            FloatVector a1 = row(from, in + stride, stride);
            FloatVector a2 = row(from, in + 2 * stride, stride);
            FloatVector a3 = row(from, in + 3 * stride, stride);
            FloatVector a4 = row(from, in + 4 * stride, stride);
            FloatVector a5 = row(from, in + 5 * stride, stride);
            FloatVector a6 = row(from, in + 6 * stride, stride);
            FloatVector a7 = row(from, in + 7 * stride, stride);

            FloatVector b0 = a0.blend(a4.rearrange(BY_4), BIT_4);
            FloatVector b1 = a1.blend(a5.rearrange(BY_4), BIT_4);
            FloatVector b2 = a2.blend(a6.rearrange(BY_4), BIT_4);
            FloatVector b3 = a3.blend(a7.rearrange(BY_4), BIT_4);
            FloatVector b4 = a0.rearrange(BY_4).blend(a4, BIT_4);
            FloatVector b5 = a1.rearrange(BY_4).blend(a5, BIT_4);
            FloatVector b6 = a2.rearrange(BY_4).blend(a6, BIT_4);
            FloatVector b7 = a3.rearrange(BY_4).blend(a7, BIT_4);

            a0 = b0.blend(b2.rearrange(BY_2), BIT_2);
            a1 = b1.blend(b3.rearrange(BY_2), BIT_2);
            a2 = b0.rearrange(BY_2).blend(b2, BIT_2);
            a3 = b1.rearrange(BY_2).blend(b3, BIT_2);
            a4 = b4.blend(b6.rearrange(BY_2), BIT_2);
            a5 = b5.blend(b7.rearrange(BY_2), BIT_2);
            a6 = b4.rearrange(BY_2).blend(b6, BIT_2);
            a7 = b5.rearrange(BY_2).blend(b7, BIT_2);

            int out = toAt + i * toStride;
            a0.blend(a1.rearrange(BY_1), BIT_1).intoArray(to, out);
            a0.rearrange(BY_1).blend(a1, BIT_1).intoArray(to, out + toStride);
            a2.blend(a3.rearrange(BY_1), BIT_1).intoArray(to, out + 2 * toStride);
            a2.rearrange(BY_1).blend(a3, BIT_1).intoArray(to, out + 3 * toStride);
            a4.blend(a5.rearrange(BY_1), BIT_1).intoArray(to, out + 4 * toStride);
            a4.rearrange(BY_1).blend(a5, BIT_1).intoArray(to, out + 5 * toStride);
            a6.blend(a7.rearrange(BY_1), BIT_1).intoArray(to, out + 6 * toStride);
            a6.rearrange(BY_1).blend(a7, BIT_1).intoArray(to, out + 7 * toStride);
        }
    }

    /// 8 columns of a row and, in the upper half of 16 lanes, of the row 8 below; what else the loads meet is not used.
    private static FloatVector row(float[] from, int at, int stride) {
        FloatVector row = FloatVector.fromArray(S, from, at);
        return L == 8 ? row : row.blend(FloatVector.fromArray(S, from, at + 8 * stride - 8), BIT_8);
    }
}
