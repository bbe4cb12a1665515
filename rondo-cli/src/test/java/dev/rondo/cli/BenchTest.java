package dev.rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
    @TempDir
    Path folder;

    @Test
    void measuresWhatItIsAskedFor() throws IOException {
        var json = folder.resolve("bench.json");
        var out = Cli.run("bench", "--only", "stream", "--seconds", "0.01", "--threads", "1", "--json", json.toString())
                .worked().out();
        assertThat(out).contains("1 thread", "stream-lstm-1-1-128-128", "GFLOP/s").doesNotContain("train-");
        assertThat(Files.readString(json)).contains("\"work\" : \"stream-lstm-1-1-128-128\"", "milliseconds", "host");
    }

    @Test
    void saysWhatThereIsToMeasure() {
        Cli.run("bench", "--only", "gptx").failed(2, "\"gptx\"", "train-lstm-50-49-1-50");
        Cli.run("bench", "--seconds", "0").failed(2, "--seconds", "0.0");
    }
}
