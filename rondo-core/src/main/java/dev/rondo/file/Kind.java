package dev.rondo.file;

import dev.rondo.RondoException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;

/// What a record component may hold: a class and, for `List`, `Optional` and `Map`, what is in it.
record Kind(Class<?> type, List<Type> arguments) {
    static Kind of(Type type) {
        return switch (type) {
            case Class<?> c -> new Kind(c, List.of());
            case ParameterizedType p -> new Kind((Class<?>) p.getRawType(), List.of(p.getActualTypeArguments()));
            case WildcardType w -> of(w.getUpperBounds()[0]);
            default -> new Kind(Object.class, List.of());
        };
    }

    /// The kind of what is in it.
    Kind element(int argument, String at) {
        if (argument < arguments.size()) return of(arguments.get(argument));
        throw new RondoException(
                "%s: %s without what is in it; write List<Cell>, not List".formatted(at, type.getSimpleName()));
    }
}
