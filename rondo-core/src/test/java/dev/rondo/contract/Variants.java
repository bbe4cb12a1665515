package dev.rondo.contract;

import dev.rondo.RondoException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Instances to test, made by convention from a vocabulary such as `Layers`: every static factory with [Samples] as its
/// arguments, and every option of what it makes. An option is a method of a record that returns the record's own type.
public final class Variants {
    private Variants() {}

    /// What the factories of `vocabulary` make of the samples. What they refuse is left out.
    public static <T> List<T> basic(Class<?> vocabulary, Class<T> type, Samples samples) {
        var found = new LinkedHashSet<T>();
        for (var factory : methods(vocabulary)) {
            if (!Modifier.isStatic(factory.getModifiers()) || !type.isAssignableFrom(factory.getReturnType())) continue;
            for (var arguments : samples.arguments(factory)) {
                try {
                    found.add(type.cast(invoke(factory, null, arguments)));
                } catch (RondoException refused) {
                    // settings that do not go together, such as units of their own and an activation that halves them
                }
            }
        }
        return List.copyOf(found);
    }

    /// The same and, for each, all combinations of its switches and every other option by itself.
    public static <T> List<T> all(Class<?> vocabulary, Class<T> type, Samples samples) {
        var found = new LinkedHashSet<T>();
        for (var base : basic(vocabulary, type, samples)) {
            var switched = new LinkedHashSet<>(List.of(base));
            for (var todo = List.copyOf(switched); !todo.isEmpty();) {
                var next = todo.stream().flatMap(x -> options(x, type, samples, true)).filter(switched::add).toList();
                todo = next;
            }
            found.addAll(switched);
            options(base, type, samples, false).forEach(found::add);
        }
        return List.copyOf(found);
    }

    /// What one option makes of `x`: a switch, which is on or off, or another one. What the constructor refuses is left out.
    private static <T> Stream<T> options(T x, Class<T> type, Samples samples, boolean switches) {
        var made = new ArrayList<T>();
        for (var option : methods(x.getClass())) {
            if (option.getReturnType() != x.getClass() || Modifier.isStatic(option.getModifiers())) continue;
            if (switches != Set.of(boolean.class).containsAll(Arrays.asList(option.getParameterTypes()))) continue;
            for (var arguments : samples.arguments(option)) {
                try {
                    made.add(type.cast(invoke(option, x, arguments)));
                } catch (RondoException refused) {
                    // two options that do not go together, such as SUM of two directions of different sizes
                }
            }
        }
        return made.stream();
    }

    private static List<Method> methods(Class<?> c) {
        return Arrays.stream(c.getDeclaredMethods()).filter(m -> Modifier.isPublic(m.getModifiers()) && !m.isBridge())
                .sorted(Comparator.comparing(Method::toGenericString)).toList();
    }

    private static Object invoke(Method m, @Nullable Object on, Object... arguments) {
        try {
            return m.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) throw thrown;
            throw new AssertionError(m.toString(), e);
        } catch (IllegalAccessException e) {
            throw new AssertionError(m.toString(), e);
        }
    }
}
