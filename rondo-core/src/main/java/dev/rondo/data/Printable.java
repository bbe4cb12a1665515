package dev.rondo.data;

/// How does a stranger's text get into an error message? On one line, without control characters, and cut: a label or a
/// file name may hold anything, and a message must not be able to write into a terminal or fake a line of a log. Keras,
/// PyTorch: none.
public final class Printable {
    private static final int LONGEST = 120;

    private Printable() {}

    /// The text in single quotes; control characters, line ends and text-direction marks written as their number; cut after
    /// 120 characters as they are written.
    public static String quote(String text) {
        var out = new StringBuilder("'");
        int i = 0;
        while (i < text.length() && out.length() <= LONGEST) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isUnsafe(c))
                for (char half : Character.toChars(c)) out.append(String.format("\\u%04x", (int) half));
            else
                out.appendCodePoint(c);
        }
        if (i < text.length()) out.append('…');
        return out.append('\'').toString();
    }

    private static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED ->
                true;
            default -> false;
        };
    }
}
