package dev.rondo.cli;

import dev.rondo.DataException;
import dev.rondo.RondoException;
import dev.rondo.data.LabelEncoder;
import dev.rondo.data.Printable;
import dev.rondo.text.Glosses;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/// Texts to learn from, to choose by, and to be judged by.
///
/// @param what a short name, also of the run's folder
/// @param source what it is and where it comes from, in words
/// @param labels the names of all classes
record TextData(String what, String source, LabelEncoder labels, LabelledTexts train, LabelledTexts validation,
        LabelledTexts test) {
    static final String BY_ROW = "80/10/10 by a hash of each row's text and label, so equal rows stay together";

    /// The dictionary definitions that come with the build.
    static TextData glosses() {
        var g = Glosses.load();
        return new TextData("glosses",
                "WordNet 3.1 glosses: dictionary definitions and their topics (from the build, no download); "
                        + "split 80/10/10 by a hash of the synset",
                LabelEncoder.of(g.topics()), part(g.train(), g.topics()),
                part(g.validation(), g.topics()), part(g.test(), g.topics()));
    }

    private static LabelledTexts part(Glosses.Part part, List<String> topics) {
        return LabelledTexts.of(part.texts(), part.labels(), topics);
    }

    /// A user's own rows, split so that the same row always falls into the same part.
    static TextData of(Path file, LabelledTexts rows) {
        var labels = LabelEncoder.fit(rows.labels());
        if (labels.size() < 2) {
            throw new DataException(
                    "%s: all %d rows have the label %s; two or more classes are needed to tell apart".formatted(
                            Printable.quote(file.toString()), rows.size(), Printable.quote(labels.names().getFirst())));
        }
        var parts = split(rows);
        for (int i = 0; i < 3; i++) {
            if (parts.get(i).size() > 0) continue;
            throw new DataException(
                    ("%s: %d rows are too few: split 80/10/10 with equal rows together, the part for %s is empty; give "
                            + "50 or more that differ").formatted(
                                    Printable.quote(file.toString()), rows.size(),
                                    List.of("training", "validation", "testing").get(i)));
        }
        return new TextData(name(file), file + "; split " + BY_ROW, labels, parts.get(0), parts.get(1), parts.get(2));
    }

    /// Training, validation, test.
    static List<LabelledTexts> split(LabelledTexts rows) {
        var texts = List.of(new ArrayList<String>(), new ArrayList<String>(), new ArrayList<String>());
        var labels = List.of(new ArrayList<String>(), new ArrayList<String>(), new ArrayList<String>());
        for (int i = 0; i < rows.size(); i++) {
            int part = Math.max(0, tenth(rows.texts().get(i), rows.labels().get(i)) - 7);
            texts.get(part).add(rows.texts().get(i));
            labels.get(part).add(rows.labels().get(i));
        }
        return List.of(new LabelledTexts(texts.get(0), labels.get(0)), new LabelledTexts(texts.get(1), labels.get(1)),
                new LabelledTexts(texts.get(2), labels.get(2)));
    }

    /// 0 to 9: the first four bytes of the SHA-256 of text, zero byte, label, in UTF-8, as an unsigned number modulo 10.
    private static int tenth(String text, String label) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest((text + "\0" + label).getBytes(StandardCharsets.UTF_8));
            return Integer.remainderUnsigned(ByteBuffer.wrap(hash).getInt(), 10);
        } catch (NoSuchAlgorithmException e) {
            throw new RondoException("split: this Java has no SHA-256", e);
        }
    }

    private static String name(Path file) {
        var name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
