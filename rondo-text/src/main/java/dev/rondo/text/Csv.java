package dev.rondo.text;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.rondo.DataException;
import dev.rondo.data.Printable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Reads a CSV or TSV file whose first line names its columns.
///
/// ```java
/// var reviews = Csv.read(Path.of("reviews.csv"));
/// List<String> texts = reviews.column("text");
/// ```
///
/// - **Encoding**: UTF-8, or what the byte order mark says, or the one given by name ([Encoding]).
/// - **Separator**: that of tab, comma and semicolon which the header line has the most of (ties: in this order); a header
///   with none of them is a single column. Or the one given.
/// - **Quotes**: a cell that starts with `"` goes to the next lone `"`, over separators and line ends; `""` is a quote in
///   it. Elsewhere a quote is a character like any other. Or always, with `quotes(false)`.
/// - Blank lines are skipped. Lines end with LF, CR LF or CR. A line longer than 16 million characters is an error, and
///   so are more than 100,000 columns, a row with more or fewer cells than the header, and a quote left open.
///
/// @param encoding a name like `UTF-8`, `cp949`
/// @param separator absent: taken from the header
/// @param quotes whether `"` has a meaning
public record Csv(String encoding, Optional<Character> separator, boolean quotes) {
    static final int LONGEST_LINE = 16 << 20;
    private static final int MOST_COLUMNS = 100_000;
    /// Not a character, by Unicode's word: stands for "no quote character", which the reader cannot do without.
    private static final char NEVER = '\uFFFF';

    public static Csv options() { return new Csv(Encoding.DEFAULT, Optional.empty(), true); }

    public Csv encoding(String name) { return new Csv(name, separator, quotes); }

    public Csv separator(char separator) { return new Csv(encoding, Optional.of(separator), quotes); }

    public Csv quotes(boolean quotes) { return new Csv(encoding, separator, quotes); }

    public static Table read(Path file) { return options().from(file); }

    public static Table read(Path file, String encoding) { return options().encoding(encoding).from(file); }

    public Table from(Path file) {
        var name = Printable.quote(file.toString());
        var charset = Encoding.named(encoding);
        if (!Files.isRegularFile(file))
            throw new DataException(
                    name + (Files.exists(file) ? " is not a file" : " is not there") + "; check the path");
        try {
            char between = separator.isPresent() ? separator.get() : Separator.guess(file, charset);
            try (var in = Encoding.open(file, charset)) {
                return table(file, name, records(in, between));
            }
        } catch (CharacterCodingException e) {
            throw undecodable(file, name, charset);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) throw undecodable(file, name, charset);
            throw new DataException(name + " cannot be read; check its rights", e);
        } catch (IOException e) {
            throw new DataException(name + " cannot be read; check its rights", e);
        } catch (CsvParseException e) {
            throw new DataException(name + ": " + inOneLine(String.valueOf(e.getMessage()))
                    + (quotes ? "; if a quote opens there, close it, or read the file with quotes as plain characters"
                            : ""),
                    e);
        }
    }

    private CsvReader<CsvRecord> records(Reader in, char between) {
        return CsvReader.builder().fieldSeparator(between).quoteCharacter(quotes ? '"' : NEVER)
                .allowUnclosedQuote(false).extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE).build(CsvRecordHandler.builder()
                        .maxFields(MOST_COLUMNS).maxFieldSize(LONGEST_LINE).maxRecordSize(LONGEST_LINE).build(), in);
    }

    private static Table table(Path file, String name, CsvReader<CsvRecord> records) {
        var columns = new ArrayList<String>();
        var rows = new ArrayList<Table.Row>();
        for (var each : records) {
            var cells = List.copyOf(each.getFields());
            var where = name + " line " + each.getStartingLineNumber() + ": ";
            if (columns.isEmpty()) {
                columns.addAll(checkedHeader(cells, where));
                continue;
            }
            if (cells.size() != columns.size())
                throw new DataException(where + cells.size() + " cells, but the header has " + columns.size()
                        + "; check for a missing separator or an unquoted one");
            rows.add(new Table.Row(each.getStartingLineNumber(), cells));
        }
        if (columns.isEmpty()) throw new DataException(name + ": 0 rows, it is empty; give a header line and rows");
        if (rows.isEmpty())
            throw new DataException(name + ": 0 rows, only a header line; give at least one row below it");
        return new Table(file.toString(), columns, rows);
    }

    private static List<String> checkedHeader(List<String> names, String where) {
        // what Latin letters look like in UTF-16 that is read as if it were UTF-8
        if (names.stream().anyMatch(n -> n.indexOf('\0') >= 0))
            throw new DataException(where + "zero bytes between the letters, as in UTF-16 without a byte order mark; "
                    + "rerun with --encoding UTF-16LE or UTF-16BE");
        var seen = new HashSet<String>();
        for (String name : names)
            if (!seen.add(name))
                throw new DataException(where + "two columns are called " + Printable.quote(name)
                        + "; give each a name of its own");
        return names;
    }

    private static DataException undecodable(Path file, String name, Charset charset) {
        try {
            return Undecodable.at(file, charset);
        } catch (IOException e) {
            return new DataException(name + " cannot be read; check its rights", e);
        }
    }

    private static String inOneLine(String message) { return message.replaceAll("\\p{Cntrl}", "?"); }
}
