package dev.rondo.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rondo.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole new file or the old one, and nothing beside it.
class AtomicFileTest {
    private static final Body NEW = out -> out.write(new byte[]{4, 5});

    @TempDir
    Path dir;

    private Path old() throws IOException { return Files.write(dir.resolve("f"), new byte[]{1, 2, 3}); }

    private void unharmed(Path file) throws IOException {
        assertThat(file).hasBinaryContent(new byte[]{1, 2, 3});
        alone(file);
    }

    private static void alone(Path file) {
        assertThat(file.resolveSibling(".").toFile().list()).containsExactly(file.getFileName().toString());
    }

    @Test
    void replaces() throws IOException {
        AtomicFile.write(old(), NEW);
        assertThat(dir.resolve("f")).hasBinaryContent(new byte[]{4, 5});
        alone(dir.resolve("f"));
    }

    @Test
    void makesDirectories() {
        AtomicFile.write(dir.resolve("a/b/c"), NEW);
        assertThat(dir.resolve("a/b/c")).hasBinaryContent(new byte[]{4, 5});
    }

    @Test
    void followsALinkAndLeavesItThere() throws IOException {
        var link = Files.createSymbolicLink(Files.createDirectory(dir.resolve("links")).resolve("l"), old());
        AtomicFile.write(link, NEW);
        assertThat(link).isSymbolicLink();
        assertThat(dir.resolve("f")).hasBinaryContent(new byte[]{4, 5});
        alone(link);
    }

    @Test
    void failingHalfwayLeavesTheOldFile() throws IOException {
        var file = old();
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
            out.write(new byte[1 << 20]);
            throw new IOException("Input/output error");
        })).isInstanceOf(StorageException.class).hasMessageStartingWith("write " + file + ": Input/output error")
                .hasMessageEndingWith("What was there before is unchanged");
        unharmed(file);
        assertThatThrownBy(() -> AtomicFile.write(file, _ -> {
            throw new IllegalStateException("bug");
        })).isInstanceOf(IllegalStateException.class);
        unharmed(file);
    }

    @Test
    void whatDoesNotReadBackIsNotKept() throws IOException {
        var file = old();
        assertThatThrownBy(() -> AtomicFile.write(file, NEW, written -> {
            assertThat(written).hasBinaryContent(new byte[]{4, 5});
            throw new IOException("read back differs");
        })).isInstanceOf(StorageException.class).hasMessageContaining("read back differs");
        unharmed(file);
    }

    @Test
    void aTargetThatIsNoFile() throws IOException {
        assertThatThrownBy(() -> AtomicFile.write(dir, NEW)).isInstanceOf(StorageException.class)
                .hasMessageContaining("this is a directory; add a file name");
        assertThatThrownBy(() -> AtomicFile.write(old().resolve("below"), NEW)).isInstanceOf(StorageException.class);
        if (Files.exists(Path.of("/dev/full")))
            assertThatThrownBy(() -> AtomicFile.write(Path.of("/dev/full"), NEW)).isInstanceOf(StorageException.class)
                    .hasMessageContaining("a regular file is expected");
    }

    @Test
    void aDirectoryThatMayNotBeWrittenTo() throws IOException {
        var file = old();
        assumeTrue(dir.toFile().setWritable(false), "no permissions on this file system");
        try {
            assumeTrue(!Files.isWritable(dir), "this user may write everywhere");
            assertThatThrownBy(() -> AtomicFile.write(file, NEW)).isInstanceOf(StorageException.class)
                    .hasMessageContaining("permission denied");
            unharmed(file);
        } finally {
            assertThat(dir.toFile().setWritable(true)).isTrue();
        }
    }

    /// On a real file system of 2 MB, where this user may mount one.
    @Test
    void aFullDisk() throws IOException, InterruptedException {
        var disk = Files.createDirectory(dir.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()),
                "cannot mount a small disk here");
        try {
            var file = Files.write(disk.resolve("f"), new byte[]{1, 2, 3});
            assertThatThrownBy(() -> AtomicFile.write(file, out -> out.write(new byte[3_000_000])))
                    .isInstanceOf(StorageException.class).hasMessageContaining("3,000,000 bytes are needed, 2,0")
                    .hasMessageContaining("are free; make room or choose another directory");
            unharmed(file);
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
