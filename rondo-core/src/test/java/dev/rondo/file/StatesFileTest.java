package dev.rondo.file;

import static dev.rondo.layer.Layers.gru;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.ModelFileException;
import dev.rondo.model.Model;
import dev.rondo.nn.States;
import dev.rondo.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatesFileTest {
    @TempDir
    Path dir;

    @Test
    void aStreamGoesOn() {
        var model = Model.sequential(input(Shape.ANY, 2), lstm(4).sequences(), gru(3));
        var stream = model.stream();
        stream.next(1, 2);
        StatesFile.save(stream.states(), dir.resolve("states"));
        var later = model.stream();
        later.states(StatesFile.load(dir.resolve("states")));
        assertThat(later.next(3, 4)).isEqualTo(stream.next(3, 4));
        StatesFile.save(States.none(), dir.resolve("none"));
        assertThat(StatesFile.load(dir.resolve("none")).isEmpty()).isTrue();
    }

    @Test
    void whatIsNoneIsRefused() throws IOException {
        assertThatThrownBy(() -> StatesFile.load(dir.resolve("x"))).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("no such file");
        var model = Model.sequential(input(Shape.ANY, 2), lstm(4));
        RondoFile.save(model, dir.resolve("model"));
        assertThatThrownBy(() -> StatesFile.load(dir.resolve("model"))).isInstanceOf(ModelFileException.class);
        Files.write(dir.resolve("short"), new byte[3]);
        assertThatThrownBy(() -> StatesFile.load(dir.resolve("short"))).isInstanceOf(ModelFileException.class);
    }
}
