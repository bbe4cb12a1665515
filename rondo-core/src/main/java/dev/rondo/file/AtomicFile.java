package dev.rondo.file;

import dev.rondo.StorageException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// Writes a file so that at any moment, power cuts included, either the old one is there or the whole new one: a temporary
/// file in the same directory, forced to disk, read back, then moved into place in one step. Missing directories are made.
public final class AtomicFile {
    private AtomicFile() {}

    /// Looks at a file that was just written; throws if it is not what it should be.
    @FunctionalInterface
    public interface Check {
        void check(Path written) throws IOException;
    }

    /// @throws StorageException if it cannot be written; then what was at `target` is still there
    public static void write(Path target, Body body) { write(target, body, _ -> {}); }

    /// @param check is given the complete temporary file, before it takes its place
    /// @throws StorageException if it cannot be written; then what was at `target` is still there
    public static void write(Path target, Body body, Check check) {
        var path = place(target);
        var temporary = path
                .resolveSibling(".rondo-%d-%x.tmp".formatted(ProcessHandle.current().pid(), System.nanoTime()));
        try {
            Files.createDirectories(directory(path));
            writeThrough(temporary, body);
            check.check(temporary);
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory(directory(path));
        } catch (IOException e) {
            throw failed(target, temporary, body, e);
        } finally {
            remove(temporary);
        }
    }

    /// Where the file really is: links are followed, so that they stay.
    private static Path place(Path target) {
        var path = target.toAbsolutePath();
        try {
            if (Files.isSymbolicLink(path) && Files.exists(path)) path = path.toRealPath();
        } catch (IOException e) {
            throw new StorageException("write %s: its link cannot be followed: %s".formatted(target, e.getMessage()),
                    e);
        }
        if (Files.isDirectory(path))
            throw new StorageException(
                    "write %s: a file is expected, but this is a directory; add a file name".formatted(target));
        if (Files.exists(path) && !Files.isRegularFile(path))
            throw new StorageException("write %s: a regular file is expected; choose another name".formatted(target));
        return path;
    }

    private static Path directory(Path path) {
        var parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static void writeThrough(Path file, Body body) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            body.write(out);
            out.flush();
            channel.force(true);
        }
    }

    /// The move itself survives a power cut only when the directory is on disk; Windows cannot and need not be asked.
    private static void forceDirectory(Path directory) {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }

    private static StorageException failed(Path target, Path temporary, Body body, IOException e) {
        long free = free(temporary);
        remove(temporary);
        var what = switch (e) {
            case AccessDeniedException _ -> "permission denied; choose a directory that you may write to";
            case FileAlreadyExistsException _ -> "a directory on the way is a file; choose another directory";
            case NoSuchFileException _ -> "its directory cannot be made; choose another";
            default -> "%s; %s; make room or choose another directory".formatted(String.valueOf(e.getMessage()),
                    room(body, free));
        };
        return new StorageException("write %s: %s. What was there before is unchanged".formatted(target, what), e);
    }

    private static String room(Body body, long free) {
        String needed;
        try {
            needed = grouped(Sum.of(body).size());
        } catch (IOException | RuntimeException e) {
            needed = "an unknown number of";
        }
        return "%s bytes are needed, %s are free".formatted(needed,
                free < 0 ? "unknown" : grouped(free));
    }

    private static String grouped(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /// Free bytes as they will be without the temporary file.
    private static long free(Path temporary) {
        try {
            remove(temporary);
            var directory = directory(temporary);
            return Files.exists(directory) ? Files.getFileStore(directory).getUsableSpace() : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    private static void remove(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            return; // it is in the way of nobody, and what went wrong before matters more
        }
    }
}
