package dev.rondo.data;

import dev.rondo.RondoException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How the older Keras splits a text: in lower case, each character of `filters` taken for `split`, cut at `split`, nothing
/// empty kept. Keras's `text_to_word_sequence` (`keras/src/legacy/preprocessing/text.py`). Lower case is Unicode's;
/// punctuation outside of `filters`, such as `。`, stays.
///
/// ```java
/// wordSequence().of("Hello, world!")               // hello, world
/// ```
public record WordSequence(String filters, boolean lower, String split) {
    public WordSequence {
        if (split.isEmpty()) throw new RondoException("wordSequence: split is empty; give at least one character");
    }

    /// Keras's defaults: punctuation but for the apostrophe, tabs and line ends are spaces.
    public static WordSequence wordSequence() {
        return new WordSequence("!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n", true, " ");
    }

    public WordSequence filters(String characters) { return new WordSequence(characters, lower, split); }

    public WordSequence lower(boolean lower) { return new WordSequence(filters, lower, split); }

    public WordSequence split(String split) { return new WordSequence(filters, lower, split); }

    /// The words of a text.
    public List<String> of(String text) {
        var plain = new StringBuilder();
        folded(text).codePoints().forEach(c -> {
            if (filters.indexOf(c) >= 0) plain.append(split);
            else plain.appendCodePoint(c);
        });
        var words = new ArrayList<String>();
        int start = 0;
        for (int end; (end = plain.indexOf(split, start)) >= 0; start = end + split.length())
            if (end > start) words.add(plain.substring(start, end));
        if (start < plain.length()) words.add(plain.substring(start));
        return words;
    }

    /// The characters of a text, one code point each; nothing is filtered, as in Keras.
    List<String> characters(String text) {
        return Arrays.asList(folded(text).codePoints().mapToObj(Character::toString).toArray(String[]::new));
    }

    String folded(String text) { return lower ? text.toLowerCase(Locale.ROOT) : text; }
}
