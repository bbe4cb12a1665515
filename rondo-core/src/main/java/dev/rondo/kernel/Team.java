package dev.rondo.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// What the threads of [Workers] share. They refer to this and not to the `Workers`, which so can become unreachable.
///
/// The whole protocol hangs on `unclaimed`: whoever counts it down owns one piece, and since a job does not end before
/// all of its pieces have, its `body` and `pieces` stand still from then until that piece is done.
final class Team {
    /// How often an idle thread looks for work before it sleeps: of the order of 100 µs, like the pause between two
    /// steps of a model.
    private static final int LOOKS = 2_000;

    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicInteger unclaimed = new AtomicInteger();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final Thread[] threads;
    private volatile boolean closed;

    // of the job at hand; written while unclaimed is 0 and nobody reads them
    private int pieces;
    private IntConsumer body = Team::nothing;
    private @Nullable Thread caller;
    private @Nullable Throwable thrown;
    private int thrownBy;

    Team(int size) {
        threads = new Thread[size];
        for (int i = 0; i < size; i++) {
            threads[i] = Thread.ofPlatform().daemon().name("rondo-worker-" + (i + 1)).start(this::work);
        }
    }

    /// Runs a job on the calling thread and those of the team; false, with nothing done, if they are at another or closed.
    boolean run(int count, IntConsumer job) {
        if (closed || !busy.compareAndSet(false, true)) return false;
        pieces = count;
        body = job;
        caller = Thread.currentThread();
        unfinished.set(count);
        unclaimed.set(count);
        for (int i = 0; i < Math.min(count - 1, threads.length); i++) {
            LockSupport.unpark(threads[i]);
        }
        while (runPiece()) {
        }
        for (int looks = 0; unfinished.get() > 0; looks++) {
            pause(looks);
        }
        Throwable failure = thrown;
        thrown = null;
        body = Team::nothing;
        caller = null;
        busy.set(false);
        rethrow(failure);
        return true;
    }

    static void runAlone(int pieces, IntConsumer body) {
        Throwable first = null;
        for (int piece = 0; piece < pieces; piece++) {
            try {
                body.accept(piece);
            } catch (Throwable t) {
                if (first == null) first = t;
            }
        }
        rethrow(first);
    }

    void close() {
        closed = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }

    private void work() {
        int looks = 0;
        while (!closed) {
            if (runPiece()) {
                looks = 0;
            } else {
                pause(looks++);
                Thread.interrupted(); // nobody here waits for an interrupt, and while it stands, park does not sleep
            }
        }
    }

    /// Spins at first and then sleeps until somebody calls `unpark`; one that came before the sleep ends it at once.
    private void pause(int looks) {
        if (looks < LOOKS) {
            Thread.onSpinWait();
        } else {
            LockSupport.park(this);
        }
    }

    /// Claims a piece and runs it; false if there is none.
    private boolean runPiece() {
        int left = unclaimed.get();
        if (left == 0 || !unclaimed.compareAndSet(left, left - 1)) return left != 0;
        int piece = pieces - left;
        try {
            body.accept(piece);
        } catch (Throwable t) {
            failed(piece, t);
        }
        Thread waiting = caller;
        if (unfinished.decrementAndGet() == 0) LockSupport.unpark(waiting);
        return true;
    }

    /// What the body is between jobs, so that a finished one can be collected.
    private static void nothing(int piece) {}

    private synchronized void failed(int piece, Throwable t) {
        if (thrown == null || piece < thrownBy) {
            thrown = t;
            thrownBy = piece;
        }
    }

    private static void rethrow(@Nullable Throwable t) {
        switch (t) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(t); // a checked exception, thrown past the compiler
        }
    }
}
