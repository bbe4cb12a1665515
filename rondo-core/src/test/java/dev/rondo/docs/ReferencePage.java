package dev.rondo.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `docs/reference.md`: every word, its arguments, options and defaults, what its comment begins with, and where it comes
/// from. A vocabulary is a class whose comment says "one line each"; a new one has a section as soon as it is there.
final class ReferencePage {
    private static final List<String> ALL = List.of("formula", "Keras", "PyTorch", "source");
    /// What entries are to say; all, where nothing is said here. What callbacks and data do is said by words, and
    /// operations are what the formulas of others are made of.
    private static final Map<String, List<String>> WANTED = Map.of("Callbacks", List.of("Keras", "PyTorch"), "Fitting",
            List.of("Keras", "PyTorch"), "data", List.of("Keras", "PyTorch"), "Ops", List.of("formula"));
    /// In a table it stands in a column of its own.
    private static final Pattern COUNTERPART = Pattern.compile(" ?PyTorch: (?:`[^`]+`(?:, )?|none)+\\.");

    private final Vocabularies all;
    private final KerasTables tables;
    private final Map<String, Integer> anchors = new HashMap<>();
    private final Map<String, Integer> missing = new LinkedHashMap<>();
    /// The values of what words of one type are made with: `Pooling.pool` is `MAX` or `AVERAGE`.
    private final Map<String, Set<String>> varied = new HashMap<>();
    private int count;

    private ReferencePage(Vocabularies all, KerasTables tables) {
        this.all = all;
        this.tables = tables;
    }

    static String text(Path mainSources, Path kerasPage) throws IOException {
        return new ReferencePage(Vocabularies.read(mainSources), KerasTables.read(Files.readString(kerasPage))).page();
    }

    private String page() {
        var sections = new ArrayList<String>();
        for (var v : all.list()) {
            if (v.isEnum()) sections.add(table(v, constants(v)));
            else if (!v.name().equals("Ops")) sections.add(section(v.name(), v, all.words(v)));
        }
        sections.add(section("data", all.sources().find("Dataset", Vocabularies.DATA).orElseThrow(), all.data()));
        all.list().stream().filter(v -> v.name().equals("Ops")).forEach(v -> sections.add(table(v, operations(v))));
        var gaps = missing.entrySet().stream().map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
        return """
                # Rondo's words

                Made from the code: `ReferencePageTest` says how. `= 0.5` after an option is what holds without it; an option
                without arguments is off without it. Where a comment or [keras.md](keras.md) names a counterpart in Keras or
                PyTorch, or the source of a formula, it stands in an entry's last line; `none`: there is none. What nobody
                has said yet is named there too.

                %d words and operations. Not said: %s.

                """
                .formatted(count, gaps.isEmpty() ? "nothing" : gaps) + String.join("\n", sections);
    }

    // ---- sections and entries

    private String section(String title, Type vocabulary, List<Word> list) {
        var kind = all.kind(vocabulary);
        var text = new StringBuilder(head(title, vocabulary));
        anchor(title + " " + vocabulary.packageName());
        text.append(paragraphs(chapter(vocabulary)));
        var links = list.stream().map(w -> "[" + w.name() + "](#" + anchor(w.name()) + ")")
                .collect(Collectors.joining(" "));
        text.append(links).append("\n\n");
        var common = kind.filter(_ -> all.list().contains(vocabulary)).stream().flatMap(all::ancestors).distinct()
                .flatMap(k -> all.options().lines(k, kind, List.of()).stream()).toList();
        if (!common.isEmpty()) {
            text.append("Each of them has:\n\n").append(String.join("\n", common)).append("\n\n");
        }
        var told = new HashMap<Type, Word>();
        varied.clear();
        list.forEach(w -> w.gives().ifPresent(t -> all.common(all.make(w, vocabulary)).ifPresent(f -> f.byName()
                .keySet().forEach(n -> varied.computeIfAbsent(t + "." + n, _ -> new TreeSet<>()).add(f.text(n)
                        .orElse(""))))));
        for (var word : list) text.append(entry(word, vocabulary, kind, told));
        return text.toString();
    }

    /// What is said of all words of a section.
    private DocText chapter(Type vocabulary) {
        return new DocText(all.list().contains(vocabulary) ? vocabulary.doc()
                : all.sources().packageComment(vocabulary.packageName()));
    }

    private String entry(Word word, Type vocabulary, Optional<Type> kind, Map<Type, Word> told) {
        count++;
        var text = new StringBuilder("### " + word.name() + "\n\n");
        for (var form : word.forms()) {
            var doc = new DocText(form.doc()).all();
            text.append("- `").append(word.call(form)).append("`").append(doc.isEmpty() ? "" : ": " + doc)
                    .append('\n');
        }
        text.append('\n');
        for (var type : word.types()) {
            if (!told.containsKey(type)) text.append(paragraphs(new DocText(type.doc())));
        }
        word.gives().ifPresent(type -> {
            var made = all.make(word, vocabulary);
            var lines = new ArrayList<String>(arguments(word, type, kind, made));
            var before = told.putIfAbsent(type, word);
            if (before == null) lines.addAll(all.options().lines(type, kind, made));
            else
                if (!all.options().options(type, kind).isEmpty())
                    lines.add("- options: those of `" + before.name() + "`");
            if (!lines.isEmpty()) text.append(String.join("\n", lines)).append("\n\n");
        });
        word.types().forEach(t -> told.putIfAbsent(t, word));
        var own = Stream.concat(Stream.of(new DocText(word.forms().stream().map(Type.Method::doc)
                .collect(Collectors.joining("\n\n")))), word.types().stream().map(t -> new DocText(t.doc()))).toList();
        return text.append(said(own, word.name(), vocabulary, word.forms())).append("\n\n").toString();
    }

