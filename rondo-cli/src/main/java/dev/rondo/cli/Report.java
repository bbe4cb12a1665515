package dev.rondo.cli;

import java.util.ArrayList;
import java.util.List;

/// What a run tells, line by line: printed at once, and kept for the run's `report.txt`.
final class Report {
    private final Console console;
    private final List<String> lines = new ArrayList<>();

    Report(Console console) {
        this.console = console;
    }

    Report say(String text) {
        return say(text.lines().toList());
    }

    Report say(List<String> more) {
        more.forEach(console.out()::println);
        lines.addAll(more);
        return this;
    }

    Report gap() {
        return say(List.of(""));
    }

    /// All that was said so far.
    String text() {
        return String.join("\n", lines) + "\n";
    }
}
