package dev.rondo.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// How a text becomes tokens: one of these, or a function of your own, in [TextVectorization].
@FunctionalInterface
public interface Split {
    List<String> of(String text);

    /// Keras's `split=None`: the whole text is one token.
    Split NONE = List::of;

    /// At the spaces, tabs and line ends of ASCII, as TensorFlow does: Keras's `"whitespace"`. Others, such as the wide
    /// space U+3000, are part of a word; [Standardize#UNICODE] turns them into plain ones.
    Split WHITESPACE = text -> Arrays.stream(text.split("[ \\t\\n\\u000B\\f\\r]+")).filter(t -> !t.isEmpty()).toList();

    /// Each code point: Keras's `"character"`. A letter and its combining accent are two, and so are the parts of a syllable
    /// that was stored as letters, and of a family emoji.
    Split CHARACTER = text -> text.codePoints().mapToObj(Character::toString).toList();

    /// Not in Keras. What a reader takes for one character: Unicode's grapheme clusters, so that accents stay with their
    /// letters and a family emoji is one.
    Split GRAPHEMES = text -> {
        var found = new ArrayList<String>();
        var matcher = Graphemes.ONE.matcher(text);
        while (matcher.find()) found.add(matcher.group());
        return found;
    };

    /// Not in Keras. The words of [WordVectorizer]: letters, digits and marks of any script, apostrophes inside of a word.
    Split WORDS = text -> Words.of(text, false);

    /// The expression behind the constant.
    final class Graphemes {
        static final Pattern ONE = Pattern.compile("\\X");

        private Graphemes() {}
    }
}
