package dev.rondo.train.callback;

import java.io.PrintStream;
import java.util.Map;
import java.util.function.LongSupplier;

/// One run through batches, shown as Keras shows it (`keras/src/utils/progbar.py`): on a terminal a bar that grows,
/// with the time left and the metrics so far; elsewhere, or if asked for, one line at the end. For training epochs, and
/// for evaluating and predicting.
public final class Progress {
    private static final int WIDTH = 20;
    private static final long EVERY = 50_000_000; // nanoseconds between two pictures of the bar

    private final PrintStream out;
    private final boolean bar;
    private final int target;
    private final LongSupplier clock;
    private final long start;
    private long shown = Long.MIN_VALUE;
    private long afterFirst = Long.MIN_VALUE;
    private int width;

    /// `target` batches, on `clock`'s nanoseconds, beginning now. Without `bar` only [#finish] prints.
    public Progress(PrintStream out, boolean bar, int target, LongSupplier clock) {
        this.out = out;
        this.bar = bar;
        this.target = target;
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    /// `done` batches are behind us.
    public void update(int done, Map<String, Double> logs) {
        if (!bar) return;
        long now = clock.getAsLong();
        double each = each(done, now);
        if (done == 1) afterFirst = now;
        if (shown != Long.MIN_VALUE && now - shown < EVERY) return;
        shown = now;
        picture(done, bold(left(each * (target - done))) + time(each) + metrics(logs));
    }

    /// All batches are behind us: ends the line.
    public void finish(Map<String, Double> logs) {
        long now = clock.getAsLong();
        String info = time(each(target, now)) + metrics(logs);
        String seconds = Numbers.whole((now - start) / 1e9) + "s";
        if (bar) {
            picture(target, bold(seconds) + info);
            out.print('\n');
        } else {
            out.print(count(target) + " - " + seconds + " -" + info + "\n");
        }
        out.flush();
    }

    /// Seconds a batch. The first batch is left out where there are more: it is slower.
    private double each(int done, long now) {
        if (done == 0) return 0;
        if (afterFirst != Long.MIN_VALUE && done > 1) return (now - afterFirst) / 1e9 / (done - 1);
        return (now - start) / 1e9 / done;
    }

    private void picture(int done, String info) {
        int filled = target == 0 ? WIDTH : (int) ((long) WIDTH * done / target);
        String line = bold(count(done)) + " " + (filled > 0 ? "\u001b[32m" + "━".repeat(filled) + "\u001b[0m" : "")
                + "\u001b[37m" + "━".repeat(WIDTH - filled) + "\u001b[0m " + info;
        int visible = line.replaceAll("\u001b\\[\\d+m", "").length();
        // spaces wipe out what a longer line left behind
        out.print("\r" + line + " ".repeat(Math.max(0, width - visible)));
        out.flush();
        width = visible;
    }

    private String count(int done) { return ("%" + String.valueOf(target).length() + "d/%d").formatted(done, target); }

    private static String bold(String s) { return "\u001b[1m" + s + "\u001b[0m"; }

    private static String left(double seconds) {
        int s = (int) seconds;
        if (seconds > 3600) return "%d:%02d:%02d".formatted(s / 3600, s % 3600 / 60, s % 60);
        return seconds > 60 ? "%d:%02d".formatted(s / 60, s % 60) : s + "s";
    }

    private static String time(double each) {
        if (each >= 1 || each == 0) return " " + Numbers.whole(each) + "s/step";
        return each >= 1e-3 ? " " + Numbers.whole(each * 1e3) + "ms/step" : " " + Numbers.whole(each * 1e6) + "us/step";
    }

    private static String metrics(Map<String, Double> logs) {
        var text = new StringBuilder();
        logs.forEach((name, value) -> text.append(" - ").append(name).append(": ").append(Numbers.metric(value)));
        return text.toString();
    }
}
