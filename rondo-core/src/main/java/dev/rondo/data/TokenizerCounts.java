package dev.rondo.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a [Tokenizer] has counted and how it numbers the words by that. Maps keep the order in which things came, as
/// Python's do.
record TokenizerCounts(int documentCount, Map<String, Integer> wordCounts, Map<String, Integer> wordDocs,
        Map<Integer, Integer> indexDocs, Map<String, Integer> wordIndex, Map<Integer, String> indexWord) {
    static final TokenizerCounts NONE = new TokenizerCounts(0, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    TokenizerCounts {
        wordCounts = inOrder(wordCounts);
        wordDocs = inOrder(wordDocs);
        indexDocs = inOrder(indexDocs);
        wordIndex = inOrder(wordIndex);
        indexWord = inOrder(indexWord);
    }

    private static <K, V> Map<K, V> inOrder(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /// After these texts too, each a list of its words.
    TokenizerCounts plus(Collection<List<String>> texts, Optional<String> oovToken) {
        var often = new LinkedHashMap<>(wordCounts);
        var docs = new LinkedHashMap<>(wordDocs);
        for (var text : texts) {
            for (String word : text) often.merge(word, 1, Integer::sum);
            text.stream().distinct().forEach(word -> docs.merge(word, 1, Integer::sum));
        }
        var byCount = new ArrayList<>(often.keySet());
        byCount.sort((a, b) -> Integer.compare(often.getOrDefault(b, 0), often.getOrDefault(a, 0)));
        oovToken.ifPresent(byCount::addFirst);
        // an oov token among the words is numbered twice; the second number stays, as in Keras
        var numbers = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < byCount.size(); i++) numbers.put(byCount.get(i), i + 1);
        var words = new LinkedHashMap<Integer, String>();
        numbers.forEach((word, number) -> words.put(number, word));
        var docsByNumber = new LinkedHashMap<>(indexDocs);
        docs.forEach((word, n) -> docsByNumber.put(numbers.getOrDefault(word, 0), n));
        return new TokenizerCounts(documentCount + texts.size(), often, docs, docsByNumber, numbers, words);
    }

    /// After these sequences of numbers too.
    TokenizerCounts plusSequences(Collection<int[]> sequences) {
        var docs = new LinkedHashMap<>(indexDocs);
        for (int[] sequence : sequences)
            Arrays.stream(sequence).distinct().forEach(number -> docs.merge(number, 1, Integer::sum));
        return new TokenizerCounts(documentCount + sequences.size(), wordCounts, wordDocs, docs, wordIndex, indexWord);
    }
}
