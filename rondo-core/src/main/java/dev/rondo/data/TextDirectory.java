package dev.rondo.data;

import dev.rondo.DataException;
import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.op.Key;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Texts in a directory with a folder for each class: Keras's `text_dataset_from_directory`
/// (`keras/src/utils/text_dataset_utils.py`, `dataset_utils.py`).
///
/// ```java
/// var reviews = textDatasetFromDirectory(Path.of("aclImdb/train")).shuffle(Key.of(42)).read();
/// var parts = reviews.split(0.2);                            // training, validation
/// var words = textVectorization().maxTokens(20_000).adapt(parts.training().texts());
/// var data = Dataset.of(words.ids(parts.training().texts()), parts.training().labels());
/// ```
///
/// Classes are the folders by name, from 0 on; those whose name begins with a dot are left out. Texts are the files whose name
/// ends with `.txt`, in any case, in folders of folders too. Without [#shuffle] they come in the order of their class, folder
/// and name. Keras's `batch_size` is `fit`'s; its `label_mode` is what is made of the labels, such as
/// [OneHot#toCategorical]; and `labels=[…]` are lists of your own.
///
/// @param classNames the folders to read, in the order of their numbers; absent: all, sorted
/// @param maxLength how many characters (code points) of a text are kept; absent: all
/// @param order for random order
/// @param followLinks whether folders are entered that are symbolic links
public record TextDirectory(Path directory, Optional<List<String>> classNames, OptionalInt maxLength,
        Optional<Key> order, Charset encoding, boolean followLinks) {
    private static final String WHO = "textDatasetFromDirectory";

    public TextDirectory {
        classNames = classNames.map(List::copyOf);
        maxLength.ifPresent(n -> Legal.atLeast(0, WHO, "maxLength", n));
        if (classNames.isPresent() && new HashSet<>(classNames.get()).size() < classNames.get().size())
            throw new RondoException("%s: a class is named twice in %s".formatted(WHO, classNames.get()));
    }

    /// All folders, whole texts, UTF-8, sorted.
    public static TextDirectory textDatasetFromDirectory(Path directory) {
        return new TextDirectory(directory, Optional.empty(), OptionalInt.empty(), Optional.empty(),
                StandardCharsets.UTF_8, false);
    }

    /// These folders alone, numbered in this order.
    public TextDirectory classNames(List<String> names) {
        return new TextDirectory(directory, Optional.of(names), maxLength, order, encoding, followLinks);
    }

    public TextDirectory maxLength(int characters) {
        return new TextDirectory(directory, classNames, OptionalInt.of(characters), order, encoding, followLinks);
    }

    /// In random order, the same for the same key: Keras's `shuffle=True, seed=42`. Needed before a [Texts#split].
    public TextDirectory shuffle(Key key) {
        return new TextDirectory(directory, classNames, maxLength, Optional.of(key), encoding, followLinks);
    }

    public TextDirectory encoding(Charset charset) {
        return new TextDirectory(directory, classNames, maxLength, order, charset, followLinks);
    }

    public TextDirectory followLinks(boolean follow) {
        return new TextDirectory(directory, classNames, maxLength, order, encoding, follow);
    }

    /// Texts, the number of the class of each, and the names of the classes.
    ///
    /// @param files where each text is
    public record Texts(List<String> texts, int[] labels, List<String> classNames, List<Path> files) {
        /// The last `share` of the texts for validation, the others for training: Keras's
        /// `validation_split=0.2, subset="both"`. Shuffle first, or the last classes are all that is validated.
        public Parts split(double share) {
            int held = (int) (share * labels.length);
            if (!(share > 0 && share < 1) || held == 0)
                throw new RondoException("%s: a split between 0 and 1 is expected, got %s, which leaves %d of %d texts "
                        .formatted(WHO, share, held, labels.length) + "for validation");
            return new Parts(part(0, labels.length - held), part(labels.length - held, labels.length));
        }

        private Texts part(int from, int to) {
            return new Texts(texts.subList(from, to), Arrays.copyOfRange(labels, from, to), classNames,
                    files.subList(from, to));
        }

        @Override
        public String toString() {
            return "%d files belonging to %d classes".formatted(labels.length, classNames.size());
        }
    }

    public record Parts(Texts training, Texts validation) {}

    /// Reads all texts. Throws a [DataException] if the directory, a class or any text is missing, or a file is not text in
    /// the encoding.
    public Texts read() {
        try {
            var names = classes();
            var files = new ArrayList<Path>();
            var labels = new ArrayList<Integer>();
            for (String name : names) {
                for (Path file : files(directory.resolve(name))) {
                    files.add(file);
                    labels.add(names.indexOf(name));
                }
            }
            if (files.isEmpty())
                throw new DataException("%s: there is no .txt file in the folders %s of %s".formatted(WHO, names,
                        Printable.quote(directory.toString())));
            int[] rows = order.map(key -> key.permutation(files.size())).orElse(new int[0]);
            var texts = new ArrayList<String>();
            var sorted = new ArrayList<Path>();
            var numbers = new int[files.size()];
            for (int i = 0; i < numbers.length; i++) {
                int row = rows.length == 0 ? i : rows[i];
                numbers[i] = labels.get(row);
                sorted.add(files.get(row));
                texts.add(text(files.get(row)));
            }
            return new Texts(List.copyOf(texts), numbers, names, List.copyOf(sorted));
        } catch (IOException e) {
            throw new DataException(
                    "%s: %s cannot be read: %s".formatted(WHO, Printable.quote(directory.toString()), e),
                    e);
        }
    }

    private List<String> classes() throws IOException {
        if (!Files.isDirectory(directory))
            throw new DataException("%s: %s is not there or no directory; check the path".formatted(WHO,
                    Printable.quote(directory.toString())));
        List<String> found;
        try (var entries = Files.list(directory)) {
            found = entries.filter(Files::isDirectory).map(p -> p.getFileName().toString())
                    .filter(name -> !name.startsWith(".")).sorted(LabelEncoder.BY_CODE_POINT).toList();
        }
        if (found.isEmpty())
            throw new DataException("%s: %s has no folders; a folder for each class is expected".formatted(WHO,
                    Printable.quote(directory.toString())));
        for (String name : classNames.orElse(List.of()))
            if (!found.contains(name))
                throw new DataException("%s: there is no folder %s in %s, which has %s".formatted(WHO,
                        Printable.quote(name), Printable.quote(directory.toString()), found));
        return classNames.orElse(found);
    }

    /// In the order of their folders, then of their names, as Python sorts both.
    private List<Path> files(Path folder) throws IOException {
        var options = followLinks ? new FileVisitOption[]{FileVisitOption.FOLLOW_LINKS} : new FileVisitOption[0];
        var start = followLinks || !Files.isSymbolicLink(folder) ? folder : folder.toRealPath();
        try (var all = Files.walk(start, options)) {
            return all.filter(p -> p.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".txt"))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing((Path p) -> p.resolveSibling("").toString(),
                            LabelEncoder.BY_CODE_POINT)
                            .thenComparing(p -> p.getFileName().toString(), LabelEncoder.BY_CODE_POINT))
                    .toList();
        }
    }

    private String text(Path file) throws IOException {
        try {
            var text = encoding.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
            if (maxLength.isEmpty() || text.codePointCount(0, text.length()) <= maxLength.getAsInt()) return text;
            return text.substring(0, text.offsetByCodePoints(0, maxLength.getAsInt()));
        } catch (CharacterCodingException e) {
            throw new DataException("%s: %s is not %s; name its encoding, as in encoding(charset)".formatted(WHO,
                    Printable.quote(file.toString()), encoding), e);
        }
    }
}
