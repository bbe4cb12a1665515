package dev.rondo.docs;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A type as its source says it: `name` is `Rnn`, or `Init.Zeros` for one within another; `constants` are those of an enum,
/// with their comments.
record Type(String packageName, String name, boolean isPublic, boolean isEnum, boolean isInterface, String doc,
        List<String> parents, List<Method> methods, Map<String, String> constants) {

    /// A method or, under the name of its type, a constructor; `makes` are the types after each `new` in it, and `calls`
    /// the methods that it calls, as written.
    record Method(String name, List<Parameter> parameters, String returns, boolean isPublic, boolean isStatic,
            boolean isOverride, String doc, List<String> makes, List<String> calls) {
        /// `dense(int units, Activation activation)`
        String signature() {
            return name + parameters.stream().map(p -> p.type() + " " + p.name())
                    .collect(Collectors.joining(", ", "(", ")"));
        }

        boolean has(String parameter) { return parameters.stream().anyMatch(p -> p.name().equals(parameter)); }
    }

    /// The type is written as in the source, with `…` for `...`.
    record Parameter(String type, String name) {}

    /// The class that came of it.
    Class<?> load() {
        try {
            return Class.forName(packageName + "." + name.replace('.', '$'));
        } catch (ClassNotFoundException e) {
            throw new LinkageError("the source of " + name + " was found, but not its class", e);
        }
    }

    List<Method> called(String method) {
        return methods.stream().filter(m -> m.name().equals(method)).toList();
    }

    @Override
    public String toString() { return packageName + "." + name; }
}
