package dev.rondo.train.loss;

import java.util.ArrayList;
import java.util.List;

/// Labels that may have been said so far, with ln of the probability of the alignments that end in a blank, and of those
/// that end in the last label: only after a blank is the same label a new one.
record CtcPrefix(List<Integer> labels, double blank, double label) {
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    double score() { return Probability.logAdd(blank, label); }

    /// More alignments of the same labels.
    CtcPrefix plus(CtcPrefix other) {
        return new CtcPrefix(labels, Probability.logAdd(blank, other.blank), Probability.logAdd(label, other.label));
    }

    /// What this becomes if the next step says class k, of which ln of the probability is y.
    List<CtcPrefix> after(int k, double y, boolean isBlank) {
        if (isBlank) return List.of(new CtcPrefix(labels, score() + y, NEVER));
        if (labels.isEmpty() || labels.getLast() != k) return List.of(new CtcPrefix(and(k), NEVER, score() + y));
        var same = new CtcPrefix(labels, NEVER, label + y);
        return blank == NEVER ? List.of(same) : List.of(same, new CtcPrefix(and(k), NEVER, blank + y));
    }

    private List<Integer> and(int k) {
        var longer = new ArrayList<>(labels);
        longer.add(k);
        return longer;
    }
}
