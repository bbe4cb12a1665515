package dev.rondo.train.callback;

import dev.rondo.StorageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.zip.CRC32C;

/// A file of events as TensorBoard reads it: a sequence of TFRecords, each an `Event` message
/// (`tensorflow/core/util/event.proto`, `tensorflow/core/framework/summary.proto`).
///
/// A record is the length of its data (8 bytes, little-endian), the checksum of these 8 bytes, the data, and the checksum
/// of the data (`tensorflow/core/lib/io/record_writer.cc`). What was added is in the file after [#flush]; the file is made
/// by the first.
final class EventFile {
    private final Path folder;
    private final InstantSource clock;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private Path file = Path.of("");
    private boolean made;

    EventFile(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /// One number of a curve.
    void scalar(String tag, double value, long step) {
        // Keras writes float32; a number that is none is drawn as a gap with a mark
        var content = little(4).putFloat((float) value).array();
        add(event(step), tag, new Protobuf().whole(1, 1).message(2, new Protobuf()).bytes(4, content), "scalars");
    }

    /// The distribution of some numbers.
    void histogram(String tag, float[] numbers, long step) {
        var buckets = Histogram.of(numbers);
        var content = new byte[8 * 3 * buckets.length];
        var to = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        for (double[] bucket : buckets) for (double x : bucket) to.putDouble(x);
        var shape = new Protobuf().message(2, new Protobuf().whole(1, buckets.length))
                .message(2, new Protobuf().whole(1, 3));
        add(event(step), tag, new Protobuf().whole(1, 2).message(2, shape).bytes(4, content), "histograms");
    }

    private Protobuf event(long step) {
        return new Protobuf().real(1, clock.instant().toEpochMilli() / 1e3).whole(2, step);
    }

    private void add(Protobuf event, String tag, Protobuf tensor, String plugin) {
        var metadata = new Protobuf().message(1, new Protobuf().text(1, plugin));
        var value = new Protobuf().text(1, tag).message(8, tensor).message(9, metadata);
        waiting.writeBytes(record(event.message(5, new Protobuf().message(1, value)).bytes()));
    }

    static byte[] record(byte[] data) {
        var length = little(8).putLong(data.length).array();
        return little(16 + data.length).put(length).putInt(masked(length)).put(data).putInt(masked(data)).array();
    }

    /// CRC-32C, turned and moved so that the checksum of data that holds checksums is a good one too
    /// (`tensorflow/core/lib/hash/crc32c.h`).
    static int masked(byte[] bytes) {
        var sum = new CRC32C();
        sum.update(bytes);
        return Integer.rotateRight((int) sum.getValue(), 15) + 0xa282ead8;
    }

    private static ByteBuffer little(int size) { return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN); }

    /// Brings to disk what was added. Nothing stays open, so a training that throws loses nothing.
    void flush() {
        if (waiting.size() == 0) return;
        try {
            if (!made) make();
            Files.write(file, waiting.toByteArray(), StandardOpenOption.APPEND);
            waiting.reset();
        } catch (IOException e) {
            throw new StorageException("tensorboard: events cannot be written to %s; check space and rights (%s)"
                    .formatted(folder, e.getMessage()), e);
        }
    }

    /// A new file, with a name that no other has: its time, the process, a number.
    private void make() throws IOException {
        Files.createDirectories(folder);
        Instant now = clock.instant();
        var version = new Protobuf().real(1, now.toEpochMilli() / 1e3).text(3, "brain.Event:2");
        int taken = 0;
        do {
            file = folder.resolve("events.out.tfevents.%010d.rondo.%d.%d.v2".formatted(now.getEpochSecond(),
                    ProcessHandle.current().pid(), taken++));
        } while (Files.exists(file));
        Files.write(file, record(version.bytes()), StandardOpenOption.CREATE_NEW);
        made = true;
    }
}
