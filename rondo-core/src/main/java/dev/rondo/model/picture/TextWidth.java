package dev.rondo.model.picture;

import java.lang.Character.UnicodeScript;

/// How wide a text will be, without knowing the font: on the safe side of what usual sans-serif fonts need. Korean, Chinese
/// and Japanese letters are as wide as they are high.
final class TextWidth {
    private TextWidth() {}

    /// @param size of the font, in the unit of the result
    static double of(String text, double size) {
        return size * text.codePoints().mapToDouble(TextWidth::ems).sum();
    }

    /// The text, or as much of it as fits, with an ellipsis.
    static String shortened(String text, double size, double width) {
        if (of(text, size) <= width) return text;
        var kept = new StringBuilder();
        double room = width - of("…", size);
        for (int c : text.codePoints().toArray()) {
            room -= size * ems(c);
            if (room < 0) break;
            kept.appendCodePoint(c);
        }
        return kept.append('…').toString();
    }

    private static double ems(int c) {
        if (c < 128) return narrow(c);
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> wide(c) ? 1.05 : 0.75;
        };
    }

    private static double narrow(int c) {
        if ("ijlI|!.,:;' ".indexOf(c) >= 0) return 0.36;
        if ("frt()[]-/\"".indexOf(c) >= 0) return 0.43;
        if ("mMwW@%".indexOf(c) >= 0) return 0.96;
        return c >= 'A' && c <= 'Z' ? 0.7 : 0.63;
    }

    private static boolean wide(int c) {
        var script = UnicodeScript.of(c);
        return script == UnicodeScript.HANGUL || script == UnicodeScript.HAN || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF60)
                || Character.isEmojiPresentation(c);
    }
}
