package dev.rondo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LegalTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private interface Check {
        void of(String who, String what, double x);
    }

    @Test
    void rangesAndTheirEnds() {
        range(Legal::positive, "a finite number above 0", List.of(Double.MIN_VALUE, 1e300),
                List.of(0.0, -1.0, INFINITY));
        range(Legal::notNegative, "a finite number of 0 or more", List.of(0.0, 1e300), List.of(-1e-9, INFINITY));
        range(Legal::finite, "a finite number", List.of(-1e300, 0.0), List.of(INFINITY, -INFINITY));
        range(Legal::fraction, "from 0 to 1", List.of(0.0, 1.0), List.of(-1e-9, 1.1));
        range(Legal::belowOne, "at least 0 and below 1", List.of(0.0, 0.99), List.of(-1e-9, 1.0));
        range(Legal::part, "above 0 and below 1", List.of(1e-9, 0.99), List.of(0.0, 1.0));
        range((who, what, x) -> Legal.check(x > 1, who, what, "above 1", x), "above 1", List.of(2.0), List.of(1.0));
    }

    @Test
    void wholeNumbers() {
        assertThatCode(() -> Legal.atLeast(2, "who", "what", 2)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Legal.atLeast(2, "who", "what", 1)).isInstanceOf(RondoException.class)
                .hasMessage("who: what must be at least 2, got 1");
    }

    private static void range(Check check, String said, List<Double> legal, List<Double> not) {
        for (double x : legal) assertThatCode(() -> check.of("who", "what", x)).doesNotThrowAnyException();
        for (double x : not) refused(check, said, x);
        refused(check, said, Double.NaN);
    }

    private static void refused(Check check, String said, double x) {
        assertThatThrownBy(() -> check.of("who", "what", x)).isInstanceOf(RondoException.class)
                .hasMessage("who: what must be %s, got %s".formatted(said, x));
    }
}
