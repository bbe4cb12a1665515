package dev.rondo.data;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// What is done to a text before it is split: one of these, or a function of your own, in [TextVectorization]. Keras:
/// `TextVectorization(standardize=…)`.
///
/// Keras's own four know ASCII alone, as TensorFlow does: `É` stays `É`, and `。` and `“` stay where they are. For Korean,
/// or any text beyond English, [#UNICODE] is the better choice.
@FunctionalInterface
public interface Standardize {
    String of(String text);

    /// Keras's `standardize=None`.
    Standardize NONE = text -> text;

    /// A to Z in lower case: Keras's `"lower"`.
    Standardize LOWER = Standardize::lowerAscii;

    /// Without the punctuation marks of ASCII, which leave no space behind: `don't` becomes `dont`; Keras's
    /// `"strip_punctuation"`.
    Standardize STRIP_PUNCTUATION = text -> Patterns.ASCII.matcher(text).replaceAll("");

    /// Keras's default, `"lower_and_strip_punctuation"`.
    Standardize LOWER_AND_STRIP_PUNCTUATION = text -> STRIP_PUNCTUATION.of(LOWER.of(text));

    /// Not in Keras. The same idea for all scripts: lower case by Unicode's rules, then the normal form C, so that 한 typed
    /// as one character and as three letters is the same, then without all of Unicode's punctuation and ASCII's symbols.
    /// What Unicode counts as a space becomes a space, so that [Split#WHITESPACE] sees it.
    Standardize UNICODE = text -> {
        var folded = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        return Patterns.SPACE.matcher(Patterns.UNICODE.matcher(folded).replaceAll("")).replaceAll(" ");
    };

    private static String lowerAscii(String text) {
        var lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') lower.setCharAt(i, (char) (c + 'a' - 'A'));
        }
        return lower.toString();
    }

    /// The expressions behind the constants.
    final class Patterns {
        static final Pattern ASCII = Pattern.compile("\\p{Punct}");
        static final Pattern UNICODE = Pattern.compile("[\\p{P}\\p{Punct}]");
        static final Pattern SPACE = Pattern.compile("[\\p{Z}\\s\\x85]+");

        private Patterns() {}
    }
}
