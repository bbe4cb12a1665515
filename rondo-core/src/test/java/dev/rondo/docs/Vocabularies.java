package dev.rondo.docs;

import java.lang.reflect.Executable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words that the code has. A vocabulary is a class whose comment says "one line each"; a new one is found as soon as it
/// is there.
final class Vocabularies {
    static final String DATA = "dev.rondo.data";
    /// How the sections of a page follow each other; vocabularies that are not named here come before the data.
    private static final List<String> ORDER = List.of("Layers", "Cells", "Activation", "Init", "Regularizers",
            "Constraints", "Losses", "Metrics", "Optimizers", "Schedules", "Callbacks", "Fitting");

    private final Sources sources;
    private final List<Type> list;
    private final Instances instances;
    private final Facts.Words facts;
    private final Options options;

    private Vocabularies(Sources sources) {
        this.sources = sources;
        this.list = sources.all().stream()
                .filter(t -> t.isPublic() && (t.doc().contains("one line each") || ORDER.contains(t.name())))
                .sorted(Comparator.comparingInt((Type t) -> ORDER.contains(t.name()) ? ORDER.indexOf(t.name())
                        : ORDER.size()).thenComparing(Type::toString))
                .toList();
        var classes = list.stream().<Class<?>>map(Type::load).toList();
        this.instances = new Instances(classes);
        this.facts = Facts.Words.of(classes, list.stream().flatMap(v -> kind(v).stream())
                .<Class<?>>map(Type::load).toList());
        this.options = new Options(sources, instances, facts);
    }

    static Vocabularies read(Path mainSources) { return new Vocabularies(Sources.read(mainSources)); }

    Sources sources() { return sources; }

    List<Type> list() { return list; }

    Optional<Type> named(String name) { return list.stream().filter(v -> v.name().equals(name)).findFirst(); }

    Options options() { return options; }

    /// What all of these have in common.
    Optional<Facts> common(List<Object> made) { return Facts.common(made, facts); }

    /// What the factories of a vocabulary give, and then what else is of its kind.
    List<Word> words(Type vocabulary) {
        var forms = new LinkedHashMap<String, List<Type.Method>>();
        vocabulary.methods().stream().filter(m -> m.isPublic() && m.isStatic())
                .forEach(m -> forms.computeIfAbsent(m.name(), _ -> new ArrayList<>()).add(m));
        var words = new ArrayList<Word>();
        forms.forEach((name, f) -> words.add(new Word(name, f, types(vocabulary, f))));
        var known = words.stream().flatMap(w -> w.types().stream()).collect(Collectors.toSet());
        var kind = kind(vocabulary);
        sources.all().stream().filter(t -> t.isPublic() && !t.isInterface() && !t.isEnum() && !t.name().contains("."))
                .filter(t -> !known.contains(t) && !t.equals(vocabulary)
                        && kind.filter(k -> sources.isA(t, k)).isPresent())
                .filter(t -> !list.contains(t) && kind.filter(k -> isMadeOfOthers(t, k)).isEmpty())
                .filter(t -> !made(t).isEmpty())
                .forEach(t -> words.add(new Word(t.name(), made(t), List.of(t))));
        return words;
    }

    /// Whether it is put around a thing of its kind, as an option of that thing does it.
    private boolean isMadeOfOthers(Type t, Type kind) {
        var kinds = ancestors(kind).map(Type::name).toList();
        return made(t).stream().flatMap(m -> m.parameters().stream()).anyMatch(p -> kinds.contains(p.type()));
    }

    /// What a word gives, and what its factory makes on the way.
    List<Type> types(Type vocabulary, List<Type.Method> forms) {
        var found = new LinkedHashSet<Type>();
        for (var f : forms) {
            sources.find(f.returns(), vocabulary.packageName())
                    .filter(t -> !t.isInterface() && !t.packageName().equals("dev.rondo.tensor")).ifPresent(found::add);
        }
        for (var f : forms) {
            for (var made : f.makes()) {
                sources.find(vocabulary.name() + "." + made, vocabulary.packageName())
                        .or(() -> sources.find(made, vocabulary.packageName())).ifPresent(found::add);
            }
        }
        found.remove(vocabulary);
        return List.copyOf(found);
    }

    /// The public types of the package that can be made or asked for something.
    List<Word> data() {
        return sources.all().stream()
                .filter(t -> t.packageName().equals(DATA) && t.isPublic() && !t.isEnum() && !t.name().contains("."))
                .filter(t -> !made(t).isEmpty()).map(t -> new Word(t.name(), made(t), List.of(t))).toList();
    }

    /// The static methods of a type or else its constructors, as one writes them.
    static List<Type.Method> made(Type t) {
        var statics = t.methods().stream().filter(m -> m.isPublic() && m.isStatic()).toList();
        return statics.isEmpty() ? t.methods().stream().filter(m -> m.isPublic() && m.name().equals(t.name())).toList()
                : statics;
    }

    /// What all words of a vocabulary are: the `Layer` of `Layers`.
    Optional<Type> kind(Type vocabulary) {
        return Stream.of("s", "es").filter(vocabulary.name()::endsWith)
                .map(s -> vocabulary.name().substring(0, vocabulary.name().length() - s.length()))
                .flatMap(n -> sources.find(n, vocabulary.packageName()).stream()).filter(Type::isInterface).findFirst()
                .or(() -> vocabulary.isInterface() ? Optional.of(vocabulary) : Optional.empty());
    }

    Stream<Type> ancestors(Type t) {
        return Stream.concat(Stream.of(t), t.parents().stream()
                .flatMap(p -> sources.find(p, t.packageName()).stream()).flatMap(this::ancestors));
    }

    /// What the word makes, of different arguments.
    List<Object> make(Word word, Type vocabulary) {
        boolean factory = word.isFactory();
        var owner = factory ? vocabulary : word.gives().orElseThrow();
        return word.forms().stream().sorted(Comparator.comparingInt(f -> f.parameters().size()))
                .filter(f -> factory || f.returns().equals(word.name()))
                .flatMap(f -> executable(owner.load(), f).stream()).map(m -> instances.all(m, null))
                .filter(made -> !made.isEmpty()).findFirst().orElse(List.of());
    }

    private static Optional<? extends Executable> executable(Class<?> c, Type.Method m) {
        if (m.isStatic()) return Options.method(c, m);
        var wanted = m.parameters().stream().map(p -> Options.simple(p.type())).toList();
        return Arrays.stream(c.getDeclaredConstructors()).filter(x -> Arrays.stream(x.getParameterTypes())
                .map(Class::getSimpleName).toList().equals(wanted)).findFirst();
    }
}
