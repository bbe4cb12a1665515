package dev.rondo.train.loss;

import java.util.List;

/// Labels that a decoder found, without blanks, and its score: see [CtcGreedy] and [CtcBeamSearch].
public record CtcPath(List<Integer> labels, double score) {
    public CtcPath { labels = List.copyOf(labels); }
}
