package dev.rondo.file;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/// What tells some bytes from any others: how many there are, the CRC-32 that zip wants, and their SHA-256 in hex.
record Sum(long size, long crc, String sha256) {
    static Sum of(Body body) throws IOException {
        var counter = new Counter();
        body.write(counter);
        return new Sum(counter.size, counter.crc.getValue(), HexFormat.of().formatHex(counter.sha256.digest()));
    }

    private static final class Counter extends OutputStream {
        private final CRC32 crc = new CRC32();
        private final MessageDigest sha256;
        private long size;

        Counter() {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        @Override
        public void write(int b) { write(new byte[]{(byte) b}, 0, 1); }

        @Override
        public void write(byte[] bytes, int from, int length) {
            crc.update(bytes, from, length);
            sha256.update(bytes, from, length);
            size += length;
        }
    }
}
