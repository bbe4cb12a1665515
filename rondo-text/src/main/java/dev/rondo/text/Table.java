package dev.rondo.text;

import dev.rondo.DataException;
import dev.rondo.data.Printable;
import java.util.List;
import java.util.stream.Collectors;

/// The rows of a file by the names of its columns; what [Csv] reads.
///
/// @param file what the rows came from, for messages
/// @param columns the names in the header
/// @param rows every row has as many cells as there are columns
public record Table(String file, List<String> columns, List<Row> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// @param line the line of the file on which the row starts, from 1; for messages about what is in it
    public record Row(long line, List<String> cells) {}

    /// The cells below this name, one for each row.
    public List<String> column(String name) {
        int place = columns.indexOf(name);
        if (place < 0)
            throw new DataException(Printable.quote(file) + ": no column " + Printable.quote(name) + "; it has "
                    + columns.stream().limit(20).map(Printable::quote).collect(Collectors.joining(", "))
                    + (columns.size() > 20 ? " and " + (columns.size() - 20) + " more" : ""));
        return rows.stream().map(row -> row.cells().get(place)).toList();
    }
}
