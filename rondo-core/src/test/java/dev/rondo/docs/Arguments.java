package dev.rondo.docs;

import dev.rondo.docs.Counterparts.Here;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What every argument of Keras is here: a row of [ByHand] that names its word, or else an option or argument of the word's
/// counterpart with the same name, or else a row of [ByHand] for many words.
final class Arguments {
    static final Path GOLDEN = Path.of("src/test/resources/golden/arguments.json");
    static final Path BY_HAND = Path.of("src/test/resources/docs/keras-arguments.md");

    /// What there is for an argument, as one writes it, and its default; `shared` is the row for many words that says it.
    record Answer(KerasWord.Argument argument, String text, Optional<String> standard, Optional<ByHand.Row> shared) {
        private Answer of(Here word) {
            return text.startsWith("`.") ? new Answer(argument, text + " of `" + word + "`", standard, shared) : this;
        }

        boolean isMissing() { return text.startsWith(ByHand.NOT_HERE); }
    }

    /// A word with the answers to all its arguments; `missing` is the reason where the whole word is not here.
    record Entry(KerasWord word, List<Here> here, List<Answer> answers, Optional<String> missing) {}

    private static final String GIVEN = ", always given";
    private static final Pattern CALLED = Pattern.compile("(\\w+)\\(");

    /// Where something is to be done, by what is to be done.
    private final Map<Problem, List<String>> problems = new LinkedHashMap<>();
    private final Set<ByHand.Row> used = new LinkedHashSet<>();
    private final Vocabularies all;
    private final Counterparts counterparts;
    private final ByHand byHand;
    private int compared;
    private final List<Entry> entries;

    /// What can be wrong with an answer, each with what is to be done.
    enum Problem {
        WITHOUT_ANSWER("say in keras-arguments.md what they are, or build them"),
        NOT_NEEDED("take these out of keras-arguments.md"),
        NAMES_NOTHING("keras-arguments.md names what is not there"),
        OTHER_DEFAULT("take Keras's default, or give the reason in keras-arguments.md");

        private final String toDo;

        Problem(String toDo) {
            this.toDo = toDo;
        }

        String toDo() { return toDo; }
    }

    private Arguments(List<KerasWord> keras, Vocabularies all, KerasTables tables, ByHand byHand) {
        this.all = all;
        this.counterparts = new Counterparts(all, tables);
        this.byHand = byHand;
        this.entries = keras.stream().map(this::entry).toList();
        Stream.of(byHand.names(), byHand.missing(), byHand.arguments(), byHand.defaults()).flatMap(List::stream)
                .forEach(this::isAskedFor);
        Stream.of(byHand.names(), byHand.arguments()).flatMap(List::stream).forEach(this::exists);
    }

    static Arguments read() throws IOException {
        return new Arguments(KerasWord.read(GOLDEN), Vocabularies.read(Page.SOURCES),
                KerasTables.read(Files.readString(Page.DOCS.resolve("keras.md"))),
                ByHand.read(Files.readString(BY_HAND)));
    }

    List<Entry> entries() { return entries; }

    ByHand byHand() { return byHand; }

    /// How many defaults both sides have.
    int compared() { return compared; }

    List<String> problems(Problem of) { return problems.getOrDefault(of, List.of()); }

    private void problem(Problem what, String where) {
        problems.computeIfAbsent(what, _ -> new ArrayList<>()).add(where);
    }

    // ---- words

    private Entry entry(KerasWord word) {
        var derived = counterparts.of(word);
        var missing = byHand.missing().stream().filter(r -> r.isAbout(word)).findFirst();
        missing.ifPresent(used::add);
        if (missing.isPresent() && derived.isEmpty()) {
            return new Entry(word, List.of(), List.of(), missing.map(ByHand.Row::answer));
        }
        missing.ifPresent(r -> problem(Problem.NOT_NEEDED, "%s: `%s` is %s".formatted(r, word, derived)));
        var here = byHand.names().stream().filter(r -> r.isAbout(word)).findFirst().map(r -> {
            used.add(r);
            var named = r.spans().stream().flatMap(n -> counterparts.named(n, word).stream()).toList();
            if (!derived.isEmpty() && Set.copyOf(named).equals(Set.copyOf(derived))) {
                problem(Problem.NOT_NEEDED, r + ": docs/keras.md or the name says the same");
            }
            return named;
        }).orElse(derived);
        if (here.isEmpty()) problem(Problem.WITHOUT_ANSWER, "the word " + word);
        var answers = word.arguments().stream().map(a -> answer(word, a, here)).toList();
        return new Entry(word, here, answers, Optional.empty());
    }

    // ---- arguments

