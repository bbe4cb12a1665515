package dev.rondo.plot;

import dev.rondo.data.Printable;
import java.awt.Font;
import java.util.Collection;
import java.util.Optional;

/// Does this machine have letters for these labels? A picture with empty boxes for names helps nobody.
public final class Fonts {
    private Fonts() {}

    /// What to tell the user if some label cannot be drawn, in one line with what to install; empty if all can.
    public static Optional<String> warning(Collection<String> labels) {
        var font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        return labels.stream().filter(label -> font.canDisplayUpTo(label) >= 0).findFirst().map(label -> {
            boolean hangul = label.codePoints()
                    .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL);
            return "pictures: no font here has the letters of %s; install %s and draw again"
                    .formatted(Printable.quote(label), hangul
                            ? "one with Hangul (Debian, Ubuntu: fonts-nanum; Fedora: google-noto-sans-cjk-fonts)"
                            : "one (Debian, Ubuntu: fonts-noto)");
        });
    }
}
