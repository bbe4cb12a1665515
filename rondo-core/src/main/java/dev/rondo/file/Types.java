package dev.rondo.file;

import dev.rondo.RondoException;
import dev.rondo.cell.Cells;
import dev.rondo.data.Nearest;
import dev.rondo.layer.ActivationAlong;
import dev.rondo.layer.BidirectionalStates;
import dev.rondo.layer.Graph;
import dev.rondo.layer.Lambda;
import dev.rondo.layer.Layers;
import dev.rondo.layer.OneToOne;
import dev.rondo.layer.RnnFrom;
import dev.rondo.layer.RnnStates;
import dev.rondo.layer.Ruled;
import dev.rondo.layer.RuledBlock;
import dev.rondo.layer.WithAttentionMask;
import dev.rondo.layer.WithScores;
import dev.rondo.nn.Constraints;
import dev.rondo.nn.Init;
import dev.rondo.nn.Orthogonal;
import dev.rondo.nn.FanAxes;
import dev.rondo.nn.Regularizers;
import dev.rondo.nn.Stft;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The closed list of types that a model file may name: what [Layers], [Cells], [Regularizers] and [Constraints] make, the
/// initialisers, and the records that the caller passes by hand. Java code, as in [Lambda], is not among them. A name in a file is only ever looked up here, so a file cannot reach any other class.
final class Types {
    private static final int SHOWN = 6;

    private final TreeMap<String, Class<? extends Record>> byName = new TreeMap<>();

    Types(List<Class<?>> own) {
        Stream.of(made(Layers.class), made(Cells.class), made(Regularizers.class), made(Constraints.class),
                Arrays.stream(Init.class.getDeclaredClasses()), Stream.of(Orthogonal.class, Stft.class, FanAxes.class),
                unspoken())
                .flatMap(s -> s).filter(Class::isRecord).filter(c -> c != Init.Values.class && c != Lambda.class)
                .forEach(c -> byName.put(c.getSimpleName(), c.asSubclass(Record.class)));
        for (var type : own) {
            if (!type.isRecord())
                throw new RondoException("load: %s is not a record; only records can be loaded"
                        .formatted(type.getName()));
            var before = byName.putIfAbsent(type.getSimpleName(), type.asSubclass(Record.class));
            if (before != null && before != type) throw taken(type);
        }
    }

    /// What is not made by a word of a vocabulary, but by a method of a layer or by wiring.
    private static Stream<Class<?>> unspoken() {
        return Stream.of(Ruled.class, RuledBlock.class, Graph.class, OneToOne.class, RnnStates.class, RnnFrom.class,
                BidirectionalStates.class, WithScores.class, WithAttentionMask.class, ActivationAlong.class);
    }

    private static Stream<Class<?>> made(Class<?> factories) {
        return Arrays.stream(factories.getDeclaredMethods())
                .filter(m -> Modifier.isStatic(m.getModifiers()) && Modifier.isPublic(m.getModifiers()))
                .map(Method::getReturnType);
    }

    /// The class of this name that may stand where a `role` is asked for.
    Optional<Class<? extends Record>> find(String name, Class<?> role) {
        var type = byName.get(name);
        return type != null && role.isAssignableFrom(type) ? Optional.of(type) : Optional.empty();
    }

    boolean knows(String name) { return byName.containsKey(name); }

    /// The name of a record's type in a file.
    String nameOf(Class<? extends Record> type) {
        var known = byName.get(type.getSimpleName());
        if (known != null && known != type) throw taken(type);
        return type.getSimpleName();
    }

    /// For errors: the names of types, those most like this one first.
    String like(String name) { return like(name, Object.class); }

    /// The same of those that may stand where a `role` is asked for.
    String like(String name, Class<?> role) {
        var known = byName.values().stream().filter(role::isAssignableFrom).map(Class::getSimpleName).toList();
        return like(name, known);
    }

    /// The names most like this one, and how many more there are.
    static String like(String name, List<String> known) {
        var nearest = String.join(", ", Nearest.to(name, known, SHOWN));
        return known.size() <= SHOWN ? nearest : "%s and %d more".formatted(nearest, known.size() - SHOWN);
    }

    Set<String> names() { return byName.keySet(); }

    private static RondoException taken(Class<?> type) {
        return new RondoException(
                "%s: Rondo has a type of this name already, and a file could not tell them apart; rename %s"
                        .formatted(type.getSimpleName(), type.getName()));
    }
}
