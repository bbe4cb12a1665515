package dev.rondo.text;

import dev.rondo.DataException;
import dev.rondo.data.Printable;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
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

    /// The numbers below these names, `[rows, names]`: a series to cut windows from. A cell that is empty or not a number
    /// is refused, with its line and column.
    public Tensor numbers(String... names) {
        var cells = Arrays.stream(names).map(this::column).toList();
        var numbers = Tensor.zeros(rows.size(), names.length);
        for (int i = 0; i < rows.size(); i++)
            for (int c = 0; c < names.length; c++)
                numbers.data()[i * names.length + c] = number(cells.get(c).get(i), rows.get(i), names[c]);
        return numbers;
    }

    private float number(String cell, Row row, String name) {
        try {
            float x = Float.parseFloat(cell.strip());
            if (Float.isFinite(x)) return x;
        } catch (NumberFormatException e) {
            // said below, with where it stands
        }
        throw new DataException(
                Printable.quote(file) + " line " + row.line() + ", column " + Printable.quote(name) + ": "
                        + Printable.quote(cell) + " is not a number; fill it in or leave the row out");
    }
}
