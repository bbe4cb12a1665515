package dev.rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A command line run in this process, and what it left on its streams.
record Cli(int exit, String out, String err) {
    static Cli run(String... args) {
        return typed("", args);
    }

    /// With something on standard input.
    static Cli typed(String input, String... args) {
        return typed(input.getBytes(StandardCharsets.UTF_8), args);
    }

    static Cli typed(byte[] input, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(new ByteArrayInputStream(input), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), false);
        int exit = Rondo.run(console, args);
        return new Cli(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Cli worked() {
        assertThat(err).isEmpty();
        assertThat(exit).isZero();
        return this;
    }

    /// Failed in one line that says all of this.
    Cli failed(int code, String... says) {
        assertThat(err.lines()).as(err).hasSize(1);
        assertThat(err).startsWith("rondo: ").doesNotContain("Exception", "\tat ");
        for (var part : says) assertThat(err).contains(part);
        assertThat(exit).isEqualTo(code);
        return this;
    }
}
