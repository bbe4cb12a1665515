package dev.rondo.bench;

import dev.rondo.kernel.Machine;
import dev.rondo.kernel.Peak;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/// Rondo among its peers: made for one work, it answers each line of input, a number of seconds, with a line of JSON, and
/// ends with its input. `rondo-bench/peers/run` talks to it so, and to the others.
public final class Peer {
    private Peer() {}

    /// The name of a work, or `peak`; and threads.
    public static void main(String[] args) {
        var machine = Machine.of(Integer.parseInt(args[1]));
        if (args[0].equals("peak")) {
            System.out.println("%.0f GFLOP/s".formatted(Peak.gflops(machine.workers(), 100).orElse(Double.NaN)));
            return;
        }
        var run = Works.named(args[0]).start().apply(machine);
        run.run();
        System.out.println("{\"version\": \"here\", \"ready\": true}");
        var in = new Scanner(System.in, StandardCharsets.UTF_8);
        while (in.hasNextLine()) {
            var t = Timing.of(run, Double.parseDouble(in.nextLine().strip()));
            System.out.println("{\"ms\": %s, \"best\": %s}".formatted(t.milliseconds(), t.best()));
        }
    }
}
