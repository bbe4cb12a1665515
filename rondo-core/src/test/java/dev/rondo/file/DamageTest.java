package dev.rondo.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.rondo.ModelFileException;
import dev.rondo.data.WordVectorizer;
import dev.rondo.op.Key;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No damage is silent, and none makes anything else than a [ModelFileException]: every byte, every length.
class DamageTest {
    @TempDir
    Path dir;
    private Path path = Path.of("");
    private byte[] whole = new byte[0];

    @BeforeEach
    void save() throws IOException {
        path = dir.resolve("m.rondo");
        RondoFile.save(Saved.of(Samples.classifier()).words(WordVectorizer.of(List.of("a", "한국어", "b\nc", "d"), true))
                .labels("spam", "ham"), path);
        whole = Files.readAllBytes(path);
        RondoFile.load(path);
    }

    @Test
    void aFlippedBitInAnyByte() throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            for (int i = 0; i < whole.length; i++) {
                put(file, i, whole[i] ^ 1 << (int) (Key.of(3).uniform(i) * 8));
                refused("bit flipped in byte " + i);
                put(file, i, whole[i]);
            }
        }
        RondoFile.load(path);
    }

    private static void put(RandomAccessFile file, int at, int b) throws IOException {
        file.seek(at);
        file.write(b);
    }

    @Test
    void cutAtAnyLength() throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            for (int length = whole.length - 1; length >= 0; length--) {
                file.setLength(length);
                refused("cut to " + length + " bytes");
            }
        }
    }

    @Test
    void withAnythingAddedOrSwapped() throws IOException {
        for (int more : new int[]{1, 22, 100, whole.length}) {
            Files.write(path, Arrays.copyOf(whole, whole.length + more));
            refused(more + " bytes added at the end");
            var shifted = new byte[whole.length + more];
            System.arraycopy(whole, 0, shifted, more, whole.length);
            Files.write(path, shifted);
            refused(more + " bytes added in front");
        }
        var twice = Arrays.copyOf(whole, 2 * whole.length);
        System.arraycopy(whole, 0, twice, whole.length, whole.length);
        Files.write(path, twice);
        refused("the file twice");
        for (int i = 0; i + 64 < whole.length; i += 64) {
            var zeroed = whole.clone();
            Arrays.fill(zeroed, i, i + 64, (byte) 0);
            Files.write(path, zeroed);
            refused("64 zeros at " + i);
        }
    }

    private void refused(String what) {
        try {
            RondoFile.load(path);
        } catch (ModelFileException e) {
            assertThat(e.getMessage()).as(what).startsWith("load " + path + ": ").doesNotContain("\n");
            assertThat(e.toString().length() - path.toString().length()).as(what + ": " + e).isLessThan(450);
            return;
        }
        fail(what + " went unnoticed");
    }
}
