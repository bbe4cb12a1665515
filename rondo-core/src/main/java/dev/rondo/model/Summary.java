package dev.rondo.model;

import dev.rondo.RondoException;
import dev.rondo.layer.Graph;
import dev.rondo.model.SummaryTable.Column;
import dev.rondo.model.SummaryTable.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// A model as the table that Keras's `summary()` prints (`keras/src/utils/summary_utils.py`): three columns for layers one
/// after the other, four for a graph, whose last one says what each layer is connected to.
///
/// ```java
/// Summary.of(model).expandNested().showTrainable().text();
/// ```
///
/// PyTorch has none; there is the library `torchinfo`.
///
/// @param nested whether the layers of models inside of the model are shown
/// @param trainable whether there is a column that says what training moves
/// @param lineLength how long a line is; absent: what a terminal of 80 columns has room for
/// @param positions where each column ends, as shares of a line; empty: Keras's
/// @param range which layers are shown; absent: all
public record Summary(Model model, boolean nested, boolean trainable, OptionalInt lineLength, List<Double> positions,
        Optional<Range> range) {
    private static final int TERMINAL = 76;

    /// From one layer to another, both by a regular expression that their names begin with.
    public record Range(Pattern first, Pattern last) {}

    public Summary {
        positions = List.copyOf(positions);
    }

    public static Summary of(Model model) {
        return new Summary(model, false, false, OptionalInt.empty(), List.of(), Optional.empty());
    }

    /// With the layers of models, and of chains, that stand in the model. Their shapes are those that they were made for.
    public Summary expandNested() {
        return new Summary(model, true, trainable, lineLength, positions, range);
    }

    /// With Y for what training moves, N for what is frozen with all its weights, and - for what has none.
    public Summary showTrainable() {
        return new Summary(model, nested, true, lineLength, positions, range);
    }

    /// The length of each line of the table.
    public Summary lineLength(int columns) {
        return new Summary(model, nested, trainable, OptionalInt.of(columns), positions, range);
    }

    /// Where each column ends, as shares of a line, without that of [#showTrainable]: three, or four for a graph. Throws if
    /// they do not ascend.
    public Summary positions(double... shares) {
        for (int i = 0; i < shares.length; i++) {
            if (!(shares[i] > (i == 0 ? 0 : shares[i - 1]) && shares[i] <= 1)) {
                throw new RondoException("summary: positions ascend from 0 to 1, got " + Arrays.toString(shares));
            }
        }
        return new Summary(model, nested, trainable, lineLength, Arrays.stream(shares).boxed().toList(), range);
    }

    /// Only the layers from the first whose name begins with `first` to the last whose name begins with `last`, both regular
    /// expressions; where that is the wrong way round, the other way.
    public Summary layerRange(String first, String last) {
        return new Summary(model, nested, trainable, lineLength, positions,
                Optional.of(new Range(Pattern.compile(first), Pattern.compile(last))));
    }

    /// The table and the numbers of parameters. Throws if the columns have no room, or no layer has a name of the range.
    public String text() {
        boolean graph = model.structure() instanceof Graph;
        boolean connections = model.structure() instanceof Graph g && !SummaryRows.oneAfterTheOther(g);
        var rows = shown(new SummaryRows(this, connections).parts()).stream().flatMap(p -> p.rows().stream()).toList();
        return "Model: \"%s\"\n".formatted(graph ? "functional" : "sequential") + table(connections).text(rows)
                + totals();
    }

    private SummaryTable table(boolean connections) {
        var columns = new ArrayList<>(List.of(new Column("Layer (type)", Side.LEFT),
                new Column("Output Shape", Side.LEFT), new Column("Param #", Side.RIGHT)));
        if (connections) columns.add(new Column("Connected to", Side.LEFT));
        if (!positions.isEmpty() && positions.size() != columns.size()) {
            throw new RondoException("summary: there are %d columns, but %d positions, %s".formatted(columns.size(),
                    positions.size(), positions));
        }
        var ends = new ArrayList<>(!positions.isEmpty() ? positions
                : connections ? List.of(0.3, 0.56, 0.74, 1.0) : List.of(0.45, 0.80, 1.0));
        if (trainable) {
            ends.replaceAll(p -> p * 0.90);
            ends.add(1.0);
            columns.add(new Column("Trainable", Side.CENTER));
        }
        return new SummaryTable(columns, ends, lineLength.orElse(TERMINAL));
    }

    private List<SummaryRows.Part> shown(List<SummaryRows.Part> parts) {
        if (range.isEmpty()) return parts;
        var names = parts.stream().map(SummaryRows.Part::name).toList();
        var from = places(names, range.get().first());
        var to = places(names, range.get().last());
        return from.getFirst() <= to.getLast() ? parts.subList(from.getFirst(), to.getLast() + 1)
                : parts.subList(to.getFirst(), from.getLast() + 1);
    }

    private static List<Integer> places(List<String> names, Pattern wanted) {
        var places = new ArrayList<Integer>();
        for (int i = 0; i < names.size(); i++) if (wanted.matcher(names.get(i)).lookingAt()) places.add(i);
        if (!places.isEmpty()) return places;
        throw new RondoException("summary: no layer's name begins with \"%s\"; there are %s".formatted(wanted, names));
    }

    private String totals() {
        long total = model.built() ? model.weights().count() : 0;
        long trained = model.built() ? model.weights().trainedCount() : 0;
        return " Total params: %s\n Trainable params: %s\n Non-trainable params: %s\n".formatted(sized(total),
                sized(trained), sized(total - trained));
    }

    private static String sized(long parameters) {
        double size = parameters * 4.0;
        int unit = 0;
        while (size >= 1024 && unit < 4) {
            size /= 1024;
            unit++;
        }
        // Python rounds a tie to the even digit
        return String.format(Locale.ROOT, "%,d (%s %s)", parameters,
                new BigDecimal(size).setScale(2, RoundingMode.HALF_EVEN),
                List.of("B", "KB", "MB", "GB", "TB").get(unit));
    }
}
