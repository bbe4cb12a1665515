package dev.rondo.train.metric;

import dev.rondo.RondoException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Precision, recall, F1 and support of each class, and their means: scikit-learn's `classification_report`, to the
/// letter. Classes that never occur, neither as targets nor as predictions, have no row and do not count.
///
/// @param rows the classes that occur, in their order
/// @param macro the mean over them
/// @param weighted the mean over them, weighted by support
/// @param accuracy the share of right answers
public record ClassReport(List<Row> rows, Row macro, Row weighted, double accuracy) {
    private static final int COLUMN = 9;

    /// The scores of a class; the support is how often it is the target, counted or weighed.
    public record Row(String name, double precision, double recall, double f1, double support) {}

    public ClassReport { rows = List.copyOf(rows); }

    /// The report of a confusion matrix whose classes have these names. Throws unless there is one for each.
    public static ClassReport of(ConfusionMatrix matrix, List<String> names) {
        if (names.size() != matrix.classes()) {
            throw new RondoException("class report: %d names came for %d classes; give one a class"
                    .formatted(names.size(), matrix.classes()));
        }
        var rows = new ArrayList<Row>();
        for (int c = 0; c < matrix.classes(); c++) {
            if (matrix.actual(c) + matrix.predicted(c) == 0) continue;
            rows.add(new Row(names.get(c), matrix.precision(c), matrix.recall(c), matrix.f1(c), matrix.actual(c)));
        }
        return new ClassReport(rows, mean("macro avg", matrix, Average.MACRO_OCCURRING),
                mean("weighted avg", matrix, Average.WEIGHTED), matrix.accuracy());
    }

    /// With numbers as names.
    public static ClassReport of(ConfusionMatrix matrix) {
        return of(matrix, IntStream.range(0, matrix.classes()).mapToObj(Integer::toString).toList());
    }

    private static Row mean(String name, ConfusionMatrix m, Average average) {
        return new Row(name, m.precision(average), m.recall(average), m.f1(average), m.total());
    }

    /// The table, with two digits behind the point.
    @Override
    public String toString() { return text(2); }

    /// The table, with so many digits behind the point.
    public String text(int digits) {
        int width = weighted.name().length();
        for (var row : rows) width = Math.max(width, row.name().length());
        var table = new StringBuilder(line(width, "", "precision", "recall", "f1-score", "support")).append('\n');
        for (var row : rows) table.append(line(width, row, digits));
        table.append('\n');
        table.append(line(width, "accuracy", "", "", rounded(accuracy, digits), support(weighted)));
        return table.append(line(width, macro, digits)).append(line(width, weighted, digits)).toString();
    }

    private static String line(int width, Row row, int digits) {
        return line(width, row.name(), rounded(row.precision(), digits), rounded(row.recall(), digits),
                rounded(row.f1(), digits), support(row));
    }

    private static String line(int width, String name, String... columns) {
        var line = new StringBuilder(" ".repeat(width - name.length())).append(name).append(' ');
        for (String column : columns) {
            line.append(' ').append(" ".repeat(Math.max(0, COLUMN - column.length()))).append(column);
        }
        return line.append('\n').toString();
    }

    /// To the even digit where it is halfway, as Python does it.
    private static String rounded(double x, int digits) {
        return new BigDecimal(x).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String support(Row row) {
        return row.support() == Math.rint(row.support()) ? rounded(row.support(), 0) : rounded(row.support(), 2);
    }
}
