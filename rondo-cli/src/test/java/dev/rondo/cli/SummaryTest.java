package dev.rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.file.RondoFile;
import dev.rondo.layer.Layers;
import dev.rondo.model.Model;
import dev.rondo.model.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
    @TempDir
    Path folder;

    @Test
    void aPictureBesideTheTable() throws IOException {
        var model = Model.sequential(Layers.embedding(20, 4), Layers.lstm(3), Layers.dense(2));
        RondoFile.save(model, folder.resolve("m.rondo"));
        var picture = folder.resolve("m.svg");
        var said = Cli.run("summary", folder.resolve("m.rondo").toString(), "--svg", picture.toString()).worked().out();
        assertThat(said).startsWith(model.summary()).endsWith("picture: " + picture + "\n");
        assertThat(Files.readString(picture))
                .isEqualTo(Picture.of(model).showShapes().showLayerNames().showLayerActivations().svg());
        Files.delete(picture);
        assertThat(Cli.run("summary", folder.resolve("m.rondo").toString()).worked().out()).doesNotContain("picture");
        assertThat(picture).doesNotExist();
    }
}
