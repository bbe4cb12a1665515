package dev.rondo.train.schedule;

import dev.rondo.golden.Golden;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Schedules from the words of Keras and PyTorch, said as in `vocabulary_optimizers.json`.
public final class KerasSchedules {
    private KerasSchedules() {}

    public static Schedule of(Golden spec) {
        var c = spec.get("said");
        return switch (spec.text("class_name")) {
            case "ExponentialDecay" -> {
                var s = Schedules.exponentialDecay(rate(c), steps(c), c.number("decay_rate"));
                yield c.flag("staircase") ? s.staircase() : s;
            }
            case "InverseTimeDecay" -> {
                var s = Schedules.inverseTimeDecay(rate(c), steps(c), c.number("decay_rate"));
                yield c.flag("staircase") ? s.staircase() : s;
            }
            case "PiecewiseConstantDecay" -> Schedules.piecewiseConstantDecay(
                    IntStream.of(ints(c.numbers("boundaries"))).boxed().toList(), boxed(c.numbers("values")));
            case "PolynomialDecay" -> {
                var s = Schedules.polynomialDecay(rate(c), steps(c));
                if (c.given("end_learning_rate")) s = s.endLearningRate(c.number("end_learning_rate"));
                if (c.given("power")) s = s.power(c.number("power"));
                yield c.flag("cycle") ? s.cycle() : s;
            }
            case "CosineDecay" -> {
                var s = Schedules.cosineDecay(rate(c), steps(c));
                if (c.given("alpha")) s = s.alpha(c.number("alpha"));
                yield c.given("warmup_target") ? s.warmup(c.number("warmup_target"), c.whole("warmup_steps")) : s;
            }
            case "CosineDecayRestarts" -> {
                var s = Schedules.cosineDecayRestarts(rate(c), c.whole("first_decay_steps"));
                if (c.given("t_mul")) s = s.tMul(c.number("t_mul"));
                if (c.given("m_mul")) s = s.mMul(c.number("m_mul"));
                yield c.given("alpha") ? s.alpha(c.number("alpha")) : s;
            }
            case "OneCycleLR" -> {
                var s = Schedules.oneCycle(c.number("max_lr"), c.whole("total_steps"));
                if (c.given("pct_start")) s = s.pctStart(c.number("pct_start"));
                if (c.given("div_factor")) s = s.divFactor(c.number("div_factor"));
                if (c.given("final_div_factor")) s = s.finalDivFactor(c.number("final_div_factor"));
                if (c.given("anneal_strategy")) s = s.linear();
                yield c.flag("three_phase") ? s.threePhase() : s;
            }
            default -> throw new AssertionError(spec);
        };
    }

    private static double rate(Golden c) { return c.number("initial_learning_rate"); }

    private static long steps(Golden c) { return c.whole("decay_steps"); }

    private static int[] ints(double[] x) {
        return Arrays.stream(x).mapToInt(v -> (int) v).toArray();
    }

    private static List<Double> boxed(double[] x) { return Arrays.stream(x).boxed().toList(); }
}
