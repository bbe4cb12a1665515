package dev.rondo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.docs.Arguments.Problem;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every argument of Keras is here or said not to be, and `docs/arguments.md` says what the code says. To write it anew:
/// `-Drondo.docs.write=true`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArgumentsPageTest {
    // one reading of all sources is enough
    private final Arguments arguments;

    ArgumentsPageTest() throws IOException {
        arguments = Arguments.read();
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftToDo(Problem problem) {
        assertThat(arguments.problems(problem)).as(problem.toDo()).isEmpty();
    }

    @Test
    void isWhatTheCodeSays() throws IOException {
        new Page("arguments.md", new ArgumentsPage(arguments).text()).check();
    }
}
