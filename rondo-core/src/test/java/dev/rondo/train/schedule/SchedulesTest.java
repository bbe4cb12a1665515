package dev.rondo.train.schedule;

import static dev.rondo.train.schedule.Schedules.constant;
import static dev.rondo.train.schedule.Schedules.cosineDecay;
import static dev.rondo.train.schedule.Schedules.cosineDecayRestarts;
import static dev.rondo.train.schedule.Schedules.exponentialDecay;
import static dev.rondo.train.schedule.Schedules.inverseTimeDecay;
import static dev.rondo.train.schedule.Schedules.oneCycle;
import static dev.rondo.train.schedule.Schedules.piecewiseConstantDecay;
import static dev.rondo.train.schedule.Schedules.polynomialDecay;
import static dev.rondo.train.schedule.Schedules.warmup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.RondoException;
import dev.rondo.contract.Discover;
import dev.rondo.golden.Golden;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchedulesTest {
    static List<Golden> cases() { return Golden.cases("vocabulary_optimizers.json", "schedules"); }

    /// Keras computes rates in float32.
    @ParameterizedTest
    @MethodSource("cases")
    void asInKerasAndPyTorch(Golden c) {
        var schedule = KerasSchedules.of(c);
        var steps = c.numbers("steps");
        var rates = c.numbers("rates");
        for (int i = 0; i < steps.length; i++) {
            assertThat(schedule.rate((long) steps[i])).as("%s before step %s", schedule, steps[i])
                    .isCloseTo(rates[i], within(1e-6));
        }
    }

    @Test
    void everyScheduleIsCompared() {
        var tested = new ArrayList<Schedule>(cases().stream().map(KerasSchedules::of).toList());
        tested.add(constant(1));
        tested.add(warmup(1, constant(1)));
        Discover.assertNoneForgotten(Schedule.class, tested);
    }

    @Test
    void warmsUpToAnySchedule() {
        var s = warmup(4, exponentialDecay(0.8, 2, 0.5));
        assertThat(List.of(s.rate(0), s.rate(1), s.rate(3), s.rate(4), s.rate(6), s.rate(8)))
                .containsExactly(0.0, 0.2, 0.6000000000000001, 0.8, 0.4, 0.2);
        assertThat(warmup(4, constant(0.8)).from(0.4).rate(1)).isEqualTo(0.5);
        assertThat(warmup(4, constant(0.8)).from(0.4).rate(1000)).isEqualTo(0.8);
    }

    /// In Keras's float32 the logarithm may miss a restart by one run; the steps on both sides say which run it is.
    @Test
    void restartsAreWhereTheyAre() {
        for (double tMul : new double[]{1, 2, 3, 5}) {
            var s = cosineDecayRestarts(1, 10).tMul(tMul).mMul(0.5);
            long at = 0;
            for (int i = 0; i < 6; i++) {
                assertThat(s.rate(at)).as("run %d of tMul %s", i, tMul).isEqualTo(Math.pow(0.5, i));
                at += (long) (10 * Math.pow(tMul, i));
                assertThat(s.rate(at - 1)).as("end of run %d of tMul %s", i, tMul).isLessThan(0.03);
            }
        }
    }

    @Test
    void oneCycleEndsWhereItEnds() {
        assertThat(oneCycle(1, 10).rate(9)).isCloseTo(4e-6, within(1e-12));
        assertThat(oneCycle(1, 10).rate(1_000_000)).isEqualTo(oneCycle(1, 10).rate(9));
        assertThat(oneCycle(1, 10).pctStart(0.1).rate(0)).as("a way up of one step").isEqualTo(1);
    }

    @Test
    void argumentsAreChecked() {
        refuses("exponentialDecay: decaySteps must be at least 1, got 0", () -> exponentialDecay(0.1, 0, 0.5));
        refuses("exponentialDecay: initialLearningRate must be a finite number of 0 or more, got NaN",
                () -> exponentialDecay(Double.NaN, 1, 0.5));
        refuses("inverseTimeDecay: decayRate must be a finite number above 0, got -1.0",
                () -> inverseTimeDecay(0.1, 1, -1));
        refuses("1 boundaries and 1 values", () -> piecewiseConstantDecay(List.of(1), List.of(0.1)));
        refuses("0 boundaries and 1 values", () -> piecewiseConstantDecay(List.of(), List.of(0.1)));
        refuses("each boundary is above the one before, got [2, 2]",
                () -> piecewiseConstantDecay(List.of(2, 2), List.of(0.1, 0.2, 0.3)));
        refuses("polynomialDecay: power must", () -> polynomialDecay(0.1, 1).power(0));
        refuses("cosineDecay: alpha must be from 0 to 1, got 2.0", () -> cosineDecay(0.1, 1).alpha(2));
        refuses("cosineDecay: warmupSteps must be at least 0, got -1", () -> cosineDecay(0.1, 1).warmup(0.2, -1));
        refuses("tMul must be a finite number of 1 or more, got 0.5", () -> cosineDecayRestarts(0.1, 1).tMul(0.5));
        refuses("oneCycle: totalSteps must be at least 2, got 1", () -> oneCycle(0.1, 1));
        refuses("warmup: steps must be at least 1, got 0", () -> warmup(0, constant(0.1)));
        refuses("constant: learningRate must", () -> constant(-1));
    }

    private static void refuses(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(RondoException.class).hasMessageContaining(message);
    }
}
