package dev.rondo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordVectorizerTest {
    private static final List<String> TEXTS = List.of("The cat saw the dog.", "A dog, a DOG -- and 2 cats!");

    @Test
    void mostFrequentFirstThenFirstSeen() {
        var words = WordVectorizer.fit(TEXTS);
        assertThat(words.vocabulary()).containsExactly("dog", "the", "a", "cat", "saw", "and", "2", "cats");
        assertThat(words.size()).isEqualTo(10);
        assertThat(words.ids("the DOG barked")).containsExactly(3, 2, 1);
        assertThat(words.words(new int[]{0, 3, 2, 1})).containsExactly("", "the", "dog", "[UNK]");
        assertThat(words.ids(" ...")).isEmpty();
    }

    @Test
    void options() {
        assertThat(WordVectorizer.options().maxWords(2).fit(TEXTS).vocabulary()).containsExactly("dog", "the");
        assertThat(WordVectorizer.options().lowercase(false).fit(TEXTS).vocabulary()).startsWith("dog", "The");
        assertThat(WordVectorizer.options().maxLength(2).fit(TEXTS).ids("dog the cat")).containsExactly(2, 3);
    }

    @Test
    void splitsWords() {
        assertThat(Words.of("Don't 'quote' rock’n’roll o' x''y", false)).containsExactly("Don't", "quote",
                "rock'n'roll", "o", "x", "y");
        assertThat(Words.of("e-mail a_b 3.14 naïve", false)).containsExactly("e", "mail", "a", "b", "3", "14",
                "naïve");
        assertThat(Words.of("हिन्दी में", false)).containsExactly("हिन्दी", "में");
        assertThat(Words.of("\uD83D\uDE00𝒳y!", false)).containsExactly("𝒳y");
    }

    @Test
    void koreanWrittenInLettersIsTheSame() {
        var syllables = "영화가 정말 좋았다";
        var letters = Normalizer.normalize(syllables, Normalizer.Form.NFD);
        assertThat(letters).isNotEqualTo(syllables);
        var words = WordVectorizer.fit(List.of(syllables));
        assertThat(words.vocabulary()).containsExactly("영화가", "정말", "좋았다");
        assertThat(words.ids(letters)).containsExactly(2, 3, 4);
    }

    @Test
    void lowerCaseInAnyCountry() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr", "TR"));
            assertThat(Words.of("TITLE ÀÉ ΣΑΣ", true)).containsExactly("title", "àé", "σας");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void comesBackFromItsVocabulary() {
        var words = WordVectorizer.options().maxLength(3).fit(TEXTS);
        assertThat(WordVectorizer.of(words.vocabulary(), words.lowercase(), words.maxLength())).isEqualTo(words);
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> WordVectorizer.fit(List.of())).isInstanceOf(RondoException.class)
                .hasMessageContaining("no texts");
        assertThatThrownBy(() -> WordVectorizer.of(List.of("a", "b", "a"), true)).isInstanceOf(RondoException.class)
                .hasMessage("vocabulary: 'a' is there twice; give it once");
        assertThatThrownBy(() -> WordVectorizer.of(List.of("a", ""), true)).hasMessageContaining("word 1 is empty");
        assertThatThrownBy(() -> WordVectorizer.fit(TEXTS).words(new int[]{10})).hasMessageContaining("from 0 to 9");
        assertThatThrownBy(() -> WordVectorizer.options().maxWords(0)).isInstanceOf(RondoException.class);
    }
}
