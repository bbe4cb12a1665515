package dev.rondo.cli;

import java.io.InputStream;
import java.io.PrintStream;

/// Where a command reads and writes.
///
/// @param terminal whether `out` is one, on which a bar can be drawn again and again
public record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {}
