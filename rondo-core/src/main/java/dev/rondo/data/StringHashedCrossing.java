package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.op.Crossing;
import java.util.ArrayList;
import java.util.List;

/// Two or more features as one bin, 0 to `numBins` − 1, by the hash of all of them: Keras's `HashedCrossing` of texts and
/// whole numbers, to the bit (`keras/src/layers/preprocessing/hashed_crossing.py`). Vectors of the bins:
/// `categoryEncoding(numBins)`. For tensors of whole numbers there is the layer `hashedCrossing`.
///
/// ```java
/// var place = stringHashedCrossing(1000);
/// int bin = place.id("Seoul", 3);
/// ```
public record StringHashedCrossing(int numBins) {
    public StringHashedCrossing {
        Legal.atLeast(1, "stringHashedCrossing", "numBins", numBins);
    }

    public static StringHashedCrossing stringHashedCrossing(int numBins) { return new StringHashedCrossing(numBins); }

    /// The bin of these features together: texts and whole numbers, two or more. Their order matters.
    public int id(Object... features) {
        if (features.length < 2) {
            throw new RondoException(
                    "stringHashedCrossing: two features or more are expected, got " + features.length);
        }
        var hashes = new long[features.length];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = switch (features[i]) {
                case String text -> Crossing.of(text);
                case Long n -> n;
                case Integer n -> n;
                default -> throw new RondoException(
                        "stringHashedCrossing: feature %d is a %s; give a text or a whole number".formatted(i,
                                features[i].getClass().getSimpleName()));
            };
        }
        return new Crossing(numBins).of(hashes);
    }

    /// The bins of columns of equal length, row by row.
    public int[] ids(List<? extends List<?>> columns) {
        if (columns.size() < 2) {
            throw new RondoException("stringHashedCrossing: two columns or more are expected, got " + columns.size());
        }
        int rows = columns.getFirst().size();
        for (var column : columns) {
            if (column.size() == rows) continue;
            throw new RondoException("stringHashedCrossing: columns of %d and %d rows; give as many rows in each"
                    .formatted(rows, column.size()));
        }
        var bins = new int[rows];
        for (int row = 0; row < rows; row++) {
            var features = new ArrayList<Object>();
            for (var column : columns) features.add(column.get(row));
            bins[row] = id(features.toArray());
        }
        return bins;
    }
}
