package dev.rondo.train.schedule;

import dev.rondo.Legal;

/// Up to the largest rate and down again, once (Smith & Topin 2018), as PyTorch's `torch.optim.lr_scheduler.OneCycleLR`
/// has it; Keras has none. From `maxLr / divFactor` up to `maxLr` within the share `pctStart` of the steps, then down to
/// `maxLr / divFactor / finalDivFactor` at the last; with three phases as fast down to the first rate again, and from
/// there to the last. Along half a cosine, or straight.
///
/// Momentum is left alone: that is PyTorch's `cycle_momentum=False`. After `totalSteps` steps, where PyTorch throws, the
/// rate stays the last one.
public record OneCycle(double maxLr, long totalSteps, double pctStart, double divFactor, double finalDivFactor,
        boolean straight, boolean threePhases) implements Schedule {
    public OneCycle {
        Legal.positive("oneCycle", "maxLr", maxLr);
        Legal.atLeast(2, "oneCycle", "totalSteps", totalSteps);
        Legal.fraction("oneCycle", "pctStart", pctStart);
        Legal.positive("oneCycle", "divFactor", divFactor);
        Legal.positive("oneCycle", "finalDivFactor", finalDivFactor);
    }

    public OneCycle(double maxLr, long totalSteps) { this(maxLr, totalSteps, 0.3, 25, 1e4, false, false); }

    /// The share of the steps on the way up; 0.3 unless said.
    public OneCycle pctStart(double share) {
        return new OneCycle(maxLr, totalSteps, share, divFactor, finalDivFactor, straight, threePhases);
    }

    /// How many times smaller than the largest the first rate is; 25 unless said.
    public OneCycle divFactor(double times) {
        return new OneCycle(maxLr, totalSteps, pctStart, times, finalDivFactor, straight, threePhases);
    }

    /// How many times smaller than the first the last rate is; 10,000 unless said.
    public OneCycle finalDivFactor(double times) {
        return new OneCycle(maxLr, totalSteps, pctStart, divFactor, times, straight, threePhases);
    }

    /// In straight lines; PyTorch's `anneal_strategy="linear"`.
    public OneCycle linear() {
        return new OneCycle(maxLr, totalSteps, pctStart, divFactor, finalDivFactor, true, threePhases);
    }

    /// As in the paper; PyTorch's `three_phase=True`.
    public OneCycle threePhase() {
        return new OneCycle(maxLr, totalSteps, pctStart, divFactor, finalDivFactor, straight, true);
    }

    @Override
    public double rate(long step) {
        double first = maxLr / divFactor;
        double last = first / finalDivFactor;
        double at = (double) Math.min(step, totalSteps - 1);
        double end = (double) (totalSteps - 1);
        double up = pctStart * totalSteps - 1;
        if (at <= up) return between(first, maxLr, 0, up, at);
        if (!threePhases) return between(maxLr, last, up, end, at);
        double down = 2 * pctStart * totalSteps - 2;
        return at <= down ? between(maxLr, first, up, down, at) : between(first, last, down, end, at);
    }

    private double between(double start, double stop, double from, double to, double at) {
        double passed = to == from ? 1 : (at - from) / (to - from);
        return straight ? (stop - start) * passed + start
                : stop + (start - stop) / 2 * (Math.cos(Math.PI * passed) + 1);
    }
}
