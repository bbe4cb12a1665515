package dev.rondo.docs;

import dev.rondo.data.Dataset;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Objects that the vocabulary makes, with arguments by their type, so that their defaults can be read. The arguments never
/// show: what they set is no default.
record Instances(List<Class<?>> vocabularies) {
    private static final double[] NUMBERS = {0.5, 0.1, 2};
    private static final int[] WHOLE = {2, 3, 1};

    /// What `m` makes, on `target` unless it is static; nothing if it takes none of the arguments that are tried.
    Optional<Object> call(Executable m, @Nullable Object target) {
        return all(m, target).stream().findFirst();
    }

    /// The same of different arguments: in what these differ, that is no default.
    List<Object> all(Executable m, @Nullable Object target) {
        return IntStream.range(0, WHOLE.length).boxed().flatMap(i -> call(m, target, i, 0).stream()).toList();
    }

    private Optional<Object> call(Executable m, @Nullable Object target, int attempt, int depth) {
        var arguments = new Object[m.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            var sample = sample(m.getParameterTypes()[i], attempt, depth);
            if (sample.isEmpty()) return Optional.empty();
            arguments[i] = sample.get();
        }
        try {
            m.setAccessible(true);
            return Optional.ofNullable(switch (m) {
                case Method method -> method.invoke(target, arguments);
                case Constructor<?> c -> c.newInstance(arguments);
            });
        } catch (InvocationTargetException refused) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(m.toString(), e);
        }
    }

    private Optional<Object> sample(Class<?> type, int attempt, int depth) {
        if (type == int.class || type == Integer.class) return Optional.of(WHOLE[attempt]);
        if (type == long.class) return Optional.of((long) WHOLE[attempt]);
        if (type == double.class || type == Double.class) return Optional.of(NUMBERS[attempt]);
        if (type == float.class) return Optional.of((float) NUMBERS[attempt]);
        if (type == boolean.class) return Optional.of(attempt != 0);
        if (type == String.class) return Optional.of("text" + attempt);
        if (type == Path.class) return Optional.of(Path.of("unused" + attempt));
        if (type == PrintStream.class) return Optional.of(new PrintStream(PrintStream.nullOutputStream()));
        if (type == Tensor.class) return Optional.of(Tensor.of(Shape.of(8, 3 + attempt), new float[24 + 8 * attempt]));
        if (type == Dataset.class) {
            return Optional
                    .of(Dataset.of(Tensor.of(Shape.of(8, 3), new float[24]), Tensor.of(Shape.of(8), new float[8])));
        }
        if (type == List.class) return Optional.of(attempt == 0 ? List.of(2) : List.of(0.5));
        if (type == Map.class) return Optional.of(Map.of());
        if (type == Optional.class) return Optional.of(Optional.empty());
        if (type.isEnum()) return Optional.of(type.getEnumConstants()[attempt % type.getEnumConstants().length]);
        if (type.isArray()) {
            return sample(type.getComponentType(), attempt, depth).map(one -> {
                var array = Array.newInstance(type.getComponentType(), 1);
                Array.set(array, 0, one);
                return array;
            });
        }
        var word = depth > 2 ? Optional.<Object>empty() : word(type, attempt, depth + 1);
        return word.isPresent() || !type.isInterface() || type.isSealed() ? word : Optional.of(function(type));
    }

    /// Of the words that make a `type`, the one with the fewest arguments.
    private Optional<Object> word(Class<?> type, int attempt, int depth) {
        return vocabularies.stream().flatMap(v -> Arrays.stream(v.getDeclaredMethods()))
                .filter(m -> Modifier.isStatic(m.getModifiers()) && Modifier.isPublic(m.getModifiers()))
                .filter(m -> type.isAssignableFrom(m.getReturnType()))
                .filter(m -> Stream.of(m.getParameterTypes()).noneMatch(p -> type.isAssignableFrom(p)))
                .sorted(Comparator.<Method>comparingInt(m -> m.getParameterCount()).thenComparing(Method::toString))
                .flatMap(m -> call(m, null, attempt, depth).stream()).findFirst();
    }

    private static Object function(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (self, method, arguments) -> {
            if (method.getName().equals("hashCode")) return System.identityHashCode(self);
            if (method.getName().equals("equals")) return false;
            throw new UnsupportedOperationException(method.toString());
        });
    }
}
