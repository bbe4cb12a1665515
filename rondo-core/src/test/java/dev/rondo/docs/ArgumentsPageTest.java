package dev.rondo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.docs.Arguments.Problem;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every argument of Keras is here or said not to be, and `docs/arguments.md` says what the code says. To write it anew:
/// `-Drondo.docs.write=true`.
class ArgumentsPageTest {
    @ParameterizedTest
    @EnumSource
    void nothingIsLeftToDo(Problem problem) throws IOException {
        assertThat(Arguments.read().problems(problem)).as(problem.toDo()).isEmpty();
    }

    @Test
    void isWhatTheCodeSays() throws IOException {
        new Page("arguments.md", new ArgumentsPage(Arguments.read()).text()).check();
    }
}
