package dev.rondo.train.loss;

import dev.rondo.nn.Signal;
import java.util.ArrayList;
import java.util.List;

/// Reads the best class of each step, merges equal neighbours and takes the blanks out.
///
/// Its score is Keras's: minus the sum of the largest logit of each step, so lower is better.
public record CtcGreedy(boolean mergeRepeated, int maskIndex) {
    public CtcGreedy() { this(true, 0); }

    /// Whether equal neighbours are one label, as [Ctc] means it; true by default.
    public CtcGreedy mergeRepeated(boolean merge) { return new CtcGreedy(merge, maskIndex); }

    /// The class that stands for nothing; 0 by default.
    public CtcGreedy maskIndex(int blank) { return new CtcGreedy(mergeRepeated, blank); }

    /// Logits `[batch, time, classes]` to one path for each sample. Steps that the mask calls padding are left out. Throws a
    /// [dev.rondo.RondoException] for other shapes, or if no class is the blank.
    public List<CtcPath> decode(Signal logits) {
        return CtcSteps.of(logits, maskIndex).stream().map(this::path).toList();
    }

    private CtcPath path(CtcSteps steps) {
        var labels = new ArrayList<Integer>();
        double score = 0;
        int before = maskIndex;
        for (int t = 0; t < steps.count(); t++) {
            int best = 0;
            for (int k = 1; k < steps.classes(); k++) if (steps.logit(t, k) > steps.logit(t, best)) best = k;
            score -= steps.logit(t, best);
            if (best != maskIndex && (best != before || !mergeRepeated)) labels.add(best);
            before = best;
        }
        return new CtcPath(labels, score);
    }
}
