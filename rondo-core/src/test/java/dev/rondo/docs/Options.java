package dev.rondo.docs;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The options of a type, methods that give the type again or another word of its kind, and their defaults.
record Options(Sources sources, Instances instances, Facts.Words words) {
    /// Constants of an enum that are few enough to be listed.
    private static final int FEW = 8;

    /// A line for each, with defaults of what a word makes, of different arguments, if that could be made.
    List<String> lines(Type type, Optional<Type> kind, List<Object> made) {
        var facts = Facts.common(made, words);
        var lines = new ArrayList<String>();
        for (var group : options(type, kind).entrySet()) {
            var forms = group.getValue().stream().map(o -> "`." + o.signature() + "`")
                    .collect(Collectors.joining(", "));
            var first = group.getValue().getFirst();
            var value = facts.flatMap(f -> value(first, type, made, f)).map(v -> " = " + v).orElse("");
            var doc = group.getValue().stream().map(o -> new DocText(o.doc()).all()).filter(d -> !d.isEmpty())
                    .distinct().collect(Collectors.joining(" "));
            lines.add("- " + forms + value + choices(first, type) + (doc.isEmpty() ? "" : ": " + doc));
        }
        return lines;
    }

    /// By name, in the order of the source.
    Map<String, List<Type.Method>> options(Type type, Optional<Type> kind) {
        var found = new LinkedHashMap<String, List<Type.Method>>();
        for (var m : type.methods()) {
            boolean again = m.returns().equals(type.name()) || (kind.isPresent() && sources
                    .find(m.returns(), type.packageName()).filter(t -> sources.isA(t, kind.get())).isPresent());
            if (m.isPublic() && !m.isStatic() && !m.isOverride() && again && !m.name().equals(type.name())) {
                found.computeIfAbsent(m.name(), _ -> new ArrayList<>()).add(m);
            }
        }
        return found;
    }

    /// The facts that options of the type change or that have their names.
    Set<String> covered(Type type, Optional<Type> kind) {
        var covered = new LinkedHashSet<String>();
        options(type, kind).forEach((name, forms) -> {
            covered.add(name);
            forms.forEach(f -> f.parameters().forEach(p -> covered.addAll(List.of(p.name(), p.name() + "Start"))));
        });
        return covered;
    }

    /// The default of an option: what the objects that a word `made` are without it, of which they have `facts` in common.
    Optional<String> value(Type.Method option, Type type, List<Object> made, Facts facts) {
        if (option.parameters().isEmpty()) return Optional.empty();
        var own = facts.text(option.name());
        if (own.isPresent()) return own;
        var each = option.parameters().stream().flatMap(p -> value(option, p.name(), type, made, facts).stream())
                .toList();
        if (each.size() == option.parameters().size()) return Optional.of(String.join(", ", each));
        var changed = changed(option, type, made).values();
        return changed.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", changed));
    }

    /// The default of what one parameter of an option sets.
    Optional<String> value(Type.Method option, String parameter, Type type, List<Object> made, Facts facts) {
        var changed = changed(option, type, made);
        // another thing may have the parameter's name
        return Stream.of(parameter, parameter + "Start")
                .flatMap(n -> Stream.ofNullable(changed.isEmpty() ? facts.text(n).orElse(null) : changed.get(n)))
                .findFirst();
    }

    /// What an option changes, and what that is without it, where all agree.
    private Map<String, String> changed(Type.Method option, Type type, List<Object> made) {
        var m = method(type.load(), option);
        var each = made.stream().map(one -> {
            var found = new TreeMap<String, String>();
            m.ifPresent(x -> instances.all(x, one)
                    .forEach(other -> found.putAll(Facts.of(one, words).changes(Facts.of(other, words)))));
            return found;
        }).toList();
        each.forEach(other -> each.getFirst().entrySet().retainAll(other.entrySet()));
        return each.getFirst();
    }

    private String choices(Type.Method option, Type type) {
        return option.parameters().stream()
                .flatMap(p -> sources.find(p.type(), type.packageName()).filter(Type::isEnum).stream())
                .filter(e -> e.constants().size() <= FEW)
                .map(e -> e.constants().keySet().stream().map(c -> "`" + c + "`")
                        .collect(Collectors.joining(", ", " (", ")")))
                .findFirst().orElse("");
    }

    /// The method that came of one in a source.
    static Optional<Method> method(Class<?> c, Type.Method m) {
        return Arrays.stream(c.getDeclaredMethods()).filter(x -> x.getName().equals(m.name()) && !x.isBridge())
                .filter(x -> Arrays.stream(x.getParameterTypes()).map(Class::getSimpleName).toList()
                        .equals(m.parameters().stream().map(p -> simple(p.type())).toList()))
                .findFirst();
    }

    static String simple(String type) {
        var plain = type.replaceAll("<.*>", "").replaceAll("@\\w+ ", "").replace("…", "[]");
        return plain.substring(plain.lastIndexOf('.') + 1);
    }
}
