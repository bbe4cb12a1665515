package dev.rondo.docs;

import java.util.List;
import java.util.Optional;

/// A word of the vocabulary: how it is written, and the types whose comments tell about it, the one that it gives first.
/// A type without a factory is a word too, under its own name.
record Word(String name, List<Type.Method> forms, List<Type> types) {
    /// The type that has the options.
    Optional<Type> gives() { return types.stream().findFirst(); }

    /// The form with the fewest arguments.
    Type.Method shortest() {
        return forms.stream().min(java.util.Comparator.comparingInt(f -> f.parameters().size())).orElseThrow();
    }

    boolean takes(String argument) { return forms.stream().anyMatch(f -> f.has(argument)); }

    /// Whether a vocabulary has it; otherwise it is a type and makes itself.
    boolean isFactory() { return types.isEmpty() || !name.equals(types.getFirst().name()); }

    /// A form as one writes it.
    String call(Type.Method form) {
        if (isFactory()) return form.signature();
        return form.name().equals(name) ? "new " + form.signature() : name + "." + form.signature();
    }
}
