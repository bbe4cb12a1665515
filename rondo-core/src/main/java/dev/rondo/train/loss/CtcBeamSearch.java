package dev.rondo.train.loss;

import dev.rondo.RondoException;
import dev.rondo.nn.Signal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// Keeps, from step to step, the `beamWidth` most probable beginnings of what may have been said, each with the sum of the
/// alignments found for it (Graves & Jaitly 2014, without a language model). With a beam wide enough for all of them, it
/// finds the most probable labels.
///
/// Its score is ln of the probability of the labels, as far as the beam saw their alignments, so higher is better.
public record CtcBeamSearch(int beamWidth, int topPaths, int maskIndex) {
    public CtcBeamSearch {
        if (beamWidth < 1 || topPaths < 1 || topPaths > beamWidth) {
            throw new RondoException("ctc decode: topPaths is from 1 to beamWidth, got %d of %d".formatted(topPaths,
                    beamWidth));
        }
    }

    public CtcBeamSearch() { this(100, 1, 0); }

    /// How many beginnings are kept; 100 by default.
    public CtcBeamSearch beamWidth(int width) { return new CtcBeamSearch(width, topPaths, maskIndex); }

    /// How many paths are given for a sample; 1 by default.
    public CtcBeamSearch topPaths(int paths) { return new CtcBeamSearch(beamWidth, paths, maskIndex); }

    /// The class that stands for nothing; 0 by default.
    public CtcBeamSearch maskIndex(int blank) { return new CtcBeamSearch(beamWidth, topPaths, blank); }

    /// Logits `[batch, time, classes]` to the best paths of each sample, the best first, fewer than `topPaths` if there are
    /// no more. Steps that the mask calls padding are left out. Throws a [RondoException] for other shapes, or if no class is
    /// the blank.
    public List<List<CtcPath>> decode(Signal logits) {
        return CtcSteps.of(logits, maskIndex).stream().map(this::search).toList();
    }

    private List<CtcPath> search(CtcSteps steps) {
        var beam = List.of(new CtcPrefix(List.of(), 0, Double.NEGATIVE_INFINITY));
        for (int t = 0; t < steps.count(); t++) beam = next(beam, steps.logProbabilities(t));
        return beam.stream().limit(topPaths).map(p -> new CtcPath(p.labels(), p.score())).toList();
    }

    /// The best of what a step makes of the beam; of equals, what was found first.
    private List<CtcPrefix> next(List<CtcPrefix> beam, double[] y) {
        var found = new LinkedHashMap<List<Integer>, CtcPrefix>();
        for (var p : beam) {
            for (int k = 0; k < y.length; k++) {
                for (var q : p.after(k, y[k], k == maskIndex)) found.merge(q.labels(), q, CtcPrefix::plus);
            }
        }
        return found.values().stream().sorted(Comparator.comparingDouble(CtcPrefix::score).reversed()).limit(beamWidth)
                .toList();
    }
}