    private Answer answer(KerasWord word, KerasWord.Argument a, List<Here> here) {
        var derived = here.stream().flatMap(h -> derived(word, a, h).stream()
                .map(d -> h.vocabulary().equals(here.getFirst().vocabulary()) ? d : d.of(h))).findFirst();
        var own = byHand.own(word, a.name());
        own.ifPresent(used::add);
        own.filter(r -> r.answer().startsWith(ByHand.NOT_HERE)).ifPresent(r -> isReallyMissing(r, a, here));
        if (own.isPresent() && derived.isEmpty())
            return new Answer(a, own.get().answer(), Optional.empty(), Optional.empty());
        own.ifPresent(r -> problem(Problem.NOT_NEEDED, "%s: `%s` of `%s` is %s".formatted(r, a.name(), word,
                derived.get().text())));
        if (derived.isPresent()) return compared(word, derived.get());
        var shared = byHand.common(word, a.name());
        if (shared.isEmpty()) {
            problem(Problem.WITHOUT_ANSWER, "%s of %s (%s)".formatted(a.name(), word, here));
            return new Answer(a, "?", Optional.empty(), Optional.empty());
        }
        used.add(shared.get());
        return new Answer(a, shared.get().answer(), Optional.empty(), shared);
    }

    /// A method that gives something else than the word, such as a vocabulary, is no option, but it is there.
    private void isReallyMissing(ByHand.Row row, KerasWord.Argument a, List<Here> here) {
        here.stream().flatMap(h -> h.word().gives().stream()).distinct().forEach(t -> t.methods().stream()
                .filter(m -> m.isPublic() && !m.isOverride() && !m.parameters().isEmpty()
                        && KerasWord.plain(m.name()).equals(KerasWord.plain(a.name())))
                .findFirst().ifPresent(m -> problem(Problem.NOT_NEEDED, "%s: `%s` has %s".formatted(row, t.name(),
                        m.signature()))));
    }

    /// An option or an argument with the name.
    private Optional<Answer> derived(KerasWord keras, KerasWord.Argument a, Here here) {
        var word = here.word();
        var made = word.gives().isPresent() ? all.make(word, here.vocabulary()) : List.<Object>of();
        var facts = all.common(made);
        var types = word.gives().stream().flatMap(all::ancestors).distinct()
                // what every data set can do is not what this one is made with
                .filter(t -> !t.equals(here.vocabulary()) || word.gives().equals(Optional.of(t))).toList();
        var plain = KerasWord.plain(a.name());
        var start = a.name().replaceAll("_initializer$", "");
        for (var type : types) {
            for (var forms : all.options().options(type, all.kind(here.vocabulary())).values()) {
                var option = forms.getFirst();
                var name = KerasWord.plain(option.name());
                boolean starts = !start.equals(a.name()) && name.matches("starts?")
                        && (name.equals("start") || option.has(start));
                boolean without = name.equals("without" + plain);
                if (!starts && !without && !name.equals(plain) && !name.equals("with" + plain)) continue;
                boolean isSwitch = forms.stream().anyMatch(f -> f.parameters().isEmpty());
                // what has to be given is no switch: the `sequences` of a call are not `.sequences()`
                if (isSwitch && a.standard().isEmpty()) continue;
                var standard = facts.flatMap(
                        f -> starts && !name.equals("start") ? all.options().value(option, start, type, made, f)
                                : type.isInterface() ? f.text(option.name()).or(() -> says(made, option.name(), a))
                                        : all.options().value(option, type, made, f));
                var off = isSwitch ? Optional.of(without ? "yes" : "no") : Optional.<String>empty();
                return Optional.of(new Answer(a, "`.%s`".formatted(option.signature()), standard.or(() -> off),
                        Optional.empty()));
            }
        }
        // names are given by `named`, and inputs by `on`
        if (a.name().equals("name") || a.ofCall()) return Optional.empty();
        var factories = types.stream().limit(1).flatMap(t -> Vocabularies.made(t).stream()
                .filter(m -> m.isStatic() && m.returns().equals(t.name()) && !word.forms().contains(m))
                .map(m -> Map.entry(t.name() + "." + m.signature(), m)));
        return Stream
                .concat(word.forms().stream().filter(f -> fits(f, keras)).map(f -> Map.entry(call(here, f), f)),
                        factories)
                .flatMap(f -> f.getValue().parameters().stream()
                        .filter(p -> KerasWord.plain(p.name()).equals(plain)).limit(1)
                        .map(p -> new Answer(a, "`" + f.getKey() + "`" + (isLeftOut(word, p, a) ? GIVEN : ""),
                                word.shortest().has(p.name()) ? Optional.empty()
                                        : facts.flatMap(x -> x.text(p.name()).or(() -> says(made, p.name(), a))),
                                Optional.empty())))
                .findFirst()
                // an option of `fit` is a word by itself
                .or(() -> word.forms().stream().filter(f -> KerasWord.plain(f.name()).equals(plain)).findFirst()
                        .map(f -> new Answer(a, "`" + call(here, f) + "`", Optional.empty(), Optional.empty())));
    }

    /// What the object itself says; a number only where Keras has one too, as 0 may stand for nothing.
    private static Optional<String> says(List<Object> made, String name, KerasWord.Argument a) {
        try {
            var said = made.isEmpty() ? "" : made.getFirst().getClass().getMethod(name).invoke(made.getFirst());
            return said instanceof Enum<?> e ? Optional.of(e.name())
                    : said instanceof Number n && a.standard().filter(JsonNode::isNumber).isPresent()
                            ? Optional.of(new BigDecimal(n.toString()).stripTrailingZeros().toPlainString())
                            : Optional.empty();
        } catch (ReflectiveOperationException itDoesNot) {
            return Optional.empty();
        }
    }

