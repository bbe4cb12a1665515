package dev.rondo.file;

import dev.rondo.ModelFileException;
import java.io.IOException;
import java.util.List;

/// `manifest.json`, the first entry: which format this is, and what the others must be, byte for byte.
record Manifest(String format, int version, List<Entry> entries) {
    static final String NAME = "manifest.json";
    /// Rises when files of this version could be misread by the one before.
    static final int VERSION = 1;

    private static final String FORMAT = "rondo";

    record Entry(String name, long size, String sha256) {}

    static byte[] bytes(List<Entry> entries) {
        return Json.bytes(NAME, new ToJson(new Types(List.of())).write(new Manifest(FORMAT, VERSION, entries)));
    }

    /// Checks every entry against its sums: the CRC-32 of its zip header and the SHA-256 of the manifest.
    static void verify(Archive archive) throws IOException {
        if (!archive.has(NAME)) throw new ModelFileException("not a Rondo file: %s is missing".formatted(NAME));
        undamaged(NAME, archive.sum(NAME).crc(), archive.entry(NAME).crc());
        var json = Json.parse(NAME, archive.bytes(NAME));
        var version = json.path("version");
        if (version.isIntegralNumber() && version.asLong(0) > VERSION)
            throw new ModelFileException("written by a newer Rondo (format %s), this one reads up to %d; update Rondo"
                    .formatted(version, VERSION));
        var manifest = new FromJson(new Types(List.of())).read(Manifest.class, NAME, json);
        if (!manifest.format.equals(FORMAT) || manifest.version != VERSION)
            throw new ModelFileException("%s: format \"rondo\" and version %d are expected".formatted(NAME, VERSION));
        var listed = manifest.entries.stream().map(Entry::name).toList();
        var there = archive.entries().stream().map(ZipLayout.Entry::name).filter(n -> !n.equals(NAME)).toList();
        if (!listed.equals(there))
            throw new ModelFileException(
                    "%s lists %d entries that are not exactly the others, %s; get the file again".formatted(NAME,
                            listed.size(), there));
        for (var entry : manifest.entries) {
            var sum = archive.sum(entry.name);
            undamaged(entry.name, sum.crc(), archive.entry(entry.name).crc());
            undamaged(entry.name, sum.size() + sum.sha256(), entry.size + entry.sha256);
        }
    }

    private static void undamaged(String entry, Object is, Object should) {
        if (!is.equals(should))
            throw new ModelFileException(
                    "entry '%s' is damaged: its checksum differs; get the file again".formatted(entry));
    }
}
