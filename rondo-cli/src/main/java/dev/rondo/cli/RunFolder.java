package dev.rondo.cli;

import dev.rondo.RondoException;
import dev.rondo.StorageException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The folder that a training writes to. It is made when there is a first thing to keep, so that a run which fails before
/// that leaves nothing; a folder that is there is never written into.
///
/// Each file is written whole or not at all, also when the user ends the program: the program then waits for the file that
/// is being written, and no other is begun.
final class RunFolder implements AutoCloseable {
    private final Optional<Path> wanted;
    private final String what;
    private final ReentrantLock writing = new ReentrantLock();
    private final Thread lastWord = new Thread(writing::lock, "rondo-last-file");
    private Optional<Path> made = Optional.empty();

    interface Write {
        void to(Path file) throws IOException;
    }

    /// At `wanted`, or else the next free `runs/what-n`.
    RunFolder(Optional<Path> wanted, String what) {
        this.wanted = wanted;
        this.what = what;
        check(wanted.orElse(Path.of("runs", what)).toAbsolutePath());
        Runtime.getRuntime().addShutdownHook(lastWord);
    }

    /// Throws at once, rather than after an hour of training, if the folder could not be made.
    private static void check(Path place) {
        var there = place.getParent();
        while (there != null && !Files.exists(there)) there = there.getParent();
        if (there == null || (Files.isDirectory(there) && Files.isWritable(there))) return;
        throw new StorageException("%s: no folder can be made in %s; check rights, or name another place with --out"
                .formatted(place, there));
    }

    /// Writes a file of the run. `write` must do so in one step.
    void write(String name, Write write) {
        writing.lock();
        try {
            write.to(path().resolve(name));
        } catch (IOException e) {
            throw new StorageException("%s in the run's folder cannot be written (%s); check space and rights"
                    .formatted(name, e.getMessage()), e);
        } finally {
            writing.unlock();
        }
    }

    Path path() throws IOException {
        if (made.isEmpty()) made = Optional.of(make());
        return made.get();
    }

    private Path make() throws IOException {
        if (wanted.isPresent()) {
            var parent = wanted.get().toAbsolutePath().getParent();
            if (parent != null) Files.createDirectories(parent);
            try {
                return Files.createDirectory(wanted.get());
            } catch (FileAlreadyExistsException e) {
                throw new RondoException(
                        "--out: %s is there already; name a folder that is not".formatted(wanted.get()), e);
            }
        }
        var runs = Files.createDirectories(Path.of("runs"));
        int n = 1;
        while (true) {
            try {
                return Files.createDirectory(runs.resolve(what + "-" + n));
            } catch (FileAlreadyExistsException e) {
                n++; // taken: the next one
            }
        }
    }

    /// The run is over. A folder into which nothing came is taken away.
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastWord);
        } catch (IllegalStateException e) {
            return; // the program is being ended
        }
        if (made.isEmpty()) return;
        try {
            Files.deleteIfExists(made.get());
        } catch (IOException e) {
            return; // not empty: there is something to keep
        }
    }
}
