package dev.rondo.file;

import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.lstm;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.data.WordVectorizer;
import dev.rondo.model.Model;
import dev.rondo.model.Seed;
import dev.rondo.nn.Activation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/format.md` shows what is written, letter for letter.
class FormatPageTest {
    @TempDir
    Path dir;

    @Test
    void theExamplesAreTrue() throws IOException {
        var model = Model.sequential(Seed.seed(42), embedding(5, 8).maskZero(), lstm(4), dense(1, Activation.SIGMOID));
        var path = dir.resolve("spam.rondo");
        RondoFile.save(
                Saved.of(model).words(WordVectorizer.of(List.of("free", "lunch", "무료"), true)).labels("ham", "spam")
                        .task(Task.TEXT_CLASSIFICATION).about("data", "SMS Spam Collection"),
                path);
        var page = Files.readString(Path.of("../docs/format.md"));
        try (var zip = new ZipFile(path.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.getName().endsWith(".safetensors")) continue;
                var json = new String(zip.getInputStream(entry).readAllBytes(),
                        StandardCharsets.UTF_8).replaceAll("[0-9a-f]{64}", "…");
                assertThat(page).as(entry.getName()).contains("```json\n" + json + "\n```");
            }
        }
    }
}
