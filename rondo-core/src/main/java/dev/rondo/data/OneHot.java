package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import java.util.Arrays;

/// A class number as a row with a single 1: Keras's `to_categorical`. PyTorch: `nn.functional.one_hot`.
///
/// One difference: Keras counts a negative number from the end (-1 is the last class), as NumPy indexing does. Here it
/// is an error, because -1 is how many data sets write "no label".
public final class OneHot {
    private OneHot() {}

    /// As many classes as the largest number asks for.
    public static float[][] toCategorical(int[] classes) {
        if (classes.length == 0)
            throw new RondoException("toCategorical: no classes, so no largest one; give the number of classes");
        return toCategorical(classes, Math.max(0, Arrays.stream(classes).max().orElseThrow()) + 1);
    }

    /// \[classes, numClasses\]
    public static float[][] toCategorical(int[] classes, int numClasses) {
        Legal.atLeast(1, "toCategorical", "numClasses", numClasses);
        for (int i = 0; i < classes.length; i++)
            if (classes[i] < 0 || classes[i] >= numClasses)
                throw new RondoException("toCategorical: class " + classes[i] + " at place " + i + " is not in 0 to "
                        + (numClasses - 1) + "; number the classes from 0 (a LabelEncoder does)");
        var rows = new float[classes.length][numClasses];
        for (int i = 0; i < classes.length; i++) rows[i][classes[i]] = 1;
        return rows;
    }

    /// \[sequences, steps, numClasses\]: a class for each step of sequences of any length, for
    /// [dev.rondo.tensor.Tensor#matrices] if they are of one.
    public static float[][][] toCategorical(int[][] classes, int numClasses) {
        return Arrays.stream(classes).map(steps -> toCategorical(steps, numClasses)).toArray(float[][][]::new);
    }
}
