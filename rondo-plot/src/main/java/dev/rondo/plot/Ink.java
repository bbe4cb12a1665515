package dev.rondo.plot;

import java.awt.Color;
import java.awt.Font;

/// The colours and type of all pictures. Blue and orange are told apart by everyone, in grey too.
final class Ink {
    static final Color PAPER = Color.WHITE;
    static final Color TEXT = new Color(0x22, 0x26, 0x2b);
    static final Color FAINT = new Color(0x8a, 0x90, 0x98);
    static final Color GRID = new Color(0xe6, 0xe8, 0xeb);
    static final Color RIGHT = new Color(0x0b, 0x55, 0x9f);
    static final Color WRONG = new Color(0xd9, 0x54, 0x0d);

    private Ink() {}

    /// The machine's sans-serif, which takes Hangul from whatever font has it.
    static Font sans(float size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, 12).deriveFont(size);
    }

    static Font bold(float size) {
        return sans(size).deriveFont(Font.BOLD);
    }

    /// Between paper (0) and a full colour (1).
    static Color tint(Color full, double strength) {
        return new Color(mix(PAPER.getRed(), full.getRed(), strength), mix(PAPER.getGreen(), full.getGreen(), strength),
                mix(PAPER.getBlue(), full.getBlue(), strength));
    }

    private static int mix(int from, int to, double strength) {
        return (int) Math.round(from + (to - from) * Math.clamp(strength, 0, 1));
    }
}
