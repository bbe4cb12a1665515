package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;

/// A data set cut in two, such as for training and test: Keras's `split_dataset` (`keras/src/utils/dataset_utils.py`).
/// PyTorch: `random_split`.
///
/// ```java
/// var parts = splitDataset(data.shuffle(Key.of(42)), 0.8);
/// training.fit(parts.left(), validation(parts.right()));
/// ```
///
/// Nothing is shuffled: `data.shuffle(key)` does that, Keras's `shuffle=True, seed=42`. Cut a series with
/// [ChronologicalSplit] instead.
///
/// @param left the first examples
/// @param right the last ones; those between, if the sizes leave any, are in neither
public record SplitDataset(Dataset left, Dataset right) {
    private static final String WHO = "splitDataset";

    /// The left part is this share of all examples, rounded, between 0 and 1; the right one the rest.
    public static SplitDataset splitDataset(Dataset data, double leftSize) {
        int left = share(data, "left", leftSize);
        return parts(data, left, data.size() - left);
    }

    /// The left part has so many examples, the right one the rest.
    public static SplitDataset splitDataset(Dataset data, int leftSize) {
        int left = count(data, "left", leftSize);
        return parts(data, left, data.size() - left);
    }

    /// Both parts by their shares, at most 1 together.
    public static SplitDataset splitDataset(Dataset data, double leftSize, double rightSize) {
        if (leftSize + rightSize > 1)
            throw new RondoException("%s: shares of %s and %s are more than 1; give less".formatted(WHO, leftSize,
                    rightSize));
        return parts(data, share(data, "left", leftSize), share(data, "right", rightSize));
    }

    /// Both parts by their numbers of examples.
    public static SplitDataset splitDataset(Dataset data, int leftSize, int rightSize) {
        return parts(data, count(data, "left", leftSize), count(data, "right", rightSize));
    }

    private static int share(Dataset data, String side, double size) {
        Legal.check(size > 0 && size < 1, WHO, side + "Size", "above 0 and below 1, or an int: a number of examples",
                size);
        return (int) Math.rint(size * data.size()); // halves to the even one, as Python rounds
    }

    private static int count(Dataset data, String side, int size) {
        if (size > 0 && size < data.size()) return size;
        throw new RondoException(
                "%s: the %s part has 1 to %d of %d examples, got %d; a share is a double".formatted(WHO,
                        side, data.size() - 1, data.size(), size));
    }

    private static SplitDataset parts(Dataset data, int left, int right) {
        if (left == 0 || right == 0 || left + right > data.size())
            throw new RondoException("%s: parts of %d and %d examples of %d; give other sizes, so that neither is empty"
                    .formatted(WHO, left, right, data.size()));
        return new SplitDataset(data.slice(0, left), data.slice(data.size() - right, data.size()));
    }
}
