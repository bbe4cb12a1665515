package dev.rondo.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// Standard output that remembers why it failed, which a `PrintStream` alone does not: a reader that left (`| head`) is no
/// failure, a full disk is.
final class Sink extends FilterOutputStream {
    private Optional<String> complaint = Optional.empty();

    Sink(OutputStream out) {
        super(out);
    }

    /// Why not all could be written, if anyone still wants it.
    Optional<String> complaint() {
        return complaint;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            var why = String.valueOf(e.getMessage());
            if (complaint.isEmpty() && !why.contains("Broken pipe")) {
                complaint = Optional.of("standard output: cannot be written (%s); free some space".formatted(why));
            }
            throw e;
        }
    }
}
