package dev.rondo.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Small made-up files of texts that even a small network can tell apart.
final class Samples {
    private static final List<String> WEATHER = List.of("rain", "snow", "storm", "wind", "sun", "fog", "cloud",
            "thunder");
    private static final List<String> KITCHEN = List.of("soup", "bread", "rice", "cheese", "salad", "noodles", "cake",
            "stew");
    private static final List<String> DAYS = List.of("today", "yesterday", "on Monday", "this week", "at last", "again",
            "all day", "in May");
    private static final List<String> GOOD = List.of("재미있는", "훌륭한", "멋진", "감동적인", "신나는", "따뜻한", "최고의", "아름다운");
    private static final List<String> BAD = List.of("지루한", "형편없는", "따분한", "실망스러운", "답답한", "허술한", "최악의", "끔찍한");
    private static final List<String> THINGS = List.of("영화", "이야기", "연기", "음악", "장면", "결말", "배우", "감독");

    private Samples() {}

    static Path english(Path folder) {
        var lines = new ArrayList<String>(List.of("id,text,topic"));
        for (var day : DAYS) for (int i = 0; i < 8; i++) {
            lines.add("%d,\"We had %s, %s.\",weather".formatted(lines.size(), WEATHER.get(i), day));
            lines.add("%d,\"We had %s, %s.\",kitchen".formatted(lines.size(), KITCHEN.get(i), day));
        }
        return write(folder.resolve("english.csv"), lines, StandardCharsets.UTF_8);
    }

    /// Tab-separated.
    static Path korean(Path folder, String charset) {
        var lines = new ArrayList<String>(List.of("내용\t감정"));
        for (var thing : THINGS) for (int i = 0; i < 8; i++) {
            lines.add("%s %s 였어요\t긍정".formatted(GOOD.get(i), thing));
            lines.add("%s %s 였어요\t부정".formatted(BAD.get(i), thing));
        }
        return write(folder.resolve("korean.tsv"), lines, Charset.forName(charset));
    }

    static Path write(Path file, List<String> lines, Charset charset) {
        try {
            return Files.write(file, lines, charset);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
