package dev.rondo.file;

import dev.rondo.RondoException;
import dev.rondo.layer.Lambda;
import dev.rondo.layer.Warm;
import dev.rondo.nn.Init;
import dev.rondo.tensor.Shape;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Records as JSON, component by component. An object says its type where the component leaves a choice (an interface such
/// as `Cell`), and only there.
final class ToJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Types types;

    ToJson(Types types) { this.types = types; }

    ObjectNode write(Record record) { return fields(NODES.objectNode(), record, ""); }

    private ObjectNode fields(ObjectNode object, Record record, String at) {
        for (var component : record.getClass().getRecordComponents()) {
            var place = Place.in(at, component.getName());
            if (component.getName().equals("type"))
                throw new RondoException(
                        place + ": a component cannot be called type, which names the record; rename it");
            object.set(component.getName(), node(value(record, component), Kind.of(component.getGenericType()), place));
        }
        return object;
    }

    private JsonNode node(Object value, Kind kind, String at) {
        return switch (value) {
            case Integer i -> NODES.numberNode(i);
            case Long l -> NODES.numberNode(l);
            case Float f -> NODES.numberNode(finite(decimal(f), at));
            case Double d -> NODES.numberNode(finite(d, at));
            case Boolean b -> NODES.booleanNode(b);
            case String s -> NODES.stringNode(s);
            case Enum<?> e -> NODES.stringNode(e.name());
            case Shape s -> shape(s);
            case Optional<?> o -> o.isEmpty() ? NODES.nullNode() : node(o.get(), kind.element(0, at), at);
            case float[] numbers -> numbers(numbers, at);
            case List<?> list -> list(list, kind.element(0, at), at);
            case Map<?, ?> map -> map(map, kind.element(1, at), at);
            // the weights that came of it are in the file, so the values they started from need not be
            case Init.Values _ -> node(new Init.Zeros(), kind, at);
            case Warm w -> node(w.block(), kind, at);
            case Lambda _ ->
                throw new RondoException(("%s: a Lambda is Java code, which a model file cannot hold; write it "
                        + "as a record that implements Layer, and pass its class to load").formatted(at));
            case Record r -> kind.type().isRecord() ? fields(NODES.objectNode(), r, at) : fields(named(r), r, at);
            default -> throw new RondoException(
                    "%s: a model file cannot hold a %s; write it as a record".formatted(at,
                            value.getClass().getName()));
        };
    }

    private ObjectNode named(Record record) { return NODES.objectNode().put("type", types.nameOf(record.getClass())); }

    private ArrayNode list(List<?> list, Kind element, String at) {
        var array = NODES.arrayNode();
        for (int i = 0; i < list.size(); i++) array.add(node(list.get(i), element, Place.at(at, i)));
        return array;
    }

    private ObjectNode map(Map<?, ?> map, Kind element, String at) {
        var object = NODES.objectNode();
        map.forEach((key, v) -> object.set(String.valueOf(key), node(v, element, Place.in(at, String.valueOf(key)))));
        return object;
    }

    private static ArrayNode numbers(float[] numbers, String at) {
        var array = NODES.arrayNode();
        for (int i = 0; i < numbers.length; i++) array.add(finite(decimal(numbers[i]), Place.at(at, i)));
        return array;
    }

    private static ArrayNode shape(Shape shape) {
        var array = NODES.arrayNode();
        for (int size : shape.sizes()) array.add(size == Shape.ANY ? NODES.nullNode() : NODES.numberNode(size));
        return array;
    }

    /// The double with the digits that people write for this float, such as 0.1, if it leads back to the same float.
    private static double decimal(float f) {
        double d = Double.parseDouble(Float.toString(f));
        return (float) d == f ? d : f;
    }

    private static double finite(double d, String at) {
        if (!Double.isFinite(d))
            throw new RondoException("%s: %s cannot be saved; give a finite number".formatted(at, d));
        return d;
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new RondoException("%s.%s cannot be read; open its package to Rondo"
                    .formatted(record.getClass().getName(), component.getName()), e);
        }
    }
}
