package dev.rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.text.DataFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a file of one's own to answers, through the command line alone.
class TrainOwnFileTest {
    @TempDir
    static Path folder;

    static Path english;
    static Path run;
    static Cli training;

    @BeforeAll
    static void train() {
        english = Samples.english(folder);
        run = folder.resolve("run");
        training = Cli.run("train", english.toString(), "--text", "text", "--label", "topic", "--epochs", "20",
                "--out", run.toString(), "--threads", "1");
    }

    @Test
    void tellsWhatItDoesAndHowWell() {
        training.worked();
        assertThat(training.out()).contains("Data: " + english, "split 80/10/10 by a hash", "2 classes", "Total params",
                "val_accuracy", "Judged on", "multinomial naive Bayes", "always the largest class",
                "Written to " + run);
    }

    @Test
    void leavesAFolderWithEverything() throws Exception {
        try (var files = Files.list(run)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("model.rondo",
                    "history.csv",
                    "learning-curves.png", "confusion.png", "report.txt");
        }
        assertThat(Files.readAllLines(run.resolve("history.csv")).getFirst())
                .isEqualTo("epoch,accuracy,loss,val_accuracy,val_loss");
        assertThat(Files.readString(run.resolve("report.txt"))).contains("this model", "Total params", "Written to");
    }

    @Test
    void learnsIt() {
        var texts = "We had rain, in May.\nWe had soup, again.\n";
        var answer = Cli.typed(texts, "predict", model()).worked().out().lines().toList();
        assertThat(answer).hasSize(2);
        assertThat(answer.get(0)).matches("weather\t[01]\\.\\d{4}");
        assertThat(answer.get(1)).matches("kitchen\t[01]\\.\\d{4}");
        assertThat(Cli.run("predict", model(), "--text", "snow", "--text", "cake", "--top", "2").worked().out().lines())
                .hasSize(2).allMatch(line -> line.split("\t").length == 4);
    }

    @Test
    void answersTextsWithoutAKnownWordToo() {
        assertThat(Cli.typed("\n!!!\n", "predict", model()).worked().out().lines()).hasSize(2);
        assertThat(Cli.typed("", "predict", model()).worked().out()).isEmpty();
    }

    @Test
    void isJudgedOnTheRowsKeptApart() {
        var again = Cli.run("evaluate", model(), "--data", english.toString(), "--text", "text", "--label", "topic")
                .worked();
        assertThat(again.out()).contains("only the rows kept apart", score(training.out()));
        var fresh = Samples.write(folder.resolve("fresh.csv"),
                List.of("text,topic", "rain and snow,weather", "soup,kitchen"),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(Cli.run("evaluate", model(), "--data", fresh.toString(), "--text", "text", "--label", "topic")
                .worked().out())
                .contains("fresh.csv: 2 texts");
    }

    @Test
    void isShown() {
        assertThat(Cli.run("summary", model()).worked().out()).contains("bidirectional", "Total params", "words:",
                "labels: 2: kitchen, weather", "data: " + english, "accuracy: ");
    }

    @Test
    void theSameSeedGivesTheSameFileWithAnyNumberOfThreads() {
        var models = Stream.of("1", "2").map(threads -> {
            var out = folder.resolve("threads-" + threads);
            Cli.run("train", english.toString(), "--text", "text", "--label", "topic", "--epochs", "2", "--seed", "7",
                    "--verbose", "0", "--threads", threads, "--out", out.toString()).worked();
            return DataFile.WHOLE_FILE.of(out.resolve("model.rondo"));
        }).distinct();
        assertThat(models).hasSize(1);
    }

    @Test
    void takesKoreanInItsOldEncoding() {
        var out = folder.resolve("한국어");
        var korean = Samples.korean(folder, "MS949");
        var trained = Cli.run("train", korean.toString(), "--text", "내용", "--label", "감정", "--encoding", "cp949",
                "--epochs", "20", "--out", out.toString());
        assertThat(trained.exit()).isZero();
        // a machine without a Korean font says so, in one line
        assertThat(trained.err().lines().filter(l -> !l.contains("fonts-nanum"))).isEmpty();
        assertThat(Cli.run("predict", out.resolve("model.rondo").toString(), "--text", "정말 훌륭한 영화 였어요").worked().out())
                .startsWith("긍정\t");
    }

    private static String model() {
        return run.resolve("model.rondo").toString();
    }

    private static String score(String out) {
        return out.lines().filter(l -> l.startsWith("this model")).findFirst().orElseThrow();
    }
}
