package dev.rondo.file;

import static dev.rondo.file.ZipLayout.CENTRAL_SIZE;
import static dev.rondo.file.ZipLayout.END_SIZE;

import dev.rondo.ModelFileException;
import dev.rondo.data.Printable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A zip file as [ZipLayout] writes it, and no other. Opening it checks that every byte outside of the entries is what it
/// must be; nothing is ever written to disk.
final class Archive implements AutoCloseable {
    private static final int MOST_ENTRIES = 16;

    private final FileChannel channel;
    private final Map<String, Long> starts = new LinkedHashMap<>();
    private final List<ZipLayout.Entry> entries;

    static Archive open(Path path) throws IOException {
        if (Files.isDirectory(path)) throw new ModelFileException("this is a directory; give the file in it");
        if (Files.exists(path) && !Files.isRegularFile(path))
            throw new ModelFileException("not a regular file; give a file");
        var channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new Archive(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private Archive(FileChannel channel) throws IOException {
        this.channel = channel;
        long size = channel.size();
        var head = bytes(0, (int) Math.min(size, 512));
        if (head.length < 4
                || ZipLayout.little(head).getInt() != ZipLayout.LOCAL) {
            throw new ModelFileException(Lookalike.of(head));
        }
        var tail = directory(size);
        entries = entries(tail);
        Lookalike.ofZip(entries.stream().map(ZipLayout.Entry::name).toList()).ifPresent(what -> {
            throw new ModelFileException(what);
        });
        canonical(size, tail);
    }

    /// The directory at the end, checked only as far as needed to find its entries.
    private byte[] directory(long size) throws IOException {
        var end = ZipLayout.little(size < END_SIZE ? new byte[END_SIZE] : bytes(size - END_SIZE, END_SIZE));
        if (end.getInt(0) != ZipLayout.END)
            throw new ModelFileException("the file is cut off, or something was added at its end; get it again");
        long start = end.getInt(16) & ZipLayout.MOST;
        long length = size - start;
        if (start > size - END_SIZE || length > MOST_ENTRIES * 1024)
            throw new ModelFileException("its zip directory is damaged or far too long; get the file again");
        return bytes(start, (int) length);
    }

    private static List<ZipLayout.Entry> entries(byte[] directory) {
        var tail = ZipLayout.little(directory);
        var list = new ArrayList<ZipLayout.Entry>();
        int at = 0;
        while (at + CENTRAL_SIZE <= tail.capacity() && tail.getInt(at) == ZipLayout.CENTRAL) {
            int nameLength = tail.getShort(at + 28) & 0xffff;
            if (at + CENTRAL_SIZE + nameLength > tail.capacity()) break;
            var name = new String(directory, at + CENTRAL_SIZE, nameLength, StandardCharsets.ISO_8859_1);
            if (tail.getShort(at + 10) != 0 && Lookalike.ofZip(List.of(name)).isEmpty())
                throw new ModelFileException(
                        "entry %s is compressed, but Rondo stores entries as they are; was the file zipped again?"
                                .formatted(Printable.quote(name)));
            list.add(new ZipLayout.Entry(name, tail.getInt(at + 24) & ZipLayout.MOST,
                    tail.getInt(at + 16) & ZipLayout.MOST));
            at += CENTRAL_SIZE + nameLength + (tail.getShort(at + 30) & 0xffff) + (tail.getShort(at + 32) & 0xffff);
        }
        return list;
    }

    /// All headers are exactly those that Rondo writes for these entries.
    private void canonical(long size, byte[] tail) throws IOException {
        long at = 0;
        for (var entry : entries) {
            if (!entry.name().matches("[a-z]{1,32}\\.(json|safetensors)"))
                throw new ModelFileException("entry %s is no name of Rondo's; the file was not written by Rondo"
                        .formatted(Printable.quote(entry.name())));
            if (starts.put(entry.name(), at + entry.length() - entry.size()) != null)
                throw new ModelFileException("entry '%s' is there twice; get the file again".formatted(entry.name()));
            var header = ZipLayout.local(entry);
            if (at + entry.length() > size || !Arrays.equals(header, bytes(at, header.length)))
                throw new ModelFileException(
                        "the zip header of entry '%s' is damaged; get the file again".formatted(entry.name()));
            at += entry.length();
        }
        if (at + tail.length != size || !Arrays.equals(tail, ZipLayout.directory(entries)))
            throw new ModelFileException("its zip directory is damaged; get the file again");
    }

    List<ZipLayout.Entry> entries() { return entries; }

    boolean has(String name) { return starts.containsKey(name); }

    ZipLayout.Entry entry(String name) {
        return entries.stream().filter(e -> e.name().equals(name)).findFirst()
                .orElseThrow(() -> new ModelFileException("entry '%s' is missing".formatted(name)));
    }

    Sum sum(String name) throws IOException {
        try (var in = stream(name)) {
            return Sum.of(in::transferTo);
        }
    }

    /// A whole entry of JSON size.
    byte[] bytes(String name) throws IOException {
        if (entry(name).size() > Json.MOST)
            throw new ModelFileException(
                    "%s: %d bytes, but at most %d are allowed".formatted(name, entry(name).size(), Json.MOST));
        try (var in = stream(name)) {
            return in.readAllBytes();
        }
    }

    /// The bytes of an entry.
    InputStream stream(String name) {
        long size = entry(name).size();
        return new BufferedInputStream(new Region(channel, starts.getOrDefault(name, 0L), size), 1 << 16);
    }

    private byte[] bytes(long from, int length) throws IOException {
        try (var in = new Region(channel, from, length)) {
            return in.readNBytes(length);
        }
    }

    @Override
    public void close() throws IOException { channel.close(); }
}
