package dev.rondo.file;

import dev.rondo.ModelFileException;
import dev.rondo.RondoException;
import dev.rondo.data.Printable;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;

/// The safetensors format for float32: eight bytes of length (little-endian), a JSON header, the numbers. Python reads it
/// with `safetensors.numpy.load`. Refused: other types than `F32`, holes, overlaps, numbers that are not finite.
public final class Safetensors {
    private static final int CHUNK = 1 << 14;

    private Safetensors() {}

    /// Writes tensors in the order of the map.
    public static void write(Map<String, Tensor> tensors, OutputStream out) throws IOException {
        var header = JsonNodeFactory.instance.objectNode();
        long at = 0;
        for (var tensor : tensors.entrySet()) {
            var entry = header.putObject(tensor.getKey()).put("dtype", "F32");
            var shape = entry.putArray("shape");
            for (int size : tensor.getValue().shape().sizes()) shape.add(size);
            entry.putArray("data_offsets").add(at).add(at += 4L * tensor.getValue().data().length);
        }
        var json = Json.bytes("safetensors header", header);
        var padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8); // so that the numbers start at a multiple of 8
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        var length = new byte[8];
        ZipLayout.little(length).putLong(padded.length);
        out.write(length);
        out.write(padded);
        for (var tensor : tensors.entrySet()) writeNumbers(tensor.getKey(), tensor.getValue(), out);
    }

    private static void writeNumbers(String name, Tensor tensor, OutputStream out) throws IOException {
        finite(name, tensor, message -> {
            throw new RondoException(message + "; training diverged, so nothing was saved");
        });
        var bytes = new byte[4 * CHUNK];
        for (int from = 0; from < tensor.data().length; from += CHUNK) {
            int n = Math.min(CHUNK, tensor.data().length - from);
            ZipLayout.little(bytes).asFloatBuffer().put(tensor.data(), from, n);
            out.write(bytes, 0, 4 * n);
        }
    }

    /// Reads all tensors.
    /// @param size how many bytes there are
    public static Map<String, Tensor> read(InputStream in, long size) throws IOException {
        var data = new DataInputStream(in);
        return numbers(SafetensorsHeader.read(data, size), data);
    }

    /// Reads exactly these tensors: other names or shapes are refused before there is an array for them.
    static Map<String, Tensor> read(InputStream in, long size, Map<String, Shape> wanted) throws IOException {
        var data = new DataInputStream(in);
        var header = SafetensorsHeader.read(data, size);
        wanted.forEach((name, shape) -> {
            var found = header.shapes().get(name);
            if (found == null) throw new ModelFileException("weight \"%s\" is missing".formatted(name));
            if (!found.equals(shape))
                throw new ModelFileException(
                        "weight \"%s\" has shape %s, but its layer takes %s".formatted(name, found, shape));
        });
        header.shapes().keySet().stream().filter(name -> !wanted.containsKey(name)).findFirst().ifPresent(name -> {
            throw new ModelFileException("weight %s belongs to no layer".formatted(Printable.quote(name)));
        });
        var read = numbers(header, data);
        var inOrder = new LinkedHashMap<String, Tensor>();
        for (String name : wanted.keySet()) inOrder.put(name, read.getOrDefault(name, Tensor.scalar(0)));
        return inOrder;
    }

    private static Map<String, Tensor> numbers(SafetensorsHeader header, DataInputStream in) throws IOException {
        var tensors = new LinkedHashMap<String, Tensor>();
        var bytes = new byte[4 * CHUNK];
        for (var entry : header.shapes().entrySet()) {
            var numbers = new float[entry.getValue().count()];
            for (int from = 0; from < numbers.length; from += CHUNK) {
                int n = Math.min(CHUNK, numbers.length - from);
                fully(in, bytes, 4 * n);
                ZipLayout.little(bytes).asFloatBuffer().get(numbers, from, n);
            }
            var tensor = Tensor.of(entry.getValue(), numbers);
            finite(entry.getKey(), tensor, message -> {
                throw new ModelFileException(message);
            });
            tensors.put(entry.getKey(), tensor);
        }
        return tensors;
    }

    static void fully(DataInputStream in, byte[] bytes, int n) throws IOException {
        try {
            in.readFully(bytes, 0, n);
        } catch (EOFException e) {
            throw new ModelFileException("safetensors: the data end too early; get the file again", e);
        }
    }

    private static void finite(String name, Tensor tensor, Consumer<String> otherwise) {
        int first = -1;
        int count = 0;
        for (int i = 0; i < tensor.data().length; i++) {
            if (Float.isFinite(tensor.data()[i])) continue;
            if (count++ == 0) first = i;
        }
        if (count > 0)
            otherwise.accept("weight %s: %d of its numbers are not finite, the first is %s at %d".formatted(
                    Printable.quote(name), count, tensor.data()[first], first));
    }
}
