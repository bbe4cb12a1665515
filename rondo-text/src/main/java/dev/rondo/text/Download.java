package dev.rondo.text;

import dev.rondo.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;

/// How does a file get from its address into the cache? Into a `.part` file first, which a later try goes on with; then
/// its checksum is taken; only the right file gets its name, in one step. So a file in the cache is whole.
record Download(HttpClient http, Progress progress) {
    private static final int PARTIAL_CONTENT = 206;
    private static final int OUT_OF_RANGE = 416;

    /// Why there is no file, as half a sentence.
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        private final String why;

        Failed(String why) {
            super(why);
            this.why = why;
        }

        Failed(String why, Throwable cause) {
            super(why, cause);
            this.why = why;
        }

        String why() { return why; }
    }

    void to(Path target, DataFile file) throws Failed {
        var part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            fetch(part, file);
            if (!isPublished(part, file)) {
                Files.delete(part);
                throw new Failed("the download from " + file.address()
                        + " is not the published file (its checksum differs) and was deleted");
            }
            move(part, target);
        } catch (IOException e) {
            throw new Failed("the download from " + file.address() + " failed (" + e.getClass().getSimpleName()
                    + "; a later try goes on from there)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("the download from " + file.address() + " was interrupted", e);
        }
    }

    private void fetch(Path part, DataFile file) throws IOException, InterruptedException, Failed {
        long have = Files.exists(part) ? Files.size(part) : 0;
        var response = ask(file, have);
        if (have > 0 && response.statusCode() == OUT_OF_RANGE) { // nothing is missing, or the file has changed
            response.body().close();
            if (isPublished(part, file)) return;
            have = 0;
            response = ask(file, have);
        }
        try (var body = response.body()) {
            boolean goesOn = response.statusCode() == PARTIAL_CONTENT && startsAt(response, have);
            if (!goesOn && response.statusCode() != 200)
                throw new Failed(file.address() + " answered " + response.statusCode());
            write(body, part, goesOn ? have : 0, response.headers().firstValueAsLong("Content-Length"), file.set());
        }
    }

    private HttpResponse<InputStream> ask(DataFile file, long from) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(file.address()).timeout(Duration.ofSeconds(60));
        if (from > 0) request.header("Range", "bytes=" + from + "-");
        return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static boolean startsAt(HttpResponse<?> response, long place) {
        return response.headers().firstValue("Content-Range").orElse("").startsWith("bytes " + place + "-");
    }

    private void write(InputStream body, Path part, long have, OptionalLong more, String set) throws IOException {
        var total = more.isPresent() ? OptionalLong.of(have + more.getAsLong()) : OptionalLong.empty();
        var how = have > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (var out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            var buffer = new byte[1 << 16];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                out.write(buffer, 0, read);
                have += read;
                progress.at(set, have, total);
            }
        }
    }

    /// An archive that cannot even be opened is not the published one either.
    private static boolean isPublished(Path part, DataFile file) {
        try {
            return file.isPublished(part);
        } catch (DataException e) {
            return false;
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
