package dev.rondo.data;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How is a text split into words? A word is a run of letters, digits and combining marks of any script, with
/// apostrophes inside it (`don't`); all else separates. Korean is split at its spaces; so is Chinese or Japanese, which
/// have none: a whole run of characters is one word there.
///
/// The text is brought to Unicode's normal form C first, so that a syllable typed as 한 and one stored as its three
/// letters ᄒ ᅡ ᆫ (as macOS stores file names) are the same word.
final class Words {
    private Words() {}

    static List<String> of(String text, boolean lowercase) {
        // lower case in Unicode's own rules, not the machine's language: in Turkish "TITLE" has no dots. It may take
        // characters apart (İ), so the normal form comes after it
        var folded = lowercase ? text.toLowerCase(Locale.ROOT) : text;
        var plain = Normalizer.normalize(folded, Normalizer.Form.NFC).replace('’', '\'');
        var words = new ArrayList<String>();
        int start = -1;
        for (int i = 0, next; i < plain.length(); i = next) {
            int c = plain.codePointAt(i);
            next = i + Character.charCount(c);
            boolean joined = c == '\'' && start >= 0 && next < plain.length() && isWord(plain.codePointAt(next));
            boolean inside = isWord(c) || joined;
            if (inside && start < 0) start = i;
            if (!inside && start >= 0) {
                words.add(plain.substring(start, i));
                start = -1;
            }
        }
        if (start >= 0) words.add(plain.substring(start));
        return words;
    }

    private static boolean isWord(int c) {
        return Character.isLetterOrDigit(c) || switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}
