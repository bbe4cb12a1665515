package dev.rondo.cli;

import dev.rondo.RondoException;
import dev.rondo.text.Csv;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options that say how to read a CSV or TSV file of texts and labels.
final class CsvOptions {
    @Option(names = "--text", paramLabel = "COLUMN", description = "The column that holds the texts.")
    Optional<String> text = Optional.empty();

    @Option(names = "--label", paramLabel = "COLUMN", description = "The column that holds the labels.")
    Optional<String> label = Optional.empty();

    @Option(names = "--encoding", paramLabel = "NAME", description = "The file's encoding, such as cp949 or euc-kr; UTF-8 unless said, with or without a byte order mark.")
    Optional<String> encoding = Optional.empty();

    @Option(names = "--separator", paramLabel = "CHAR", description = "What stands between cells; found in the header line unless said. tab is a name for it.")
    Optional<String> separator = Optional.empty();

    @Option(names = "--no-quotes", description = "A quotation mark is a character like any other.")
    boolean noQuotes;

    LabelledTexts read(Path file) {
        var text = this.text.orElseThrow(() -> missing(file, "--text", "texts"));
        var label = this.label.orElseThrow(() -> missing(file, "--label", "labels"));
        var csv = Csv.options().quotes(!noQuotes);
        if (encoding.isPresent()) csv = csv.encoding(encoding.get());
        if (separator.isPresent()) csv = csv.separator(character(separator.get()));
        return LabelledTexts.of(csv.from(file), text, label);
    }

    /// Throws if any is given: `what` is no file.
    void none(String what) {
        if (text.isPresent() || label.isPresent() || encoding.isPresent() || separator.isPresent() || noQuotes) {
            throw new RondoException(
                    "--text, --label, --encoding, --separator and --no-quotes are for a CSV file, not for " + what);
        }
    }

    private static RondoException missing(Path file, String option, String what) {
        return new RondoException("%s: which column of %s holds the %s?".formatted(option, file, what));
    }

    private static char character(String given) {
        if (given.equals("tab") || given.equals("\\t")) return '\t';
        if (given.length() != 1) {
            throw new RondoException("--separator: one character, or tab, is expected, got \"%s\"".formatted(given));
        }
        return given.charAt(0);
    }
}
