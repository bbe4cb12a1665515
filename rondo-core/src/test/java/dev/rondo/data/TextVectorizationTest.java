package dev.rondo.data;

import static dev.rondo.data.HashingTrick.hashingTrick;
import static dev.rondo.data.IntegerLookup.integerLookup;
import static dev.rondo.data.StringHashing.stringHashing;
import static dev.rondo.data.StringLookup.stringLookup;
import static dev.rondo.data.TextVectorization.textVectorization;
import static dev.rondo.data.Tokenizer.tokenizer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import dev.rondo.nn.OutputMode;
import java.math.BigInteger;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What Keras does not have or does not say: options for all scripts, the way back, and what is refused. (Numbers are held
/// against Keras's in TextGoldenTest.)
class TextVectorizationTest {
    private static final List<String> TEXTS = List.of("the cat", "the dog");

    @Test
    void unicodeForAllScripts() {
        var apart = Normalizer.normalize("한국어", Normalizer.Form.NFD);
        var words = textVectorization().standardize(Standardize.UNICODE).adapt(List.of("한국어。 “École”", "a\u3000b"));
        assertThat(words.tokens(apart + "! ÉCOLE")).containsExactly("한국어", "école");
        assertThat(words.ids(apart + "! ÉCOLE")).doesNotContain(1);
        assertThat(words.tokens("a\u3000b\u00a0don’t x+y")).containsExactly("a", "b", "dont", "xy");
        assertThat(words.vocabulary().ownTokens()).containsExactly("한국어", "école", "b", "a");
    }

    @Test
    void graphemesAndWords() {
        assertThat(Split.GRAPHEMES.of("e\u0301👩‍👩‍👧한")).containsExactly("e\u0301", "👩‍👩‍👧", "한");
        assertThat(Split.CHARACTER.of("e\u0301😀")).containsExactly("e", "\u0301", "😀");
        assertThat(Split.WORDS.of("don't stop—now")).containsExactly("don't", "stop", "now");
    }

    @Test
    void stepsOfOnesOwn() {
        var words = textVectorization().standardize(t -> t.toUpperCase(Locale.ROOT))
                .split(t -> List.of(t.split("-", -1)))
                .adapt(List.of("a-b", "a"));
        assertThat(words.vocabulary().tokens()).containsExactly("", "[UNK]", "A", "B");
        assertThat(words.words(words.ids("b-c"))).containsExactly("B", "[UNK]");
        var mine = tokenizer().analyzer(t -> List.of(t.split("-", -1))).fitOnTexts(List.of("A-b", "A"));
        assertThat(mine.wordIndex()).containsOnlyKeys("A", "b");
        assertRefused(mine::toJson, "tokenizer: an analyzer");
        assertThat(hashingTrick(5).analyzer(text -> List.of(text.toLowerCase(Locale.ROOT).split("-")))
                .of("The-cat-sat-on-the-mat")).isEqualTo(hashingTrick(5).of("The cat sat on the mat."));
        assertThat(hashingTrick(5).hash(word -> BigInteger.valueOf(-1)).of("x")).containsExactly(4);
    }

    @Test
    void wordsOfTheWrongMode() {
        var ints = textVectorization().adapt(TEXTS);
        assertRefused(() -> ints.vector("a"), "TextVectorization: the output mode is INT", "ask for ids");
        var count = textVectorization().outputMode(OutputMode.COUNT).adapt(TEXTS);
        assertRefused(() -> count.ids("a"), "TextVectorization: the output mode is COUNT");
        assertRefused(() -> count.oneHot("a"), "TextVectorization: the output mode is COUNT");
        assertRefused(() -> ints.words(new int[]{5}), "no token has number 5; they go from 0 to 4");
        assertRefused(() -> ints.words(new int[]{-1}), "no token has number -1");
    }

    @Test
    void optionsThatCannotBe() {
        var v = textVectorization();
        assertRefused(() -> v.maxTokens(1).adapt(TEXTS), "maxTokens must be at least 2, got 1");
        assertRefused(() -> v.maxTokens(2).adapt(TEXTS), "maxTokens 2 leaves no room");
        assertRefused(() -> v.ngrams(0), "ngrams must be at least 1, got 0");
        assertRefused(() -> v.outputSequenceLength(0), "outputSequenceLength must be at least 1, got 0");
        assertRefused(() -> v.outputSequenceLength(3).outputMode(OutputMode.COUNT).adapt(TEXTS),
                "goes with output mode INT");
        assertRefused(() -> v.padToMaxTokens(true).outputMode(OutputMode.COUNT).adapt(TEXTS), "give maxTokens too");
        assertRefused(() -> v.padToMaxTokens(true).maxTokens(9).adapt(TEXTS), "the output mode is INT");
        assertRefused(() -> v.adapt(List.of("", "!!!")), "no tokens to learn from");
        assertRefused(() -> v.vocabulary(List.of("a", "a")), "'a' is there twice");
        assertRefused(() -> v.vocabulary(List.of("a", "")), "the mask token '' is among the tokens");
        assertRefused(() -> v.vocabulary(List.of()), "no tokens");
        assertRefused(() -> v.maxTokens(3).vocabulary(List.of("a", "b")),
                "2 tokens and 2 reserved numbers, but maxTokens");
        assertRefused(() -> v.outputMode(OutputMode.TF_IDF).vocabulary(List.of("a")), "needs idfWeights");
        assertRefused(() -> v.vocabulary(List.of("a"), new float[]{1}), "idfWeights go with output mode TF_IDF");
        assertRefused(() -> v.outputMode(OutputMode.TF_IDF).vocabulary(List.of("a"), new float[]{1, 2}),
                "2 idfWeights for 1 tokens");
    }

    @Test
    void lookupsThatCannotBe() {
        var strict = stringLookup().numOovIndices(0).vocabulary(List.of("a"));
        assertThat(strict.ids(List.of("a"))).containsExactly(0);
        assertRefused(() -> strict.ids(List.of("b")), "StringLookup: 'b' is not in the vocabulary");
        assertRefused(() -> stringLookup().numOovIndices(-1), "numOovIndices must be at least 0, got -1");
        assertRefused(() -> integerLookup().salt(1).adapt(List.of(1L)), "IntegerLookup: a salt is part of a hash");
        assertRefused(() -> stringHashing(0), "numBins must be at least 1, got 0");
        assertRefused(() -> hashingTrick(1), "n must be at least 2, since number 0 is padding, got 1");
    }

    @Test
    void tokenizersThatCannotBe() {
        assertRefused(() -> tokenizer().numWords(0), "numWords must be at least 1, got 0");
        assertRefused(() -> tokenizer().split(""), "split is empty");
        assertRefused(() -> tokenizer().oovToken("?").textsToSequences(TEXTS), "nothing was fitted");
        assertRefused(() -> tokenizer().textsToMatrix(TEXTS, Tokenizer.Mode.COUNT), "the matrix has no width");
        assertRefused(() -> tokenizer().numWords(9).textsToMatrix(TEXTS, Tokenizer.Mode.TFIDF), "TFIDF needs texts");
        assertRefused(() -> Tokenizer.fromJson("{"), "the JSON is not JSON");
        assertRefused(() -> Tokenizer.fromJson("{}"), "the JSON has no config");
        var json = tokenizer().fitOnTexts(TEXTS).toJson();
        assertRefused(() -> Tokenizer.fromJson(json.replace("\"lower\":true", "\"lower\":1")), "lower: true or false");
        assertRefused(() -> Tokenizer.fromJson(json.replace("\\\"1\\\"", "\\\"x\\\"")),
                "whole numbers are expected as keys");
        assertRefused(() -> Tokenizer.fromJson(json.replace("\\\"dog\\\":1", "\\\"dog\\\":1.5")),
                "word_counts: a whole");
    }

    private static void assertRefused(ThrowingCallable call, String... message) {
        assertThatThrownBy(call).isInstanceOf(RondoException.class).hasMessageContainingAll(message);
    }
}
