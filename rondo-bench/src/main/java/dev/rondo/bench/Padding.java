package dev.rondo.bench;

import static dev.rondo.layer.Layers.lstm;

import dev.rondo.bench.Works.Sizes;
import dev.rondo.nn.Mask;
import dev.rondo.op.Key;
import java.util.List;

/// What masks cost: real steps a second in batches of sequences of random lengths, and in full ones.
public final class Padding {
    /// Where the steps that are not real are.
    private enum Kind {
        NONE, RIGHT, LEFT, HOLES
    }

    private Padding() {}

    public static void run(Bench bench) {
        run(bench, List.of(new Sizes(32, 200, 128, 128), new Sizes(64, 100, 256, 256)));
    }

    static void run(Bench bench, List<Sizes> all) {
        for (var s : all) {
            bench.line("real steps a second, lengths from a quarter of %d to all of it".formatted(s.time()));
            double full = 0;
            for (var kind : Kind.values()) {
                double rate = bench.measure(work(kind, s)).tokensPerSecond();
                if (full == 0) full = rate;
                else bench.line("    %.2f of the rate without padding".formatted(rate / full));
            }
        }
    }

    private static Work work(Kind kind, Sizes s) {
        var real = real(kind, s);
        long count = 0;
        for (boolean r : real) count += r ? 1 : 0;
        var mask = kind == Kind.NONE ? Mask.none() : Mask.of(s.batch(), s.time(), real);
        var full = Works.train("train-lstm-%s %s".formatted(s.name(), words(kind)), 4, s, lstm(s.units()), mask);
        return new Work(full.name(), full.flops() * count / real.length, count, full.start());
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case NONE -> "full";
            case RIGHT -> "right";
            case LEFT -> "left";
            case HOLES -> "holes";
        };
    }

    private static boolean[] real(Kind kind, Sizes s) {
        var real = new boolean[s.batch() * s.time()];
        var key = Key.of(3);
        for (int row = 0; row < s.batch(); row++) {
            int length = (int) (s.time() * (0.25 + 0.75 * key.uniformDouble(row)));
            for (int t = 0; t < s.time(); t++) {
                int i = row * s.time() + t;
                real[i] = switch (kind) {
                    case NONE -> true;
                    case RIGHT -> t < length;
                    case LEFT -> t >= s.time() - length;
                    case HOLES -> key.in("holes").uniformDouble(i) < (double) length / s.time();
                };
            }
        }
        return real;
    }
}
