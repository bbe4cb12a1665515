package dev.rondo.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The one way in which Rondo lays out a zip file (PKWARE APPNOTE 6.3): entries stored as they are, one after the other, no
/// times, no extra fields, no comments. The same entries always give the same bytes, nothing can be inflated, and no byte
/// of a file is left over in which something could hide: a reader compares all headers with these.
final class ZipLayout {
    static final int LOCAL = 0x04034b50;
    static final int CENTRAL = 0x02014b50;
    static final int END = 0x06054b50;
    static final int LOCAL_SIZE = 30;
    static final int CENTRAL_SIZE = 46;
    static final int END_SIZE = 22;
    /// What sizes and offsets of a plain zip can say.
    static final long MOST = 0xFFFF_FFFFL;

    private static final short VERSION = 10;
    private static final short FIRST_OF_JANUARY_1980 = 0x21;

    private ZipLayout() {}

    /// @param size the number of bytes
    /// @param crc their CRC-32
    record Entry(String name, long size, long crc) {
        /// With its header.
        long length() { return LOCAL_SIZE + name.length() + size; }
    }

    /// What comes before the bytes of an entry.
    static byte[] local(Entry entry) {
        var header = new byte[LOCAL_SIZE + entry.name().length()];
        common(little(header).putInt(LOCAL), entry).put(ascii(entry.name()));
        return header;
    }

    /// What comes after the last entry.
    static byte[] directory(List<Entry> entries) {
        int size = entries.stream().mapToInt(e -> CENTRAL_SIZE + e.name().length()).sum();
        var directory = new byte[size + END_SIZE];
        var out = little(directory);
        long at = 0;
        for (var entry : entries) {
            common(out.putInt(CENTRAL).putShort(VERSION), entry);
            out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0).putInt((int) at);
            out.put(ascii(entry.name()));
            at += entry.length();
        }
        out.putInt(END).putShort((short) 0).putShort((short) 0).putShort((short) entries.size())
                .putShort((short) entries.size()).putInt(size).putInt((int) at).putShort((short) 0);
        return directory;
    }

    /// The fields that both headers have: flags and method 0, the sizes twice because nothing is compressed.
    private static ByteBuffer common(ByteBuffer out, Entry entry) {
        return out.putShort(VERSION).putShort((short) 0).putShort((short) 0).putShort((short) 0)
                .putShort(FIRST_OF_JANUARY_1980).putInt((int) entry.crc()).putInt((int) entry.size())
                .putInt((int) entry.size()).putShort((short) entry.name().length()).putShort((short) 0);
    }

    static ByteBuffer little(byte[] bytes) { return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN); }

    private static byte[] ascii(String name) { return name.getBytes(StandardCharsets.US_ASCII); }
}
