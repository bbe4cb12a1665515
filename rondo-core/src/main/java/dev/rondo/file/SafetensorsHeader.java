package dev.rondo.file;

import dev.rondo.ModelFileException;
import dev.rondo.RondoException;
import dev.rondo.data.Printable;
import dev.rondo.tensor.Shape;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The header of a safetensors file, checked: the tensors in the order of their numbers, which follow without a hole.
record SafetensorsHeader(Map<String, Shape> shapes) {
    private record Entry(String name, Shape shape, long from, long to) {}

    static SafetensorsHeader read(DataInputStream in, long size) throws IOException {
        var eight = new byte[8];
        Safetensors.fully(in, eight, 8);
        long length = ZipLayout.little(eight).getLong();
        if (length < 2 || length > Json.MOST || length > size - 8)
            throw new ModelFileException("safetensors: a header of %s bytes cannot be in a file of %d"
                    .formatted(Long.toUnsignedString(length), size));
        var json = new byte[(int) length];
        Safetensors.fully(in, json, json.length);
        if (json[0] != '{') throw new ModelFileException("safetensors: the header must start with {");
        return of(Json.parse("safetensors header", json), size - 8 - length);
    }

    private static SafetensorsHeader of(JsonNode header, long dataSize) {
        var entries = new ArrayList<Entry>();
        header.forEachEntry((name, entry) -> {
            if (!name.equals("__metadata__")) entries.add(entry(name, entry));
        });
        entries.sort(Comparator.comparingLong(Entry::from).thenComparingLong(Entry::to));
        var shapes = new LinkedHashMap<String, Shape>();
        long at = 0;
        for (var entry : entries) {
            if (entry.from != at)
                throw new ModelFileException(
                        "%s: its numbers start at %d, but %d is next: a hole or an overlap".formatted(entry.name,
                                entry.from, at));
            at = entry.to;
            shapes.put(entry.name, entry.shape);
        }
        if (at != dataSize)
            throw new ModelFileException(
                    "safetensors: %d bytes of numbers are declared, but %d are there".formatted(at, dataSize));
        return new SafetensorsHeader(shapes);
    }

    private static Entry entry(String name, JsonNode node) {
        var place = Place.in("", name);
        if (!node.isObject() || node.size() != 3 || !node.has("dtype") || !node.has("shape")
                || !node.has("data_offsets"))
            throw new ModelFileException(place + ": dtype, shape and data_offsets are expected, and nothing else");
        var dtype = node.get("dtype");
        if (!dtype.isString() || !dtype.stringValue().equals("F32"))
            throw new ModelFileException(
                    "%s: float32 (F32) is expected, got %s".formatted(place,
                            dtype.isString() ? Printable.quote(dtype.stringValue()) : "no text"));
        var shape = FromJson.shape(node.get("shape"), place);
        var offsets = node.get("data_offsets");
        if (!offsets.isArray() || offsets.size() != 2 || !offset(offsets.get(0)) || !offset(offsets.get(1)))
            throw new ModelFileException(place + ": data_offsets are two whole numbers of 0 or more");
        long from = offsets.get(0).longValue();
        long to = offsets.get(1).longValue();
        if (to - from != 4L * count(place, shape))
            throw new ModelFileException(
                    "%s: shape %s takes %d bytes, but the offsets say %d".formatted(place, shape,
                            4L * count(place, shape), to - from));
        return new Entry(name, shape, from, to);
    }

    private static boolean offset(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
    }

    private static int count(String place, Shape shape) {
        try {
            return shape.count();
        } catch (RondoException e) {
            throw new ModelFileException(place + ": " + e.getMessage(), e);
        }
    }
}
