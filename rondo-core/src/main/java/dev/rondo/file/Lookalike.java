package dev.rondo.file;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a file that is no Rondo file seems to be, in words that say what to do.
final class Lookalike {
    private Lookalike() {}

    /// By its first bytes.
    static String of(byte[] head) {
        var text = new String(head, StandardCharsets.ISO_8859_1);
        var trimmed = text.stripLeading().toLowerCase(Locale.ROOT);
        if (head.length == 0) return "the file is empty; get it again";
        if (text.startsWith("version https://git-lfs"))
            return "this is a Git LFS pointer, not the file it points to; run git lfs pull";
        if (trimmed.startsWith("<!doctype html") || trimmed.startsWith("<html"))
            return "this is an HTML page; the download gave a page instead of the file";
        if (text.startsWith("\u0089HDF\r\n\u001a\n"))
            return "this is an HDF5 file (Keras .h5?); import it as a Keras model instead";
        if (text.startsWith("\u0089PNG")) return "this is a PNG picture";
        if (text.startsWith("\u001f\u008b")) return "this is gzip-compressed; unpack it first";
        if (text.startsWith("PK")) return "this zip file is empty or damaged at its start; get it again";
        if (head[0] == (byte) 0x80) return "this is a Python pickle, whose loading runs code; Rondo does not read it";
        if (head.length > 8 && head[8] == '{' && head[7] == 0)
            return "this is a bare safetensors file: weights without a model";
        if (trimmed.startsWith("{")) return "this is JSON text, not a Rondo file";
        return "not a Rondo file: it does not start as one";
    }

    /// By the names in a zip.
    static Optional<String> ofZip(List<String> names) {
        for (String name : names) {
            if (name.equals("model.weights.h5") || name.equals("config.json") || name.equals("metadata.json"))
                return Optional.of("this is a Keras .keras file; import it as a Keras model instead");
            if (name.endsWith("/data.pkl"))
                return Optional.of("this is a PyTorch file; save its weights as safetensors and import them");
            if (name.startsWith("META-INF/")) return Optional.of("this is a Java archive, not a Rondo file");
        }
        return Optional.empty();
    }
}
