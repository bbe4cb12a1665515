package dev.rondo.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Copies a matrix with rows and columns exchanged, in blocks of 8 x 8 that stay in registers.
///
/// A block is transposed in three rounds. The round of distance d takes rows whose numbers differ by d and exchanges
/// the lanes of the first that have bit d set with the lanes of the second that have not.
final class Transpose {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
    private static final boolean VECTORS = FloatVector.SPECIES_PREFERRED.length() >= S.length();

    private static final VectorShuffle<Float> BY_4 = S.shuffleFromOp(lane -> lane ^ 4);
    private static final VectorShuffle<Float> BY_2 = S.shuffleFromOp(lane -> lane ^ 2);
    private static final VectorShuffle<Float> BY_1 = S.shuffleFromOp(lane -> lane ^ 1);
    private static final VectorMask<Float> BIT_4 = VectorMask.fromLong(S, 0b11110000);
    private static final VectorMask<Float> BIT_2 = VectorMask.fromLong(S, 0b11001100);
    private static final VectorMask<Float> BIT_1 = VectorMask.fromLong(S, 0b10101010);

    private Transpose() {}

    /// `to[i, j] = from[j, i]` for the `rows` and `columns` of `from`; rows of `from` are `stride` apart, those of `to`,
    /// which starts at 0, `toStride`.
    static void transpose(float[] from, int at, int stride, int rows, int columns, float[] to, int toStride) {
        int j = 0;
        int whole = VECTORS ? columns & -8 : 0;
        if (VECTORS) {
            for (; j <= rows - 8; j += 8) {
                eightRows(from, at + j * stride, stride, whole, to, j, toStride);
                plain(from, at + whole, stride, j, j + 8, columns - whole, to, whole * toStride, toStride);
            }
        }
        plain(from, at, stride, j, rows, columns, to, 0, toStride);
    }

    private static void plain(float[] from, int at, int stride, int row, int endRow, int columns, float[] to, int toAt,
            int toStride) {
        for (int j = row; j < endRow; j++) {
            for (int i = 0; i < columns; i++) {
                to[toAt + i * toStride + j] = from[at + j * stride + i];
            }
        }
    }

    private static void eightRows(float[] from, int at, int stride, int columns, float[] to, int toAt, int toStride) {
        for (int i = 0; i < columns; i += 8) {
            int in = at + i;
            FloatVector a0 = FloatVector.fromArray(S, from, in);
            FloatVector a1 = FloatVector.fromArray(S, from, in + stride);
            FloatVector a2 = FloatVector.fromArray(S, from, in + 2 * stride);
            FloatVector a3 = FloatVector.fromArray(S, from, in + 3 * stride);
            FloatVector a4 = FloatVector.fromArray(S, from, in + 4 * stride);
            FloatVector a5 = FloatVector.fromArray(S, from, in + 5 * stride);
            FloatVector a6 = FloatVector.fromArray(S, from, in + 6 * stride);
            FloatVector a7 = FloatVector.fromArray(S, from, in + 7 * stride);

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
}
