package dev.rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import dev.rondo.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path folder;

    @Test
    void isMadeForTheFirstFile() throws IOException {
        var place = folder.resolve("a/b");
        try (var run = new RunFolder(Optional.of(place), "what")) {
            assertThat(place).doesNotExist();
            run.write("x.txt", file -> Files.writeString(file, "x"));
        }
        assertThat(place.resolve("x.txt")).hasContent("x");
    }

    @Test
    void isGoneWhenNothingCameIntoIt() {
        var place = folder.resolve("empty");
        try (var run = new RunFolder(Optional.of(place), "what")) {
            assertThatThrownBy(() -> run.write("x", _ -> {
                throw new IOException("no space");
            })).isInstanceOf(StorageException.class).hasMessageContaining("no space");
            assertThat(place).exists();
        }
        assertThat(place).doesNotExist();
    }

    @Test
    void neverTakesAFolderThatIsThere() {
        try (var run = new RunFolder(Optional.of(folder), "what")) {
            assertThatThrownBy(() -> run.write("x", _ -> {})).isInstanceOf(RondoException.class)
                    .hasMessageContaining("already");
        }
        assertThat(folder).exists();
    }
}
