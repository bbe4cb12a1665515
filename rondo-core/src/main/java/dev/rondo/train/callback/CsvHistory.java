package dev.rondo.train.callback;

import dev.rondo.RondoException;
import dev.rondo.StorageException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes an epoch's logs as a line of a CSV file, as Keras's `CSVLogger` does (`keras/src/callbacks/csv_logger.py`):
/// the epoch counted from 0, then the entries of the first epoch by name; where there is no validation, also
/// `val_…` columns of `NA`.
///
/// The whole file is written beside itself and moved into place after each epoch, so a crash leaves a valid file.
public final class CsvHistory implements Callback {
    private static final String LINE_END = "\r\n"; // RFC 4180, and Python's csv

    private final Path file;
    private final String separator;
    private final boolean append;
    private final StringBuilder text = new StringBuilder();
    private List<String> columns = List.of();

    /// Writes anew, with commas.
    public CsvHistory(Path file) { this(file, ",", false); }

    /// With `append` a file that is there is continued. Throws at the first epoch if its columns are others.
    public CsvHistory(Path file, String separator, boolean append) {
        if (separator.length() != 1 || "\"\r\n".contains(separator)) {
            throw new RondoException(
                    "csv history: the separator is one character, no quote and no line break, got \"%s\""
                            .formatted(separator));
        }
        this.file = file;
        this.separator = separator;
        this.append = append;
    }

    /// Another separator than the comma: one character.
    public CsvHistory separator(String character) { return new CsvHistory(file, character, append); }

    /// Continues a file that is there: Keras's `append=True`. Throws at the first epoch if its columns are others.
    public CsvHistory append() { return new CsvHistory(file, separator, true); }

    @Override
    public void trainBegin(Fit fit) {
        text.setLength(0);
        columns = List.of();
        try {
            if (append && Files.exists(file)) text.append(Files.readString(file));
        } catch (IOException e) {
            throw new StorageException(
                    "csv history: %s cannot be read; check its rights (%s)".formatted(file, e.getMessage()), e);
        }
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') text.append(LINE_END);
        write();
    }

    @Override
    public void epochEnd(int epoch, Map<String, Double> logs, Fit fit) {
        if (columns.isEmpty()) begin(logs);
        var line = new ArrayList<String>();
        line.add(String.valueOf(epoch));
        for (String column : columns) {
            Double value = logs.get(column);
            line.add(value == null ? "NA" : Numbers.shortest(value));
        }
        text.append(line(line));
        write();
    }

    /// Settles the columns, and writes or checks the header.
    private void begin(Map<String, Double> logs) {
        var names = new ArrayList<>(logs.keySet().stream().sorted().toList());
        if (names.stream().noneMatch(n -> n.startsWith("val_"))) {
            names.addAll(names.stream().map(n -> "val_" + n).toList());
        }
        columns = List.copyOf(names);
        names.addFirst("epoch");
        String header = line(names);
        if (text.isEmpty()) {
            text.append(header);
        } else if (!text.substring(0, text.indexOf("\n")).strip().equals(header.strip())) {
            throw new RondoException(
                    "csv history: %s has the columns %s, but this training logs %s; write to another file"
                            .formatted(file, text.substring(0, text.indexOf("\n")).strip(), header.strip()));
        }
    }

    private String line(List<String> cells) {
        return String.join(separator, cells.stream().map(this::quoted).toList()) + LINE_END;
    }

    private String quoted(String cell) {
        boolean plain = !cell.contains(separator) && !cell.contains("\"") && !cell.contains("\n")
                && !cell.contains("\r");
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private void write() {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new StorageException("csv history: %s is not a regular file; name another".formatted(file));
        }
        var beside = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            if (file.toAbsolutePath().getParent() != null) Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(beside, text);
            try {
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            remove(beside);
            throw new StorageException(
                    "csv history: %s cannot be written; check space and rights (%s)".formatted(file, e.getMessage()),
                    e);
        }
    }

    private static void remove(Path beside) {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException e) {
            return; // what went wrong before matters more
        }
    }
}
