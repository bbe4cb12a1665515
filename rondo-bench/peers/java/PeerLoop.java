import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Scanner;

/// What every peer in Java shares: work.py in Java.
final class PeerLoop {
    static final int CLASSES = 46;
    static final int WORDS = 10_000;

    /// `train-lstm-32-200-128-128`: what is done, with which cell, and batch, time, inputs, units.
    record Work(String does, String cell, int batch, int time, int inputs, int units) {
        static Work of(String name) {
            var parts = name.split("-");
            return new Work(parts[0], parts[1], Integer.parseInt(parts[2]), Integer.parseInt(parts[3]),
                    Integer.parseInt(parts[4]), Integer.parseInt(parts[5]));
        }

        boolean trains() { return does.equals("train"); }

        /// Says that this peer cannot do this.
        UnsupportedOperationException unsupported(String why) {
            return new UnsupportedOperationException(why);
        }
    }

    @FunctionalInterface
    interface Maker {
        Runnable make(Work work) throws Exception;
    }

    private PeerLoop() {}

    static void answer(String version, String[] args, Maker maker) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err); // what libraries print goes elsewhere
        Runnable step;
        try {
            step = maker.make(Work.of(args[0]));
            step.run();
        } catch (Exception | LinkageError e) {
            e.printStackTrace();
            out.println("{\"version\": \"%s\", \"error\": \"%s\"}".formatted(version,
                    e.toString().lines().findFirst().orElse("").replaceAll("[\"\\\\]", "'")));
            System.exit(0);
            return;
        }
        out.println("{\"version\": \"%s\", \"ready\": true}".formatted(version));
        var in = new Scanner(System.in, StandardCharsets.UTF_8);
        while (in.hasNextLine()) {
            var times = measure(step, Double.parseDouble(in.nextLine().strip()));
            Collections.sort(times);
            out.println("{\"ms\": %s, \"best\": %s}".formatted(times.get(times.size() / 2), times.getFirst()));
        }
        System.exit(0);
    }

    /// The milliseconds of a step, block by block, after as long a warm-up.
    private static ArrayList<Double> measure(Runnable step, double seconds) {
        double start = now();
        int count = 0;
        do {
            step.run();
            count++;
        } while (now() - start < seconds);
        double each = (now() - start) / count;
        long block = Math.max(1, Math.round(seconds / 15 / each));
        var times = new ArrayList<Double>();
        double end = now() + seconds;
        while (times.size() < 3 || now() < end) {
            double from = now();
            for (long i = 0; i < block; i++) step.run();
            times.add((now() - from) / block * 1e3);
        }
        return times;
    }

    private static double now() { return System.nanoTime() / 1e9; }
}
