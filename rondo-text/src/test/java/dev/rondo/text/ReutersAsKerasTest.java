package dev.rondo.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// The real archive gives exactly Keras's set. The SHA-256s are those of Keras's own arrays, written as one line for each
/// document: label, tab, numbers between spaces, line feed.
@EnabledIfEnvironmentVariable(named = "RONDO_DATA", matches = ".+", disabledReason = "set RONDO_DATA to a folder that "
        + "holds reuters21578.tar.gz to compare the Reuters set with Keras's, number by number")
class ReutersAsKerasTest {
    private static Reuters load(Reuters.Options options) { return options.load(Corpora.here().offline()); }

    @Test
    void thePublishedFile() {
        assertThat(load(Reuters.options()).source()).startsWith("RONDO_DATA: ").doesNotContain("differs");
    }

    @Test
    void everyNumberInKerasOrder() {
        var set = load(Reuters.options().numWords(1_000_000).testSplit(0));
        assertThat(set.topics()).hasSize(46).startsWith("cocoa", "grain", "veg-oil", "earn", "acq", "wheat")
                .endsWith("silver", "wpi", "hog", "lead");
        assertThat(set.words()).hasSize(30_979).startsWith("the", "of", "to", "in", "said");
        assertThat(set.train().size()).isEqualTo(11_228);
        assertThat(set.train().labels()[0]).isEqualTo(3);
        assertThat(Arrays.copyOf(set.train().sequences().getFirst(), 7)).containsExactly(1, 27595, 28842, 8, 43, 10,
                447);
        assertThat(sha256(set.train())).isEqualTo("858d79e4f92f1dc1a81680814c3659c2895cf32db00e39c0c0712a5f0acb4814");
        assertThat(sha256(originalOrder(set.train())))
                .isEqualTo("2c6724c290492e788dc94444247232831921aeb581161d1cae9021830600b8ac");
    }

    @Test
    void theWordIndex() {
        var lines = new StringBuilder();
        load(Reuters.options()).wordIndex()
                .forEach((word, i) -> lines.append(i).append('\t').append(word).append('\n'));
        assertThat(DataFile.sha256(List.of(lines.toString().getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("278ecf9cdecdc04765f94a4f54da09960451600c91e69204311611c4288e34c8");
    }

    @Test
    void theShortSetOfTheSlides() {
        var set = load(Reuters.options().numWords(30_000).maxlen(50).testSplit(0.3));
        assertThat(sha256(set.train())).isEqualTo("b60add8b677c213c1c829efac1dd27634fa540d19de847a43e3b5f8444abe824");
        assertThat(sha256(set.test())).isEqualTo("7fa9c273a53be61e9933c9eb5aa5d3b533d1fdaf06fdc431a8c0f9da00f21a6b");
        assertThat(set.train().size()).isEqualTo(1395);
        assertThat(set.test().size()).isEqualTo(599);
        assertThat(counts(set.train())).isEqualTo("0:1 1:24 2:6 3:997 4:212 6:9 8:3 9:8 10:6 11:4 12:1 13:2 14:2 16:8 "
                + "17:2 18:1 19:39 20:32 21:2 23:2 24:14 25:2 28:1 30:2 32:1 34:2 36:4 37:1 38:1 39:1 45:5");
        assertThat(counts(set.test())).isEqualTo("0:2 1:12 2:3 3:448 4:76 5:1 6:5 8:4 10:3 11:1 12:2 13:3 16:5 17:1 "
                + "18:2 19:8 20:8 23:2 24:7 25:1 26:1 32:1 40:2 42:1");
        assertThat(Majority.fit(set.train().labels()).accuracy(set.test().labels())).isEqualTo(448 / 599.0);
    }

    @Test
    void theFullSet() {
        var set = load(Reuters.options());
        assertThat(set.train().size()).isEqualTo(8982);
        assertThat(set.test().size()).isEqualTo(2246);
        assertThat(counts(set.train())).isEqualTo("0:55 1:432 2:74 3:3159 4:1949 5:17 6:48 7:16 8:139 9:101 10:124 "
                + "11:390 12:49 13:172 14:26 15:20 16:444 17:39 18:66 19:549 20:269 21:100 22:15 23:41 24:62 25:92 "
                + "26:24 27:15 28:48 29:19 30:45 31:39 32:32 33:11 34:50 35:10 36:49 37:19 38:19 39:24 40:36 41:30 "
                + "42:13 43:21 44:12 45:18");
        assertThat(counts(set.test())).contains(" 3:813 ");
    }

    /// Keras's arrays before the shuffle, the start and the shift by 3.
    private static Reuters.Part originalOrder(Reuters.Part shuffled) {
        var order = new Mt19937(113).permutation(shuffled.size());
        var sequences = new ArrayList<int[]>(shuffled.sequences());
        var labels = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            var sequence = shuffled.sequences().get(i);
            sequences.set(order[i], Arrays.stream(sequence).skip(1).map(number -> number - 3).toArray());
            labels[order[i]] = shuffled.labels()[i];
        }
        return new Reuters.Part(sequences, labels);
    }

    private static String sha256(Reuters.Part part) {
        var lines = new StringBuilder();
        for (int i = 0; i < part.size(); i++)
            lines.append(part.labels()[i]).append('\t').append(Arrays.stream(part.sequences().get(i))
                    .mapToObj(Integer::toString).collect(Collectors.joining(" "))).append('\n');
        return DataFile.sha256(List.of(lines.toString().getBytes(StandardCharsets.US_ASCII)));
    }

    private static String counts(Reuters.Part part) {
        var counts = new TreeMap<Integer, Integer>();
        for (int label : part.labels()) counts.merge(label, 1, Integer::sum);
        return counts.entrySet().stream().map(e -> e.getKey() + ":" + e.getValue()).collect(Collectors.joining(" "));
    }
}
