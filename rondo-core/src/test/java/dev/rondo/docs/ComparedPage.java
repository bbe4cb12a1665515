package dev.rondo.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `docs/compared.md`: what other libraries answered, file by file, and how near the tests want Rondo to be.
record ComparedPage(Path goldens, Path scripts, Path tests) {
    private static final Pattern SMALL = Pattern.compile("(?<![\\w.])\\d(?:\\.\\d+)?e-\\d+");

    static ComparedPage usual() {
        return new ComparedPage(Path.of("src/test/resources/golden"), Path.of("src/test/golden"),
                Path.of("src/test/java"));
    }

    String text() throws IOException {
        var sections = new ArrayList<String>();
        int cases = 0;
        for (var path : files(goldens, ".json")) {
            var file = GoldenFile.read(path, scripts);
            cases += file.cases().stream().mapToInt(GoldenFile.Cases::count).sum();
            sections.add(section(file));
        }
        return """
                # What was compared

                Made from the files in `rondo-core/src/test/resources/golden` and the tests that read them; no number here is
                typed by hand. A script beside the tests asks the other library and writes its answers down; the tests ask
                Rondo the same. Tolerances are those that the tests name: most are relative to the largest number of a tensor
                or to 1. What is on purpose not as in Keras: [differences.md](differences.md).

                %s cases in %d files.

                """
                .formatted(String.format(Locale.ROOT, "%,d", cases), sections.size()) + String.join("\n", sections);
    }

    private String section(GoldenFile file) throws IOException {
        var readers = readers(file.name());
        var text = new StringBuilder("## " + file.name() + "\n\n");
        text.append("Written by `%s`; answered by %s.".formatted(file.script(), or(file.answeredBy(scripts), "?")));
        text.append(" Read by %s; tolerance %s.\n\n".formatted(
                or(readers.stream().map(p -> "`" + p.getFileName().toString().replace(".java", "") + "`").toList(),
                        "**no test**"),
                or(tolerances(readers), "none, all exact")));
        if (file.cases().isEmpty()) return text.toString();
        text.append("| cases of | | words, and in how many cases |\n|---|---|---|\n");
        for (var list : file.cases()) {
            text.append("| %s | %d | %s |\n".formatted(list.list().replace('_', ' '), list.count(),
                    list.words().entrySet().stream().map(w -> "`" + w.getKey() + "` " + w.getValue())
                            .collect(Collectors.joining(", "))));
        }
        return text.toString();
    }

    /// The tests whose code names the file.
    private List<Path> readers(String file) throws IOException {
        var found = new ArrayList<Path>();
        for (var path : files(tests, ".java")) {
            var code = Files.readString(path).replaceAll("(?m)^\\s*///.*$", "");
            if (code.contains("\"" + file) || code.contains("/" + file + "\"")) found.add(path);
        }
        return found;
    }

    /// The small numbers in the tests, the largest first, and those of what they compare with.
    private List<String> tolerances(List<Path> readers) throws IOException {
        var found = new TreeSet<String>((a, b) -> Double.compare(Double.parseDouble(b), Double.parseDouble(a)));
        for (var path : readers) {
            var code = Files.readString(path);
            SMALL.matcher(code).results().forEach(m -> found.add(m.group()));
            if (code.contains("assertClose(")) {
                SMALL.matcher(Files.readString(tests.resolve("dev/rondo/golden/Golden.java"))).results()
                        .forEach(m -> found.add(m.group()));
            }
        }
        return List.copyOf(found);
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(p -> p.toString().endsWith(end)).sorted().toList();
        }
    }

    private static String or(List<String> list, String otherwise) {
        return list.isEmpty() ? otherwise : String.join(", ", list);
    }
}
