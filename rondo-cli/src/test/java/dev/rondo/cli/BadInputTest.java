package dev.rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.file.RondoFile;
import dev.rondo.layer.Layers;
import dev.rondo.model.Model;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever comes in: one line on standard error, an exit code, and nothing written.
class BadInputTest {
    @TempDir
    Path folder;

    Path csv = Path.of("english.csv");
    Path out = Path.of("run");

    @BeforeEach
    void samples() {
        csv = Samples.english(folder);
        out = folder.resolve("run");
    }

    @AfterEach
    void nothingWritten() {
        assertThat(out).doesNotExist();
        assertThat(Path.of("runs")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            train --epoch 3                  | Unknown option: '--epoch'; did you mean --epochs
            trian                            | did you mean train
            train --batch-size 0             | --batch-size: at least 1 is expected, got 0
            train --epochs 0                 | --epochs: at least 1 is expected, got 0
            train --epochs many              | 'many' is not an int
            train --threads -1               | --threads: at least 1 is expected, got -1
            train --learning-rate NaN        | --learning-rate: a finite number above 0 is expected, got NaN
            train --learning-rate -0.1       | got -0.1
            train --learning-rate Infinity   | got Infinity
            train --verbose 3                | --verbose: 0, 1 or 2 is expected, got 3
            train --model lstm               | --model: only for reuters
            train --text a                   | are for a CSV file, not for glosses
            train reuters --model gru        | one of simple-rnn, stacked-rnn, lstm, stacked-lstm, bidirectional, embedding-lstm is expected
            train some.csv --label b         | --text: which column of some.csv
            train some.csv --text a          | --label: which column of some.csv
            predict                          | Missing required parameter
            predict m.rondo --top 0          | --top: at least 1 is expected
            evaluate m.rondo                 | Missing required option
            """)
    void usage(String line, String says) {
        Cli.run(line.strip().split(" +")).failed(Failure.USAGE, says);
    }

    @Test
    void missingFilesAndColumns() {
        train(folder.resolve("none.csv")).failed(Failure.DATA, "none.csv", "is not there");
        train(folder).failed(Failure.DATA, "is not a file");
        Cli.run("train", csv.toString(), "--text", "texts", "--label", "topic", "--out", out.toString())
                .failed(Failure.DATA, "no column 'texts'", "'id', 'text', 'topic'");
        Cli.run("train", "reuters", "--data", folder.toString(), "--out", out.toString()).failed(Failure.DATA,
                "has no reuters21578.tar.gz");
    }

    @Test
    void bytesInAnotherEncoding() {
        var korean = Samples.korean(folder, "MS949");
        Cli.run("train", korean.toString(), "--text", "내용", "--label", "감정", "--out", out.toString()).failed(
                Failure.DATA,
                "not UTF-8", "--encoding MS949");
        Cli.run("train", korean.toString(), "--text", "내용", "--label", "감정", "--encoding", "nonsense").failed(
                Failure.DATA,
                "'nonsense' is not known");
    }

    @Test
    void filesThatTeachNothing() {
        train(file()).failed(Failure.DATA, "0 rows");
        train(file("text,topic")).failed(Failure.DATA, "0 rows");
        train(file("text,topic", "rain,weather", "snow,weather")).failed(Failure.DATA,
                "all 2 rows have the label 'weather'");
        train(file("text,topic", "rain,weather", "soup,kitchen")).failed(Failure.DATA, "too few");
        train(file("text,topic", "rain,weather", "soup,")).failed(Failure.DATA, "line 3", "is blank");
        train(file("text,topic", "rain,weather,soup")).failed(Failure.DATA, "line 2", "3 cells");
        train(file("text,topic", "\"rain,weather")).failed(Failure.DATA, "quote");
    }

    @Test
    void aFolderThatIsThere() throws IOException {
        var taken = Files.createDirectory(folder.resolve("taken"));
        Cli.run("train", "--out", taken.toString()).failed(Failure.USAGE, "is there already");
        assertThat(taken).isEmptyDirectory();
    }

    @Test
    void modelFiles() throws IOException {
        Cli.run("summary", folder.resolve("none.rondo").toString()).failed(Failure.MODEL_FILE, "no such file");
        Cli.run("predict", csv.toString(), "--text", "x").failed(Failure.MODEL_FILE, "english.csv");
        var model = folder.resolve("numbers.rondo");
        RondoFile.save(Model.sequential(Layers.input(2), Layers.dense(3)), model);
        Cli.run("predict", model.toString(), "--text", "x").failed(Failure.MODEL_FILE, "not a text classifier");
        Cli.run("evaluate", model.toString(), "--data", csv.toString(), "--text", "text", "--label", "topic")
                .failed(Failure.MODEL_FILE, "not a text classifier");
        Cli.run("evaluate", model.toString(), "--data", "reuters", "--folder", folder.toString()).failed(
                Failure.MODEL_FILE,
                "not a model of rondo train reuters");
        Cli.run("summary", model.toString(), "--svg", folder.toString()).failed(Failure.STORAGE, "this is a directory");
        Cli.run("summary", model.toString(), "--svg", model.toString()).failed(Failure.USAGE, "is the model itself");
        var bytes = Files.readAllBytes(model);
        bytes[bytes.length / 2] ^= 1;
        Files.write(model, bytes);
        Cli.run("summary", model.toString()).failed(Failure.MODEL_FILE);
    }

    @Test
    void aLearningRateThatBlowsUp() {
        var cli = Cli.run("train", csv.toString(), "--text", "text", "--label", "topic", "--learning-rate", "1e38",
                "--out",
                out.toString());
        assertThat(cli.err().lines()).hasSize(1);
        assertThat(cli.exit()).isEqualTo(Failure.DIVERGED);
    }

    @Test
    void placesThatTakeNothing() throws IOException {
        var blocked = Files.writeString(folder.resolve("a-file"), "");
        Cli.run("train", csv.toString(), "--text", "text", "--label", "topic", "--epochs", "1", "--out",
                blocked.resolve("run").toString()).failed(Failure.STORAGE, "no folder can be made in");
    }

    @Test
    void aFullDisk() throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(ran("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", disk.toString()),
                "needs to mount");
        try {
            Cli.run("train", csv.toString(), "--text", "text", "--label", "topic", "--epochs", "1", "--out",
                    disk.resolve("run").toString()).failed(Failure.STORAGE);
            try (var left = Files.walk(disk)) {
                assertThat(left.filter(Files::isRegularFile).filter(f -> !f.endsWith("history.csv"))).isEmpty();
            }
        } finally {
            ran("umount", disk.toString());
        }
    }

    @Test
    void whatComesOnStandardInput() {
        var model = folder.resolve("run-for-input");
        Cli.run("train", csv.toString(), "--text", "text", "--label", "topic", "--epochs", "1", "--verbose", "0",
                "--out",
                model.toString()).worked();
        Cli.typed(new byte[]{'a', '\n', (byte) 0xB0, (byte) 0xA1, '\n'}, "predict",
                model.resolve("model.rondo").toString())
                .failed(Failure.DATA, "standard input: not UTF-8");
        var other = file("text,topic", "rain,climate");
        Cli.run("evaluate", model.resolve("model.rondo").toString(), "--data", other.toString(), "--text", "text",
                "--label",
                "topic").failed(Failure.DATA, "'climate'", "known: 'kitchen', 'weather'");
    }

    @Test
    void debugShowsTheStack() {
        var cli = Cli.run("summary", folder.resolve("none.rondo").toString(), "--debug");
        assertThat(cli.err()).contains("ModelFileException", "\tat dev.rondo");
        assertThat(cli.exit()).isEqualTo(Failure.MODEL_FILE);
    }

    private Cli train(Path file) {
        return Cli.run("train", file.toString(), "--text", "text", "--label", "topic", "--out", out.toString());
    }

    private Path file(String... lines) {
        return Samples.write(folder.resolve("bad.csv"), List.of(lines), StandardCharsets.UTF_8);
    }

    private static boolean ran(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
