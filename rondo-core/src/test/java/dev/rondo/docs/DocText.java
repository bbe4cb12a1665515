package dev.rondo.docs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A `///` comment as Markdown for a page, and what it says of where a word comes from. However its lines are wrapped, it
/// reads the same.
record DocText(String text) {
    private static final Pattern SPAN = Pattern.compile("`[^`]+`");
    private static final Pattern LINK = Pattern.compile("\\[([\\w.]*)(?:#(\\w+)(?:\\([^)]*\\))?)?\\](?![(\\[])");
    private static final Pattern FILE = Pattern.compile("keras(?:_hub)?/src/[\\w/]+(?:\\.py)?");
    private static final Pattern PAPER = Pattern.compile(
            "(?:\\p{Lu}[\\p{L}'-]+, )*\\p{Lu}[\\p{L}'-]+(?: et al\\.?| (?:&|and) \\p{Lu}[\\p{L}'-]+)?,? (?:18|19|20)\\d\\d(?!\\d)");
    private static final Pattern SUM = Pattern
            .compile("[=·∘Σ√∂²×−±≤≥<‖|^%]|\\b(?:max|min)\\(|[^\\w]/|/[^\\w]| [+-] |\\blog\\b|\\bexp\\b");

    /// Paths and named arguments.
    private static final Pattern NO_SUM = Pattern.compile("\\w+/(?:[\\w/.]+|…)|\\w+=\\S*|->|<[\\w, ]+>");

    /// Paragraphs, each on one line; code and what follows `@param` left out.
    List<String> paragraphs() {
        var found = new ArrayList<String>();
        for (var part : text.split("\n@", 2)[0].strip().replaceAll("(?s)```.*?```", "\n\n").split("\n\\s*\n", -1)) {
            var line = part.strip().replaceAll("\\s*\n\\s*(?=[-*] |\\d\\. |\\|)", "\u0000").replaceAll("\\s+", " ")
                    .replace('\u0000', '\n');
            if (!line.isEmpty()) found.add(outsideOfCode(line));
        }
        return found;
    }

    /// The first two paragraphs, and the first one with a formula if that comes later.
    List<String> beginning() {
        var all = paragraphs();
        var first = new LinkedHashSet<>(all.subList(0, Math.min(2, all.size())));
        if (first.stream().noneMatch(DocText::isFormula)) {
            all.stream().filter(DocText::isFormula).findFirst().ifPresent(first::add);
        }
        return List.copyOf(first);
    }

    /// All paragraphs as one.
    String all() { return String.join(" ", paragraphs()); }

    boolean hasFormula() { return paragraphs().stream().anyMatch(DocText::isFormula); }

    boolean hasShape() {
        return paragraphs().stream().flatMap(p -> SPAN.matcher(p).results()).anyMatch(s -> s.group().startsWith("`["));
    }

    /// Whether something in code is a sum rather than a name.
    private static boolean isFormula(String paragraph) {
        return SPAN.matcher(paragraph).results().map(s -> s.group().substring(1, s.group().length() - 1))
                .map(s -> NO_SUM.matcher(s).replaceAll("")).anyMatch(s -> SUM.matcher(s).find());
    }

    /// Files of Keras and papers, in the order in which they are named.
    Set<String> sources() {
        var found = new LinkedHashSet<String>();
        var flat = text.replaceAll("\\s+", " ");
        FILE.matcher(flat).results().forEach(m -> found.add("`" + m.group() + "`"));
        PAPER.matcher(flat).results().map(m -> m.group().replaceAll(",? (?=\\d)", " "))
                .filter(p -> !p.startsWith("Keras"))
                .forEach(found::add);
        return found;
    }

    /// What `Keras: …`, `Keras's …` name, or `none` where it is said that there is nothing.
    Optional<String> counterpart(String library) {
        var flat = text.replaceAll("\\s+", " ");
        var spans = "((?:`[^`]+`(?:(?:,| and|,? or) )?)+)";
        var named = Pattern.compile("(?<!in )" + library + "(?::|'s)(?! words)(?: [\\w-]+){0,3} " + spans).matcher(flat)
                .results().map(m -> SPAN.matcher(m.group(1)).results().map(s -> s.group())
                        .filter(s -> !s.contains("keras/src")).collect(Collectors.joining(", ")))
                .filter(s -> !s.isEmpty()).findFirst();
        if (named.isPresent()) return named;
        var none = Pattern.compile(library + " has (no|none)\\b|" + library + "(?:, \\w+)?: none|[Nn]ot in " + library)
                .matcher(flat);
        return none.find() ? Optional.of("none") : Optional.empty();
    }

    private static String outsideOfCode(String line) {
        var out = new StringBuilder();
        int from = 0;
        var span = SPAN.matcher(line);
        while (span.find()) {
            out.append(links(line.substring(from, span.start()))).append(span.group());
            from = span.end();
        }
        return out.append(links(line.substring(from))).toString();
    }

    /// `[Metric#named]` is a link in the code; on a page it is a name.
    private static String links(String text) {
        return LINK.matcher(text).replaceAll(m -> {
            var type = m.group(1).substring(m.group(1).lastIndexOf('.') + 1);
            if (m.group(2) == null) return type.isEmpty() ? "[]" : "`" + type + "`";
            return "`" + (type.isEmpty() ? "" : type + ".") + m.group(2) + "`";
        });
    }
}
