package dev.rondo.file;

import dev.rondo.RondoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// Entries as one zip file with a manifest in front. Every entry is written twice, first to learn its checksums.
final class ArchiveWriter {
    private ArchiveWriter() {}

    /// The bytes of the file.
    static Body of(Map<String, Body> parts) {
        var all = new LinkedHashMap<String, Body>();
        var listed = new ArrayList<Manifest.Entry>();
        var entries = new ArrayList<ZipLayout.Entry>();
        parts.forEach((name, body) -> {
            var sum = sum(body);
            listed.add(new Manifest.Entry(name, sum.size(), sum.sha256()));
            entries.add(new ZipLayout.Entry(name, sum.size(), sum.crc()));
        });
        var manifest = Manifest.bytes(listed);
        Body first = out -> out.write(manifest);
        entries.addFirst(new ZipLayout.Entry(Manifest.NAME, manifest.length, sum(first).crc()));
        all.put(Manifest.NAME, first);
        all.putAll(parts);
        small(entries.stream().mapToLong(ZipLayout.Entry::length).sum());
        return out -> {
            for (var entry : entries) {
                out.write(ZipLayout.local(entry));
                all.getOrDefault(entry.name(), _ -> {}).write(out);
            }
            out.write(ZipLayout.directory(entries));
        };
    }

    private static Sum sum(Body body) {
        try {
            return Sum.of(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written anywhere yet
        }
    }

    private static void small(long size) {
        if (size > ZipLayout.MOST - (1 << 16))
            throw new RondoException(
                    "save: %d bytes, but a model file holds at most 4 GiB; make the model smaller".formatted(size));
    }
}
