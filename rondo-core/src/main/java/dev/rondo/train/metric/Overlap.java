package dev.rondo.train.metric;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// Intersection over union, `TP / (TP + FP + FN)`, of some classes and its mean over those that occur
/// (`keras/src/metrics/iou_metrics.py`). Classes outside of the confusion matrix are passed over, as in Keras; its 1e-7
/// in the divisors too.
final class Overlap implements Counting {
    private static final double EPSILON = 1e-7;

    private final Classes classes;
    private final List<Integer> wanted;
    private final ConfusionMatrix matrix;

    /// Reads the classes out of a batch.
    interface Classes {
        /// Two rows: the actual classes, and as many predicted ones. A pair with a number that is no class is passed over.
        int[][] of(Tensor target, Tensor prediction);
    }

    Overlap(int numClasses, List<Integer> wanted, Classes classes) {
        this.classes = classes;
        this.wanted = wanted;
        matrix = new ConfusionMatrix(numClasses);
    }

    /// Throws unless all of `wanted` are classes.
    static void check(String who, int numClasses, List<Integer> wanted) {
        Legal.atLeast(1, who, "numClasses", numClasses);
        if (wanted.isEmpty()) throw new RondoException(who + ": at least one target class id is expected, got none");
        for (int c : wanted) {
            if (c < 0 || c >= numClasses) {
                throw new RondoException("%s: target class ids are 0 to %d, got %d".formatted(who, numClasses - 1, c));
            }
        }
    }

    /// The numbers of a tensor as classes.
    static int[] numbers(Tensor t) {
        var classes = new int[t.data().length];
        for (int i = 0; i < classes.length; i++) classes[i] = (int) t.data()[i];
        return classes;
    }

    @Override
    public void add(Tensor target, Tensor prediction, Optional<float[]> weights) {
        int[][] both = classes.of(target, prediction);
        int n = both[0].length;
        var weight = Weighing.each(n, weights);
        for (int i = 0; i < n; i++) {
            double w = weight.applyAsDouble(i);
            if (w != 0 && known(both[0][i]) && known(both[1][i])) matrix.add(both[0][i], both[1][i], w);
        }
    }

    private boolean known(int c) { return c >= 0 && c < matrix.classes(); }

    @Override
    public double value() {
        double sum = 0;
        double occurring = 0;
        for (int c : wanted) {
            double union = matrix.actual(c) + matrix.predicted(c) - matrix.count(c, c);
            if (union <= 1e-9) continue;
            sum += matrix.count(c, c) / (union + EPSILON);
            occurring++;
        }
        return sum / (occurring + EPSILON);
    }
}
