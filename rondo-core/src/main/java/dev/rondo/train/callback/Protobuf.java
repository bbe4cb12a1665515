package dev.rondo.train.callback;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A protocol buffers message, written field by field (protobuf.dev/programming-guides/encoding). A field is its number and
/// its wire type, then the value: as many bytes as a whole number needs, eight for a double, or a length and that many
/// bytes. Whole numbers and doubles of 0 are left out, as in every writer: that is what an absent one means.
final class Protobuf {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Protobuf whole(int field, long n) {
        if (n == 0) return this;
        varint((long) field << 3 | VARINT);
        varint(n);
        return this;
    }

    Protobuf real(int field, double x) {
        if (Double.doubleToRawLongBits(x) == 0) return this;
        varint((long) field << 3 | EIGHT_BYTES);
        out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(x).array());
        return this;
    }

    Protobuf text(int field, String text) { return bytes(field, text.getBytes(StandardCharsets.UTF_8)); }

    Protobuf message(int field, Protobuf message) { return bytes(field, message.bytes()); }

    Protobuf bytes(int field, byte[] bytes) {
        varint((long) field << 3 | LENGTH);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    byte[] bytes() { return out.toByteArray(); }

    /// Seven bits a byte, the low ones first; the high bit says that more follow.
    private void varint(long n) {
        long rest = n;
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) out.write((int) (rest & 0x7f) | 0x80);
        out.write((int) rest);
    }
}