    /// Whether only Keras's can be left out.
    private static boolean isLeftOut(Word word, Type.Parameter p, KerasWord.Argument a) {
        return a.standard().filter(s -> !s.isNull()).isPresent() && word.shortest().has(p.name());
    }

    /// Of a type that stands for a method of Keras, the method of its name.
    private static boolean fits(Type.Method form, KerasWord keras) {
        return !Character.isUpperCase(keras.module().charAt(0))
                || KerasWord.plain(form.name()).equals(KerasWord.plain(keras.name()));
    }

    private static String call(Here here, Type.Method form) {
        return (here.vocabulary().name().equals("Ops") ? "Ops." : "") + here.word().call(form);
    }

    // ---- defaults

    private Answer compared(KerasWord word, Answer answer) {
        if (answer.argument().standard().isEmpty()
                || answer.standard().filter(s -> !s.equals("a function")).isEmpty())
            return answer;
        compared++;
        var row = byHand.defaults().stream().filter(r -> r.isAbout(word, answer.argument().name())).findFirst();
        row.ifPresent(used::add);
        boolean same = same(answer.argument().standard().get(), answer.standard().get());
        var both = "%s of %s: here %s".formatted(answer.argument(), word, answer.standard().get());
        if (same && row.isPresent()) problem(Problem.NOT_NEEDED, row.get() + ": " + both);
        if (!same && row.isEmpty()) problem(Problem.OTHER_DEFAULT, both);
        return row.isEmpty() ? answer : new Answer(answer.argument(), answer.text(),
                Optional.of(answer.standard().get() + ": " + row.get().answer()), answer.shared());
    }

    /// Keras's `None` is "none", "off" or what does nothing.
    private static boolean same(JsonNode keras, String here) {
        if (keras.isNull()) return Set.of("none", "no", "LINEAR", "NONE", "[]", "none, none").contains(here);
        if (keras.isBoolean()) return here.equals(keras.asBoolean() ? "yes" : "no");
        if (here.startsWith("\"")) return here.equals(KerasWord.python(keras));
        if (keras.isArray()) {
            var each = new ArrayList<String>();
            for (var k : keras) each.add(k.toString());
            return here.replaceAll("[\\[\\] ]", "").equals(String.join(",", each))
                    || (Set.copyOf(each).size() == 1 && same(keras.get(0), here));
        }
        var plain = here.replaceAll("[\\[\\]]|\\(\\)", "");
        // a switch that is off: `verbose=0`
        if (keras.isNumber() && here.equals("no")) return keras.asDouble() == 0;
        if (keras.isNumber()) {
            return plain.matches("-?[\\d.]+(, -?[\\d.]+)*") && Stream.of(plain.split(", "))
                    .allMatch(n -> new BigDecimal(n).compareTo(new BigDecimal(keras.toString())) == 0);
        }
        return KerasWord.plain(plain).equals(KerasWord.plain(keras.asString()));
    }

    // ---- what rows name

    /// A row, and each word and argument in it, is about something that Keras has.
    private void isAskedFor(ByHand.Row row) {
        if (!used.contains(row)) problem(Problem.NOT_NEEDED, row + ": nothing asks for it");
        row.words().stream().filter(w -> entries.stream().noneMatch(e -> row.isAbout(w, e.word())))
                .forEach(w -> problem(Problem.NOT_NEEDED, row + ": Keras has no " + w));
        row.arguments().stream().filter(a -> entries.stream().filter(e -> row.isAbout(e.word()))
                .noneMatch(e -> e.word().arguments().stream().anyMatch(x -> row.isAbout(a, x))))
                .forEach(a -> problem(Problem.NOT_NEEDED, row + ": Keras has no " + a + " there"));
    }

    /// Whatever has parentheses exists; options are such of the words that the row names.
    private void exists(ByHand.Row row) {
        var words = entries.stream().filter(e -> row.names(e.word())).flatMap(e -> e.here().stream()).toList();
        for (var span : row.spans()) {
            CALLED.matcher(span).results().map(m -> m.group(1)).filter(name -> !isThere(name))
                    .forEach(name -> problem(Problem.NAMES_NOTHING, "%s: %s in `%s`".formatted(row, name, span)));
            var option = CALLED.matcher(span);
            if (span.startsWith(".") && !words.isEmpty() && option.find() && words.stream()
                    .noneMatch(h -> has(h, option.group(1)))) {
                problem(Problem.NAMES_NOTHING, "%s: %s have no `%s`".formatted(row, words, span));
            }
        }
    }

    private boolean isThere(String name) {
        return all.sources().all().stream().anyMatch(t -> t.name().equals(name)
                || t.called(name).stream().anyMatch(Type.Method::isPublic));
    }

    private boolean has(Here here, String option) {
        return here.word().types().stream().flatMap(all::ancestors)
                .anyMatch(t -> t.called(option).stream().anyMatch(Type.Method::isPublic));
    }
}
