package dev.rondo.kernel;

import java.lang.ref.Cleaner;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Threads that share the pieces of one job at a time with the thread that brings it.
///
/// A caller never waits for another caller: if the threads are at work, as they are when a piece brings a job itself, it
/// runs its pieces alone. Workers that nobody refers to any more end their threads, and so does [#close].
public final class Workers implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final Workers ONE = new Workers(1);

    private final int threads;
    private final @Nullable Team team;

    private Workers(int threads) {
        this.threads = threads;
        this.team = threads > 1 ? new Team(threads - 1) : null;
        if (team != null) CLEANER.register(this, team::close);
    }

    /// `threads` in all, the caller of [#run] among them.
    public static Workers of(int threads) {
        if (threads < 1) throw new IllegalArgumentException("threads: expected at least 1, got " + threads);
        return threads == 1 ? ONE : new Workers(threads);
    }

    /// No threads but the caller.
    public static Workers one() { return ONE; }

    /// How many threads share a job, the caller's own among them.
    public int threads() { return threads; }

    /// Calls `body` once for each of `0 … pieces − 1`, and returns when all have ended. Which thread gets which piece is
    /// left open. If pieces throw, all others still run, and what the lowest of them threw is thrown here.
    public void run(int pieces, IntConsumer body) {
        if (team == null || pieces < 2 || !team.run(pieces, body)) Team.runAlone(pieces, body);
    }

    /// Ends the threads, after the piece that each is at. A later [#run] leaves everything to its caller.
    @Override
    public void close() { if (team != null) team.close(); }
}
