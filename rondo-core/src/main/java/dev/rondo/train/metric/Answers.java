package dev.rondo.train.metric;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.loss.Groups;
import java.util.Arrays;
import java.util.List;

/// What metrics read out of targets and predictions: which class, and whether shapes fit.
final class Answers {
    private Answers() {}

    /// The class of each row: the place of its largest number, the first if several are.
    static int[] largest(Tensor t) {
        int n = t.shape().last();
        var classes = new int[t.shape().rows()];
        for (int i = 0; i < classes.length; i++) {
            int best = 0;
            for (int j = 1; j < n; j++) if (t.data()[i * n + j] > t.data()[i * n + best]) best = j;
            classes[i] = best;
        }
        return classes;
    }

    /// The class of each row along an axis.
    static int[] largest(String who, Tensor t, int axis) {
        int last = t.shape().rank() - 1;
        if (axis == -1 || axis == last) return largest(t);
        var groups = Groups.over(who, List.of(axis), t.shape());
        var classes = new int[groups.shape().count()];
        var best = new int[classes.length];
        Arrays.fill(best, -1);
        var seen = new int[classes.length];
        for (int i = 0; i < t.data().length; i++) {
            int g = groups.of(i);
            if (best[g] < 0 || t.data()[i] > t.data()[best[g]]) {
                best[g] = i;
                classes[g] = seen[g];
            }
            seen[g]++;
        }
        return classes;
    }

    /// The class of each row of a target: class numbers as they are, one-hot rows by their largest number.
    static int[] classes(String who, Tensor target, Tensor prediction) {
        if (!sparse(target.shape(), prediction.shape())) {
            same(who, target.shape(), prediction.shape());
            return largest(target);
        }
        int rows = prediction.shape().rows();
        if (target.data().length != rows) {
            throw new RondoException(
                    "%s: the target has shape %s, but the prediction has %s; give class numbers of shape %s"
                            .formatted(who, target.shape(), prediction.shape(), prediction.shape().without(-1)));
        }
        var classes = new int[rows];
        for (int i = 0; i < rows; i++) classes[i] = (int) target.data()[i];
        return classes;
    }

    /// Whether targets are class numbers for such predictions (`keras/src/trainers/compile_utils.py`).
    static boolean sparse(Shape target, Shape prediction) {
        return target.rank() < prediction.rank() || (target.last() == 1 && prediction.last() > 1);
    }

    /// Throws unless there is a target number for each predicted one. A last axis of 1 may be there or not.
    static void same(String who, Shape target, Shape prediction) {
        boolean column = prediction.rank() > 0 && prediction.last() == 1 && target.equals(prediction.without(-1));
        if (!column && !target.equals(prediction)) {
            throw new RondoException(
                    ("%s: the target has shape %s, but the prediction has %s; give one target number for each "
                            + "predicted one")
                            .formatted(who, target, prediction));
        }
    }
}
