package dev.rondo.train;

import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What real Keras computed, as `src/test/golden/goldens.py` wrote it: one case of one file.
public record Golden(JsonNode node) {
    /// The cases under `key` in a file of `src/test/resources/golden`.
    public static Stream<Golden> cases(String file, String key) {
        try (var in = Golden.class.getResourceAsStream("/golden/" + file)) {
            if (in == null) throw new AssertionError("no /golden/" + file + "; run src/test/golden/goldens.py");
            return new Golden(new ObjectMapper().readTree(in).get(key)).each();
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    public Golden get(String key) { return new Golden(node.get(key)); }

    public boolean has(String key) { return node.hasNonNull(key); }

    public Stream<Golden> each() { return StreamSupport.stream(node.spliterator(), false).map(Golden::new); }

    public String text(String key) { return node.get(key).asString(); }

    public boolean flag(String key) { return node.has(key) && node.get(key).asBoolean(); }

    public double number(String key) { return node.get(key).asDouble(); }

    public double number(String key, double otherwise) { return has(key) ? number(key) : otherwise; }

    public OptionalDouble maybe(String key) {
        return has(key) ? OptionalDouble.of(number(key)) : OptionalDouble.empty();
    }

    public int whole(String key) { return node.get(key).asInt(); }

    /// A list of numbers; those written as text are not finite.
    public double[] numbers(String key) {
        var found = new ArrayList<Double>();
        node.get(key).forEach(n -> found.add(n.asDouble()));
        return found.stream().mapToDouble(d -> d).toArray();
    }

    public Tensor tensor(String key) { return get(key).tensor(); }

    public Tensor tensor() {
        var sizes = new ArrayList<Integer>();
        node.get("shape").forEach(s -> sizes.add(s.asInt()));
        double[] data = numbers("data");
        var floats = new float[data.length];
        for (int i = 0; i < data.length; i++) floats[i] = (float) data[i];
        return Tensor.of(Shape.of(sizes.stream().mapToInt(s -> s).toArray()), floats);
    }

    public List<Tensor> tensors(String key) { return get(key).each().map(Golden::tensor).toList(); }

    public Optional<float[]> array(String key) { return has(key) ? Optional.of(tensor(key).data()) : Optional.empty(); }

    /// As JUnit shows a parameter.
    @Override
    public String toString() { return node.has("name") ? text("name") : node.toString(); }
}
