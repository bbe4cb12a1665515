package dev.rondo.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Optional;

/// Where the process begins and ends.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // a thread that runs out of memory would leave the others waiting for it
        Thread.setDefaultUncaughtExceptionHandler((_, e) -> {
            System.err.println("rondo: " + Failure.line(e));
            Runtime.getRuntime().halt(Failure.exitCode(e));
        });
        var sink = new Sink(new FileOutputStream(FileDescriptor.out));
        var out = new PrintStream(new BufferedOutputStream(sink), true, System.out.charset());
        boolean terminal = Optional.ofNullable(System.console()).map(java.io.Console::isTerminal).orElse(false);
        int exit = Rondo.run(new Console(System.in, out, System.err, terminal), args);
        out.flush();
        if (exit == 0 && sink.complaint().isPresent()) {
            System.err.println("rondo: " + sink.complaint().get());
            exit = Failure.STORAGE;
        }
        System.exit(exit);
    }
}
