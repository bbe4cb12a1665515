package dev.rondo.docs;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an object was made with, by name: the components of a record, or the fields of a class. Records within are opened,
/// unless they are words themselves.
record Facts(Map<String, Object> byName, Set<String> opened, Words words) {
    /// Values that have a word of their own, such as `glorotUniform()`, and the types that words make.
    record Words(Map<Object, String> byValue, List<Class<?>> kinds) {
        static Words of(List<Class<?>> vocabularies, List<Class<?>> kinds) {
            var byValue = new LinkedHashMap<Object, String>();
            for (var v : vocabularies) {
                Arrays.stream(v.getDeclaredMethods())
                        .filter(m -> Modifier.isStatic(m.getModifiers()) && Modifier.isPublic(m.getModifiers())
                                && m.getParameterCount() == 0 && m.getReturnType() != v.getDeclaringClass())
                        .sorted(Comparator.comparing(Method::getName))
                        .forEach(m -> new Instances(vocabularies).call(m, null)
                                .ifPresent(made -> byValue.putIfAbsent(made, m.getName() + "()")));
            }
            return new Words(byValue, kinds);
        }
    }

    static Facts of(Object made, Words words) {
        var facts = new Facts(new TreeMap<>(), new TreeSet<>(), words);
        facts.open(made, "", 0);
        return facts;
    }

    /// What all of these have in common; the rest came of their arguments.
    static Optional<Facts> common(List<Object> made, Words words) {
        var each = made.stream().map(m -> of(m, words)).toList();
        if (each.isEmpty()) return Optional.empty();
        var first = each.getFirst();
        each.forEach(other -> first.changed(other).forEach(first.byName::remove));
        return Optional.of(first);
    }

    private void open(Object made, String within, int depth) {
        for (var field : fieldsOf(made.getClass())) {
            var value = value(field, made);
            if (value == null) continue;
            boolean opened = value instanceof Record && value.getClass().getName().startsWith("dev.rondo.")
                    && words.kinds().stream().noneMatch(k -> k.isInstance(value)) && depth < 2;
            if (opened) {
                this.opened.add(field.getName());
                open(value, field.getName() + ".", depth + 1);
            }
            // two records within may have a name in common
            var name = byName.containsKey(field.getName()) ? within + field.getName() : field.getName();
            byName.putIfAbsent(name, value);
        }
    }

    /// The value of a name, as one would write it; nothing if there is no such name.
    Optional<String> text(String name) { return Optional.ofNullable(byName.get(name)).map(this::text); }

    /// The names whose values differ.
    List<String> changed(Facts other) {
        return byName.keySet().stream().filter(n -> !text(n).equals(other.text(n))).toList();
    }

    /// What is different in `other`, by name, as it is here; of words within, what is different in them.
    Map<String, String> changes(Facts other) {
        var found = new TreeMap<String, String>();
        for (var n : changed(other)) {
            if (opened.contains(n)) continue;
            var value = Objects.requireNonNull(byName.get(n));
            var now = other.byName.get(n);
            if (now == null || !(value instanceof Record) || value.getClass() != now.getClass()
                    || words.byValue().containsKey(now)) {
                found.put(n, text(value));
            } else {
                found.putAll(of(value, words).changes(of(now, words)));
            }
        }
        return found;
    }

    private String text(Object value) {
        if (words.byValue().containsKey(value)) return words.byValue().get(value);
        return switch (value) {
            case Float f -> number(Float.toString(f));
            case Double d -> number(Double.toString(d));
            case Optional<?> o -> o.map(this::text).orElse("none");
            case OptionalInt o -> o.isPresent() ? String.valueOf(o.getAsInt()) : "none";
            case OptionalLong o -> o.isPresent() ? String.valueOf(o.getAsLong()) : "none";
            case OptionalDouble o -> o.isPresent() ? number(Double.toString(o.getAsDouble())) : "none";
            case List<?> l -> l.stream().map(this::text).collect(Collectors.joining(", ", "[", "]"));
            case float[] a -> "[" + a.length + " numbers]";
            case Enum<?> e -> e.name();
            case Number n -> n.toString();
            case Boolean b -> b ? "yes" : "no";
            case String s -> "\"" + s.replace("\t", "\\t").replace("\n", "\\n").replace("`", "'") + "\"";
            case Record r -> r.getClass().getSimpleName() + Stream.of(r.getClass().getRecordComponents())
                    .map(c -> byField(c.getName(), r)).collect(Collectors.joining(", ", "(", ")"));
            default ->
                value.getClass().isHidden() || value.getClass().isSynthetic() || Proxy.isProxyClass(value.getClass())
                        ? "a function"
                        : "a " + value.getClass().getSimpleName();
        };
    }

    private String byField(String name, Record r) {
        return fields(r.getClass()).filter(f -> f.getName().equals(name)).map(f -> value(f, r)).map(this::text)
                .findFirst().orElse("none");
    }

    /// 1.0E-4 as 0.0001.
    private static String number(String n) {
        if (n.equals("NaN") || n.endsWith("Infinity")) return n.replace("Infinity", "∞");
        return new BigDecimal(n).stripTrailingZeros().toPlainString();
    }

    private static List<Field> fieldsOf(Class<?> c) {
        return Arrays.stream(c.getDeclaredFields()).filter(f -> !Modifier.isStatic(f.getModifiers())).toList();
    }

    private static Stream<Field> fields(Class<?> c) { return fieldsOf(c).stream(); }

    private static @Nullable Object value(Field f, Object of) {
        try {
            f.setAccessible(true);
            return f.get(of);
        } catch (IllegalAccessException e) {
            throw new LinkageError(f.toString(), e);
        }
    }
}