    /// Arguments that shorter forms leave out, and what else the object is made with where it is not its type's only word.
    private List<String> arguments(Word word, Type type, Optional<Type> kind, List<Object> made) {
        if (made.isEmpty()) return List.of();
        var facts = all.common(made).orElseThrow();
        var covered = all.options().covered(type, kind);
        return facts.byName().keySet().stream()
                .filter(n -> !covered.contains(n) && !word.shortest().has(n))
                .filter(n -> word.takes(n) || varied.getOrDefault(type + "." + n, Set.of()).size() > 1)
                .map(n -> "- `%s` = %s".formatted(n, facts.text(n).orElseThrow())).toList();
    }

    private String said(List<DocText> own, String name, Type vocabulary, List<Type.Method> forms) {
        var said = ofTables(own, name, vocabulary, forms);
        var wanted = WANTED
                .getOrDefault(vocabulary.packageName().equals(Vocabularies.DATA) ? "data" : vocabulary.name(), ALL);
        said.missing(wanted).forEach(m -> missing.merge(m, 1, Integer::sum));
        return said.line(wanted);
    }

    private Said ofTables(List<DocText> own, String name, Type vocabulary, List<Type.Method> forms) {
        var data = vocabulary.packageName().equals(Vocabularies.DATA);
        // the rows of a cell are among those of layers; an enum's constants are nobody's rows
        var places = vocabulary.isEnum() ? List.<String>of() : data ? List.of(Vocabularies.DATA)
                : vocabulary.name().equals("Cells") ? List.of(".Layers`") : List.of("." + vocabulary.name() + "`");
        // `padSequences` of `PadSequences`
        var names = Stream.concat(forms.stream().map(Type.Method::name).filter(name::equalsIgnoreCase), Stream.of(name))
                .distinct().toList();
        var keras = names.stream().flatMap(n -> tables.keras(n, places).stream()).findFirst()
                .or(() -> Optional.of("Keras: " + inKeras(name, vocabulary))
                        .filter(_ -> tables.lists(name, "." + vocabulary.name() + "`")));
        return Said.of(own, chapter(vocabulary), keras,
                names.stream().flatMap(n -> tables.pytorch(n, places).stream()).findFirst());
    }

    /// A name that is only listed: Keras's activations are small, its initialisers are classes.
    private static String inKeras(String name, Type vocabulary) {
        return "`" + (vocabulary.isEnum() ? name.toLowerCase(java.util.Locale.ROOT)
                : Character.toUpperCase(name.charAt(0)) + name.substring(1)) + "`";
    }

    // ---- tables of what has no options

    private record Line(String word, String call, List<DocText> docs, List<Type.Method> forms) {}

    private String table(Type vocabulary, List<Line> lines) {
        anchor(vocabulary.name() + " " + vocabulary.packageName());
        var text = new StringBuilder(head(vocabulary.name(), vocabulary));
        text.append(paragraphs(new DocText(vocabulary.doc())));
        text.append("| | | Keras, PyTorch, source |\n|---|---|---|\n");
        for (var line : lines) {
            count++;
            // what an operation does in a word, and its formula, if that stands in its own file
            var all = line.docs().stream().filter(d -> !d.all().isEmpty()).toList();
            var formula = all.stream().filter(d -> d.hasFormula() || d.hasShape()).findFirst();
            var doc = Stream.concat(all.stream().limit(1), formula.stream()).distinct().map(DocText::all)
                    .collect(Collectors.joining(" "));
            text.append("| `%s` | %s | %s |\n".formatted(line.call(), cell(COUNTERPART.matcher(doc).replaceAll("")),
                    cell(said(line.docs(), line.word(), vocabulary, line.forms()))));
        }
        return text.append('\n').toString();
    }

    private List<Line> constants(Type anEnum) {
        var ops = all.list().stream().filter(v -> v.name().equals("Ops")).findFirst();
        return anEnum.constants().entrySet().stream().map(e -> {
            var c = e.getKey();
            var called = all.sources().calledFor(anEnum, c).map(s -> s.substring(s.lastIndexOf('.') + 1));
            var docs = Stream.concat(Stream.of(e.getValue()).filter(Predicate.not(String::isEmpty)).map(DocText::new),
                    called.stream().flatMap(name -> ops.stream().flatMap(o -> o.called(name).stream()
                            .flatMap(m -> docs(o, m).stream()))))
                    .toList();
            return new Line(c, c, docs, List.of());
        }).toList();
    }

    private List<Line> operations(Type ops) {
        return ops.methods().stream().filter(m -> m.isPublic() && m.isStatic())
                .map(m -> new Line(m.name(), m.signature(), docs(ops, m), List.of(m))).toList();
    }

    private List<DocText> docs(Type ops, Type.Method m) {
        return Stream.concat(Stream.of(m.doc()), all.types(ops, List.of(m)).stream().map(Type::doc))
                .filter(Predicate.not(String::isEmpty)).map(DocText::new).toList();
    }

    // ---- text

    private static String head(String title, Type vocabulary) {
        return "## %s (`%s`)\n\n".formatted(title, vocabulary.packageName());
    }

    private static String paragraphs(DocText doc) {
        var all = doc.beginning();
        return all.isEmpty() ? "" : String.join("\n\n", all) + "\n\n";
    }

    private static String cell(String text) { return text.replace("|", "\\|").replace("\n", " "); }

    /// The anchor that a page's heading gets; headings of the same name are numbered.
    private String anchor(String heading) {
        var slug = heading.toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
        int before = anchors.merge(slug, 1, Integer::sum) - 1;
        return before == 0 ? slug : slug + "-" + before;
    }
}
