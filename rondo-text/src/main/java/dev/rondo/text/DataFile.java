package dev.rondo.text;

import dev.rondo.DataException;
import dev.rondo.data.Printable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A file of someone else's data that Rondo knows how to get: what it is called, where it comes from, and how to tell
/// that it is the right one. Found by [Corpora].
///
/// @param set the data set's name, also that of its folder
/// @param names what the file may be called, the usual name first
/// @param address where it is downloaded
/// @param page the page to send a person to
/// @param sha256 what `checksum` gives for the published file
/// @param checksum how the checksum is taken: [#WHOLE_FILE], or of what matters inside an archive
public record DataFile(String set, List<String> names, URI address, URI page, String sha256, Checksum checksum) {
    /// The SHA-256 of the bytes of the file.
    public static final Checksum WHOLE_FILE = DataFile::ofWholeFile;

    public DataFile { names = List.copyOf(names); }

    /// How a file is told from another; lower-case hex. Throws [DataException] when the file is not of its kind at all.
    @FunctionalInterface
    public interface Checksum {
        String of(Path file);
    }

    /// Is this the published file?
    public boolean isPublished(Path file) { return checksum.of(file).equals(sha256); }

    /// The SHA-256 of these bytes, one array behind the other.
    public static String sha256(Iterable<byte[]> parts) {
        var digest = digest();
        for (byte[] part : parts) digest.update(part);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String ofWholeFile(Path file) {
        try (var in = Files.newInputStream(file)) {
            var digest = digest();
            var buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) digest.update(buffer, 0, read);
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new DataException("data: " + Printable.quote(file.toString()) + " cannot be read; check its rights",
                    e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
