package dev.rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @ParameterizedTest
    @ValueSource(strings = {"train", "evaluate", "predict", "summary", "bench"})
    void everyCommandHasHelpWithExamples(String command) {
        var help = Cli.run(command, "--help").worked().out();
        assertThat(help).contains("Usage: rondo " + command, "Example", "  rondo " + command + " ");
        assertThat(help.lines()).allMatch(line -> line.length() <= 100);
        assertThat(Cli.run("help", command).worked().out()).isEqualTo(help);
    }

    @Test
    void withoutACommandItSaysWhatThereIs() {
        assertThat(Cli.run().worked().out()).contains("train", "evaluate", "predict", "summary", "bench", "Exit codes");
        assertThat(Cli.run("--help").worked().out()).isEqualTo(Cli.run().out());
    }

    @Test
    void theTrainingHelpSaysWhereReutersIsLookedFor() {
        assertThat(Cli.run("train", "--help").out()).contains("--data DIR", "RONDO_DATA", "~/.cache/rondo",
                "archive.ics.uci.edu");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(Cli.run("--version").worked().out()).matches("(?s)rondo \\d+\\.\\d+\\.\\d+.*Java \\d+.*");
    }
}
