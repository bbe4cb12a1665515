package dev.rondo.bench;

import static dev.rondo.layer.Layers.lstm;

import dev.rondo.bench.Works.Sizes;
import java.util.List;

/// Whether cost grows with length and batch and no faster: training steps of one LSTM, everything else the same.
public final class Scaling {
    static final int UNITS = 128;
    private static final List<Integer> TIMES = List.of(50, 100, 200, 500, 1_000, 2_000, 5_000);
    private static final List<Integer> BATCHES = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512);

    private Scaling() {}

    /// Longer sequences, then larger batches.
    public static void run(Bench bench) {
        run(bench, TIMES, BATCHES);
    }

    static void run(Bench bench, List<Integer> times, List<Integer> batches) {
        bench.line("longer sequences");
        double longest = 0;
        double first = 0;
        for (int time : times) {
            longest = perToken(bench.measure(train(new Sizes(16, time, UNITS, UNITS))));
            if (first == 0) first = longest;
        }
        bench.line(
                "a step of time costs %.2f times as much in the longest as in the shortest".formatted(longest / first));
        bench.line("larger batches");
        for (int batch : batches) bench.measure(train(new Sizes(batch, 50, UNITS, UNITS)));
    }

    private static double perToken(Measured m) { return m.timing().milliseconds() / m.work().tokens(); }

    private static Work train(Sizes s) { return Works.train("lstm", 4, s, lstm(UNITS)); }
}
