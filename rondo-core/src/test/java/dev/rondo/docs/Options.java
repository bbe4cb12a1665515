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
import java.util.stream.Collectors;

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
            var value = facts.flatMap(f -> value(first, type, made.getFirst(), f)).map(v -> " = " + v).orElse("");
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

    /// The default of an option, of a word's `made` objects, which have `facts` in common.
    Optional<String> value(Type.Method option, Type type, Object made, Facts facts) {
        if (option.parameters().isEmpty()) return Optional.empty();
        var own = facts.text(option.name());
        if (own.isPresent()) return own;
        var each = option.parameters().stream()
                .flatMap(p -> facts.text(p.name()).or(() -> facts.text(p.name() + "Start")).stream()).toList();
        if (each.size() == option.parameters().size()) return Optional.of(String.join(", ", each));
        return method(type.load(), option).flatMap(m -> instances.call(m, made)).map(other -> facts
                .changedWithin(Facts.of(other, words)).stream().flatMap(n -> facts.text(n).stream())
                .collect(Collectors.joining(", "))).filter(v -> !v.isEmpty());
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
