package dev.rondo.file;

import dev.rondo.ModelFileException;
import dev.rondo.RondoException;
import dev.rondo.data.Printable;
import dev.rondo.tensor.Shape;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// JSON as records again: every field must be there, be known, and fit. Records are made only of the component types of
/// records and of [Types]; the checks in their constructors apply.
final class FromJson {
    private final Types types;

    FromJson(Types types) { this.types = types; }

    /// @param what the name of the JSON in errors
    <T extends Record> T read(Class<T> type, String what, JsonNode tree) {
        try {
            unknownTypes(tree);
            return type.cast(record(type, tree, "", new HashSet<>()));
        } catch (ModelFileException e) {
            throw new ModelFileException(what + ": " + e.getMessage(), e);
        }
    }

    /// All unknown types at once, so that one run shows what is missing.
    private void unknownTypes(JsonNode tree) {
        var unknown = new ArrayList<String>();
        collect(tree, "", unknown);
        if (unknown.isEmpty()) return;
        throw new ModelFileException("unknown %s %s; known are %s; pass records of your own to load(path, …)".formatted(
                unknown.size() == 1 ? "type" : "types", String.join(", ", unknown),
                types.like(unknown.getFirst().replaceFirst(" at .*", "").replace("'", ""))));
    }

    private void collect(JsonNode node, String at, List<String> unknown) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) collect(node.get(i), Place.at(at, i), unknown);
        } else if (node.isObject() && !at.equals("about")) {
            var type = node.get("type");
            if (type != null && !(type.isString() && types.knows(type.stringValue())) && unknown.size() < 16)
                unknown.add("%s at %s".formatted(shown(type), at));
            node.forEachEntry((name, child) -> collect(child, Place.in(at, name), unknown));
        }
    }

    private Record record(Class<?> type, JsonNode node, String at, Set<String> allowed) {
        expect("an object", node, at, JsonNode::isObject);
        var components = type.getRecordComponents();
        var values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            var name = components[i].getName();
            allowed.add(name);
            if (!node.has(name)) throw new ModelFileException("%s is missing".formatted(Place.in(at, name)));
            values[i] = value(Kind.of(components[i].getGenericType()), node.get(name), Place.in(at, name));
        }
        for (String name : node.propertyNames()) {
            if (!allowed.contains(name))
                throw new ModelFileException("%s is unknown; %s has %s".formatted(Place.in(at, name),
                        type.getSimpleName(), Arrays.stream(components).map(c -> c.getName()).toList()));
        }
        return construct(type, values, at);
    }

    private static Record construct(Class<?> type, Object[] values, String at) {
        try {
            var components = Arrays.stream(type.getRecordComponents()).map(c -> c.getType()).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(components);
            constructor.setAccessible(true);
            return (Record) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            var cause = e.getCause();
            if (cause instanceof Error error) throw error;
            throw new ModelFileException(
                    (at.isEmpty() ? "" : at + ": ") + (cause instanceof RondoException ? cause.getMessage()
                            : type.getSimpleName() + " refused its fields: " + cause),
                    e);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new RondoException(type.getName() + " cannot be made; open its package to Rondo", e);
        }
    }

    private Object value(Kind kind, JsonNode node, String at) {
        var type = kind.type();
        if (type == int.class || type == Integer.class)
            return expect("a whole number", node, at, n -> n.isIntegralNumber() && n.canConvertToInt()).intValue();
        if (type == long.class || type == Long.class)
            return expect("a whole number", node, at, n -> n.isIntegralNumber() && n.canConvertToLong()).longValue();
        if (type == float.class || type == Float.class) return (float) number(node, at, Float.MAX_VALUE);
        if (type == double.class || type == Double.class) return number(node, at, Double.MAX_VALUE);
        if (type == boolean.class || type == Boolean.class)
            return expect("true or false", node, at, JsonNode::isBoolean).booleanValue();
        if (type == String.class) return expect("a text", node, at, JsonNode::isString).stringValue();
        if (type == Shape.class) return shape(node, at);
        if (type == float[].class) return numbers(node, at);
        if (type == Optional.class)
            return node.isNull() ? Optional.empty() : Optional.of(value(kind.element(0, at), node, at));
        if (type == List.class) return list(kind.element(0, at), node, at);
        if (type == Map.class) return map(kind.element(1, at), node, at);
        if (type.isEnum()) return constant(type, node, at);
        if (type.isRecord()) return record(type, node, at, new HashSet<>());
        if (type.isInterface()) return chosen(type, node, at);
        throw new RondoException(
                "%s: a model file cannot hold a %s; write it as a record".formatted(at, type.getName()));
    }

    /// A record whose type the file names.
    private Record chosen(Class<?> role, JsonNode node, String at) {
        expect("an object", node, at, JsonNode::isObject);
        if (!node.has("type"))
            throw new ModelFileException(Place.in(at, "type") + " is missing; known are " + types.like("", role));
        var type = types.find(node.get("type").stringValue(), role)
                .orElseThrow(() -> new ModelFileException("%s: %s is no %s; known are %s".formatted(at,
                        shown(node.get("type")), role.getSimpleName(),
                        types.like(node.get("type").stringValue(), role))));
        return record(type, node, at, new HashSet<>(List.of("type")));
    }

    private List<Object> list(Kind element, JsonNode node, String at) {
        expect("a list", node, at, JsonNode::isArray);
        var list = new ArrayList<Object>(node.size());
        for (int i = 0; i < node.size(); i++) list.add(value(element, node.get(i), Place.at(at, i)));
        return list;
    }

    private Map<String, Object> map(Kind element, JsonNode node, String at) {
        expect("an object", node, at, JsonNode::isObject);
        var map = new LinkedHashMap<String, Object>();
        node.forEachEntry((name, child) -> map.put(name, value(element, child, Place.in(at, name))));
        return map;
    }

    private static Object constant(Class<?> type, JsonNode node, String at) {
        expect("a text", node, at, JsonNode::isString);
        for (var constant : type.getEnumConstants()) {
            if (constant instanceof Enum<?> e && e.name().equals(node.stringValue())) return constant;
        }
        var names = Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList();
        throw new ModelFileException("%s: %s is no %s; known are %s".formatted(at, shown(node), type.getSimpleName(),
                Types.like(node.stringValue().toUpperCase(Locale.ROOT), names)));
    }

    static Shape shape(JsonNode node, String at) {
        expect("a list of sizes", node, at, JsonNode::isArray);
        if (node.size() > 16)
            throw new ModelFileException("%s: %d axes, but at most 16 are allowed".formatted(at, node.size()));
        var sizes = new int[node.size()];
        for (int i = 0; i < sizes.length; i++) {
            expect("a size of 0 or more, or null", node.get(i), Place.at(at, i),
                    n -> n.isNull() || (n.isIntegralNumber() && n.canConvertToInt() && n.intValue() >= 0));
            sizes[i] = node.get(i).isNull() ? Shape.ANY : node.get(i).intValue();
        }
        return Shape.of(sizes);
    }

    private static float[] numbers(JsonNode node, String at) {
        expect("a list of numbers", node, at, JsonNode::isArray);
        var numbers = new float[node.size()];
        for (int i = 0; i < numbers.length; i++)
            numbers[i] = (float) number(node.get(i), Place.at(at, i), Float.MAX_VALUE);
        return numbers;
    }

    private static double number(JsonNode node, String at, double most) {
        return expect("a finite number", node, at, n -> n.isNumber() && Math.abs(n.doubleValue()) <= most)
                .doubleValue();
    }

    private static JsonNode expect(String what, JsonNode node, String at, Predicate<JsonNode> fits) {
        if (fits.test(node)) return node;
        throw new ModelFileException(
                "%s: %s is expected, got %s".formatted(at.isEmpty() ? "top" : at, what, shown(node)));
    }

    private static String shown(JsonNode node) {
        if (node.isString()) return Printable.quote(node.stringValue());
        if (node.isContainer()) return node.isArray() ? "a list" : "an object";
        var text = node.toString();
        return text.length() > 30 ? text.substring(0, 30) + "…" : text;
    }
}
