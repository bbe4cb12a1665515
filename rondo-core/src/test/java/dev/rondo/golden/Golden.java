package dev.rondo.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rondo.nn.Mask;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One case of a golden file: what Keras answered, as `src/test/golden/goldens.py` wrote it down.
public record Golden(String name, JsonNode json) {
    /// How far a number may be from Keras's, relative to the largest of its tensor or to 1.
    private static final float TOLERANCE = 1e-5f;

    static JsonNode read(String file) {
        try (var in = Golden.class.getResourceAsStream("/golden/" + file)) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The cases of a list in a file. Fails if there are none.
    public static List<Golden> cases(String file, String list) {
        var cases = elements(read(file).get(list)).map(Golden::of).toList();
        assertThat(cases).as("%s of %s", list, file).isNotEmpty();
        return cases;
    }

    /// One part of a file that is no list.
    public static Golden whole(String file, String part) { return new Golden(part, read(file).get(part)); }

    private static Golden of(JsonNode json) {
        return new Golden(json.isObject() ? json.path("name").asString(json.toString()) : json.toString(), json);
    }

    static Stream<JsonNode> elements(@Nullable JsonNode array) {
        return array == null ? Stream.of() : array.valueStream();
    }

    boolean has(String key) { return json.has(key); }

    /// Whether it is there and not null.
    public boolean given(String key) { return json.hasNonNull(key); }

    public Golden get(String key) { return of(json.get(key)); }

    /// The elements of a list, of which there is one at least: a loop over none would compare nothing.
    public Stream<Golden> each() {
        assertThat(json.size()).as(name + " is a list of something").isPositive();
        return elements(json).map(Golden::of);
    }

    public String text(String key) { return json.get(key).asString(); }

    public boolean flag(String key) { return json.path(key).asBoolean(false); }

    public int whole(String key) { return json.get(key).asInt(); }

    public double number(String key) { return json.get(key).asDouble(); }

    public double number(String key, double otherwise) { return given(key) ? number(key) : otherwise; }

    public OptionalDouble maybe(String key) {
        return given(key) ? OptionalDouble.of(number(key)) : OptionalDouble.empty();
    }

    /// A list of numbers; those written as text are not finite.
    public double[] numbers(String key) { return elements(json.get(key)).mapToDouble(JsonNode::asDouble).toArray(); }

    public int[] wholes(String key) { return elements(json.get(key)).mapToInt(JsonNode::asInt).toArray(); }

    public List<String> texts(String key) { return elements(json.get(key)).map(JsonNode::asString).toList(); }

    public Tensor tensor() { return tensor(json); }

    public Optional<float[]> array(String key) {
        return given(key) ? Optional.of(tensor(key).data()) : Optional.empty();
    }

    JsonNode layer() { return json.get("layer"); }

    /// A float or, by `number` alone, a scalar.
    public Tensor tensor(String key) { return tensor(json.get(key)); }

    public List<Tensor> tensors(String key) { return elements(json.get(key)).map(Golden::tensor).toList(); }

    public Mask mask(String key) { return json.hasNonNull(key) ? mask(json.get(key)) : Mask.none(); }

    Mask mask() { return mask(json); }

    Weights weights() {
        var byName = new LinkedHashMap<String, Tensor>();
        json.get("weights").properties().forEach(w -> byName.put(w.getKey(), tensor(w.getValue())));
        return Weights.of(byName);
    }

    static Tensor tensor(JsonNode node) {
        if (!node.isObject()) return Tensor.scalar(node.floatValue());
        var shape = Shape.of(node.get("shape").valueStream().mapToInt(JsonNode::intValue).toArray());
        var data = new float[shape.count()];
        for (int i = 0; i < data.length; i++) data[i] = (float) node.get("data").get(i).asDouble();
        return Tensor.of(shape, data);
    }

    private static Mask mask(JsonNode node) {
        var t = tensor(node);
        var real = new boolean[t.data().length];
        for (int i = 0; i < real.length; i++) real[i] = t.data()[i] != 0;
        return Mask.of(t.shape().size(0), t.shape().size(1), real);
    }

    static void assertClose(String what, Tensor found, Tensor expected) {
        assertThat(found.shape()).as(what).isEqualTo(expected.shape());
        float scale = 1;
        for (float x : expected.data()) scale = Math.max(scale, Math.abs(x));
        assertThat(found.data()).as(what).containsExactly(expected.data(), offset(TOLERANCE * scale));
    }

    static void assertClose(String what, List<Tensor> found, List<Tensor> expected) {
        assertThat(found).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) assertClose(what + " " + i, found.get(i), expected.get(i));
    }

    @Override
    public String toString() { return name; }
}
