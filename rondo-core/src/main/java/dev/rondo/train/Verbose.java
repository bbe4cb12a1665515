package dev.rondo.train;

import dev.rondo.train.callback.ProgressBar;
import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/// How much a training prints, where, and whether that is a terminal.
record Verbose(ProgressBar.Verbosity level, PrintStream out, boolean terminal) {
    /// A bar on a terminal, a line an epoch elsewhere.
    static Verbose automatic() {
        return of(1);
    }

    /// Keras's levels 0, 1 and 2.
    static Verbose of(int level) {
        return new Verbose(switch (level) {
            case 0 -> ProgressBar.Verbosity.SILENT;
            case 1 -> ProgressBar.Verbosity.BAR;
            default -> ProgressBar.Verbosity.LINE;
        }, System.out, Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false));
    }

    ProgressBar bar() {
        return new ProgressBar(out, terminal, level);
    }
}
