package dev.rondo.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A part of a file as a stream. It does not move the channel's position, so several can be open at once.
final class Region extends InputStream {
    private final FileChannel channel;
    private final long end;
    private long at;

    Region(FileChannel channel, long from, long size) {
        this.channel = channel;
        this.at = from;
        this.end = from + size;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) return 0;
        if (at >= end) return -1;
        int n = channel.read(ByteBuffer.wrap(bytes, from, (int) Math.min(length, end - at)), at);
        if (n < 0) throw new IOException("the file became shorter while it was read");
        at += n;
        return n;
    }
}
