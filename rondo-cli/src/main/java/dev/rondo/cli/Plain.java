package dev.rondo.cli;

import dev.rondo.data.Printable;

/// A stranger's text, such as a label, made safe for a terminal, and set in columns.
final class Plain {
    private Plain() {}

    /// Without control characters, and cut if very long.
    static String of(String text) {
        var quoted = Printable.quote(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    /// Filled up with spaces. Korean, Chinese and Japanese letters are two columns wide.
    static String padded(String text, int columns) {
        int width = text.codePoints().map(c -> wide(c) ? 2 : 1).sum();
        return text + " ".repeat(Math.max(1, columns - width));
    }

    private static boolean wide(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HANGUL, HAN, HIRAGANA, KATAKANA -> true;
            default -> c >= 0xFF01 && c <= 0xFF60;
        };
    }
}
