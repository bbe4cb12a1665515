package dev.rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.model.Seed;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReutersModelTest {
    @TempDir
    Path folder;

    /// As Keras's `summary()` counts them for the same models.
    @ParameterizedTest
    @CsvSource({"simple-rnn, 4946", "stacked-rnn, 9996", "lstm, 12746", "stacked-lstm, 32946", "bidirectional, 9846"})
    void hasAsManyParametersAsInKeras(String name, long parameters) {
        assertThat(ReutersModel.named(name).model(Seed.seed(1), 46).weights().count()).isEqualTo(parameters);
    }

    @Test
    void theLabSetIsThatOfTheSlides() {
        var archive = Optional.ofNullable(System.getenv("RONDO_DATA")).map(Path::of);
        org.junit.jupiter.api.Assumptions.assumeTrue(archive.isPresent(), "needs RONDO_DATA");
        var reuters = Reuters46.load(archive, new Console(System.in, System.out, System.err, false));
        assertThat(reuters.train().size()).isEqualTo(1395);
        assertThat(reuters.test().size()).isEqualTo(599);
        var first = Reuters46.data(reuters.train(), 46, true).batch(new int[]{0});
        assertThat(first.x().shape().toString()).isEqualTo("[1, 49, 1]");
        assertThat(first.y().data()[3]).isEqualTo(1);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "RONDO_DATA", matches = ".+")
    void aModelIsTrainedSavedAndJudgedAgain() {
        var out = folder.resolve("run");
        var trained = Cli.run("train", "reuters", "--model", "lstm", "--epochs", "1", "--out", out.toString()).worked();
        var judged = Cli.run("evaluate", out.resolve("model.rondo").toString(), "--data", "reuters").worked();
        assertThat(trained.out()).contains("Validation is the test part", "599 for testing");
        assertThat(judged.out().lines().filter(l -> l.startsWith("this model")))
                .containsExactlyElementsOf(trained.out().lines().filter(l -> l.startsWith("this model")).toList());
    }
}
