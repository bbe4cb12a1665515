package dev.rondo.text;

import dev.rondo.Legal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringTokenizer;

/// The Reuters newswires of Keras (`keras.datasets.reuters`): 11,228 articles of 1987 on 46 topics, as word numbers. Cut
/// from the Reuters-21578 archive itself, article for article and number for number as Keras has them.
///
/// ```java
/// var reuters = Reuters.options().numWords(30_000).maxlen(50).testSplit(0.3).load(Corpora.here());
/// ```
///
/// Numbers as in Keras: 1 starts an article, 2 stands for a word that `numWords` leaves out, the most frequent word is 4.
///
/// @param train the first articles of Keras's shuffled order
/// @param test the others
/// @param topics what labels 0 to 45 are called
/// @param words all words, the most frequent first; the one at place i is Keras's word i + 1, number i + 4 in an article
/// @param source where the archive was found, in words
public record Reuters(Part train, Part test, List<String> topics, List<String> words, String source) {
    /// Keras's `index_from`, `start_char` and `oov_char`.
    private static final int INDEX_FROM = 3;
    private static final int START = 1;
    private static final int UNKNOWN = 2;
    private static final int SEED = 113;
    private static final int FEWEST_ARTICLES = 15;

    /// The checksum is that of the `.sgm` files inside, one behind the other in name order: the archive is around in
    /// more than one packing.
    public static final DataFile FILE = new DataFile("reuters",
            List.of("reuters21578.tar.gz", "reuters+21578+text+categorization+collection.zip"),
            URI.create("https://archive.ics.uci.edu/static/public/137/"
                    + "reuters+21578+text+categorization+collection.zip"),
            URI.create("https://archive.ics.uci.edu/dataset/137/reuters+21578+text+categorization+collection"),
            "b9f3dfa9691a57bfac8d55c0fde314e12cdb6a2ad66bebf3f61c9b8883ad2be3",
            archive -> DataFile.sha256(ReutersFile.sgml(archive).values()));

    /// Articles and their labels, in the same order.
    @SuppressWarnings("ArrayRecordComponent") // numbers for a network, which copies them; no one compares two parts
    public record Part(List<int[]> sequences, int[] labels) {
        public int size() { return labels.length; }
    }

    /// Keras's defaults: every word, articles of any length, every fifth article for testing.
    public static Options options() { return new Options(OptionalInt.empty(), OptionalInt.empty(), 0.2); }

    /// @param numWords numbers from here on become 2; absent: as in Keras the largest number that occurs, so that the one
    ///        word with that number does too
    /// @param maxlen articles of this length or more are left out (1, the start, counts)
    /// @param testSplit the share of the articles that is for testing
    public record Options(OptionalInt numWords, OptionalInt maxlen, double testSplit) {
        public Options {
            Legal.fraction("reuters", "testSplit", testSplit);
            numWords.ifPresent(n -> Legal.atLeast(1, "reuters", "numWords", n));
            maxlen.ifPresent(n -> Legal.atLeast(1, "reuters", "maxlen", n));
        }

        public Options numWords(int words) { return new Options(OptionalInt.of(words), maxlen, testSplit); }

        public Options maxlen(int length) { return new Options(numWords, OptionalInt.of(length), testSplit); }

        public Options testSplit(double share) { return new Options(numWords, maxlen, share); }

        /// Finds the archive, reads it and makes the set.
        public Reuters load(Corpora corpora) {
            var found = corpora.find(FILE);
            var articles = new ArrayList<ReutersFile.Article>();
            for (var sgml : ReutersFile.sgml(found.file()).values()) articles.addAll(ReutersFile.articles(sgml));
            return of(articles, FEWEST_ARTICLES, this, found.inWords());
        }
    }

    static Reuters of(List<ReutersFile.Article> all, int fewest, Options options, String source) {
        var sizes = new HashMap<String, Integer>();
        for (var article : all) sizes.merge(article.topic(), 1, Integer::sum);
        var kept = all.stream().filter(a -> sizes.getOrDefault(a.topic(), 0) >= fewest).toList();
        var topics = kept.stream().map(ReutersFile.Article::topic).distinct().toList();
        var texts = kept.stream().map(a -> tokens(a.body())).toList();
        var words = byCount(texts);
        var numbers = new HashMap<String, Integer>();
        for (String word : words) numbers.put(word, numbers.size() + 1 + INDEX_FROM);

        var sequences = new ArrayList<int[]>();
        var labels = new ArrayList<Integer>();
        for (int i : new Mt19937(SEED).permutation(kept.size())) {
            var text = texts.get(i);
            var sequence = new int[text.size() + 1];
            sequence[0] = START;
            for (int t = 0; t < text.size(); t++) sequence[t + 1] = numbers.getOrDefault(text.get(t), UNKNOWN);
            if (options.maxlen().isPresent() && sequence.length >= options.maxlen().getAsInt()) continue;
            sequences.add(sequence);
            labels.add(topics.indexOf(kept.get(i).topic()));
        }
        int most = options.numWords()
                .orElseGet(() -> sequences.stream().flatMapToInt(Arrays::stream).max().orElse(Integer.MAX_VALUE));
        for (int[] sequence : sequences)
            for (int t = 0; t < sequence.length; t++) if (sequence[t] >= most) sequence[t] = UNKNOWN;

        int split = (int) (sequences.size() * (1 - options.testSplit()));
        return new Reuters(part(sequences.subList(0, split), labels.subList(0, split)),
                part(sequences.subList(split, sequences.size()), labels.subList(split, labels.size())), topics, words,
                source);
    }

    private static Part part(List<int[]> sequences, List<Integer> labels) {
        return new Part(List.copyOf(sequences), labels.stream().mapToInt(Integer::intValue).toArray());
    }

    /// ASCII lower case; ASCII punctuation except `'`, tabs and line ends separate, as spaces do. Anything else is part of
    /// a word.
    static List<String> tokens(String body) {
        var plain = new StringBuilder(body.length());
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            plain.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : separates(c) ? ' ' : c);
        }
        var tokens = new ArrayList<String>();
        for (var each = new StringTokenizer(plain.toString(), " "); each.hasMoreTokens();) tokens.add(each.nextToken());
        return tokens;
    }

    private static boolean separates(char c) { return "\t\n!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~".indexOf(c) >= 0; }

    /// The words by descending count; ties in the order of [PythonDict].
    private static List<String> byCount(List<List<String>> texts) {
        var counts = new LinkedHashMap<String, Integer>();
        for (var text : texts) for (String word : text) counts.merge(word, 1, Integer::sum);
        var words = new ArrayList<>(PythonDict.order(List.copyOf(counts.keySet())));
        words.sort((a, b) -> Integer.compare(counts.getOrDefault(b, 0), counts.getOrDefault(a, 0)));
        return List.copyOf(words);
    }

    /// Keras's `get_word_index()`: from 1; the numbers in an article are 3 larger.
    public Map<String, Integer> wordIndex() {
        var index = new LinkedHashMap<String, Integer>();
        for (String word : words) index.put(word, index.size() + 1);
        return index;
    }

    /// An article back in words; `?` for the start and for words left out.
    public String text(int[] sequence) {
        var text = new ArrayList<String>();
        for (int number : sequence) {
            int place = number - 1 - INDEX_FROM;
            text.add(place >= 0 && place < words.size() ? words.get(place) : "?");
        }
        return String.join(" ", text);
    }
}
