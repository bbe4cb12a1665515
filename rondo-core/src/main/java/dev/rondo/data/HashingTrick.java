package dev.rondo.data;

import dev.rondo.Legal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Function;

/// Words as numbers 1 to n − 1 without a vocabulary: the hash of the word, modulo n − 1, plus 1; 0 stays free for padding.
/// Keras's `hashing_trick(text, n, hash_function="md5")`, to the bit, and what stands in for its `one_hot(text, n)`, whose
/// hash is another one in each run of Python (`keras/src/legacy/preprocessing/text.py`).
///
/// ```java
/// int[] ids = hashingTrick(1000).of("The cat sat on the mat");
/// ```
///
/// @param analyzer a text to its words
/// @param hash a number of any size for a word; negative ones count from n − 1 backwards, as in Python
public record HashingTrick(int n, Function<String, List<String>> analyzer, Function<String, BigInteger> hash) {
    public HashingTrick {
        Legal.check(n >= 2, "hashingTrick", "n", "at least 2, since number 0 is padding", n);
    }

    /// With MD5 and Keras's way to split.
    public static HashingTrick hashingTrick(int n) {
        return new HashingTrick(n, WordSequence.wordSequence()::of, HashingTrick::md5);
    }

    /// Another way to split: its filters, its separator, lower case or not.
    public HashingTrick words(WordSequence words) { return analyzer(words::of); }

    /// A function of your own that splits; Keras's `analyzer`.
    public HashingTrick analyzer(Function<String, List<String>> words) { return new HashingTrick(n, words, hash); }

    public HashingTrick hash(Function<String, BigInteger> hash) { return new HashingTrick(n, analyzer, hash); }

    /// The numbers of the text's words.
    public int[] of(String text) {
        var most = BigInteger.valueOf(n - 1);
        return analyzer.apply(text).stream().mapToInt(word -> hash.apply(word).mod(most).intValue() + 1).toArray();
    }

    private static BigInteger md5(String word) {
        try {
            return new BigInteger(1, MessageDigest.getInstance("MD5").digest(word.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
