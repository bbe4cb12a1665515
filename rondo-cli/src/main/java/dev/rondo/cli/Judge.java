package dev.rondo.cli;

import dev.rondo.data.Dataset;
import dev.rondo.model.Model;
import dev.rondo.train.metric.ConfusionMatrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/// How well answers agree with the truth, as a confusion matrix.
final class Judge {
    private static final int BATCH = 128;

    private Judge() {}

    /// What a model answers on data, its longest texts together so that little is padded.
    static ConfusionMatrix judge(Model model, Dataset data, int classes) {
        var matrix = new ConfusionMatrix(classes);
        var order = byLength(data);
        for (int from = 0; from < order.length; from += BATCH) {
            var batch = data.batch(Arrays.copyOfRange(order, from, Math.min(order.length, from + BATCH)));
            matrix.add(batch.y(), model.call(batch.x(), batch.mask()).tensor(), Optional.empty());
        }
        return matrix;
    }

    static ConfusionMatrix judge(int[] actual, int[] predicted, int classes) {
        var matrix = new ConfusionMatrix(classes);
        for (int i = 0; i < actual.length; i++) matrix.add(actual[i], predicted[i]);
        return matrix;
    }

    static int[] byLength(Dataset data) {
        return IntStream.range(0, data.size()).boxed().sorted(Comparator.comparingInt(data::length))
                .mapToInt(Integer::intValue).toArray();
    }
}
