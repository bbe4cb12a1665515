package dev.rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void runsEveryPieceOnce(int threads) {
        try (Workers workers = Workers.of(threads)) {
            assertThat(workers.threads()).isEqualTo(threads);
            for (int round = 0; round < 2000; round++) {
                AtomicIntegerArray runs = new AtomicIntegerArray(round % 20);
                workers.run(runs.length(), runs::incrementAndGet);
                assertAllOnce(runs);
            }
        }
    }

    @Test
    void usesAllThreadsAndWakesThemFromSleep() throws InterruptedException {
        try (Workers workers = Workers.of(3)) {
            for (int round = 0; round < 5; round++) {
                CountDownLatch together = new CountDownLatch(3);
                Set<Thread> used = ConcurrentHashMap.newKeySet();
                workers.run(3, piece -> {
                    used.add(Thread.currentThread());
                    together.countDown();
                    await(together); // passes only if three threads are in it at once
                });
                assertThat(used).hasSize(3).contains(Thread.currentThread());
                used.remove(Thread.currentThread());
                eventually(() -> used.stream().allMatch(t -> t.getState() == Thread.State.WAITING));
            }
        }
    }

    @Test
    void aPieceMayBringAJobItself() {
        try (Workers workers = Workers.of(2)) {
            AtomicIntegerArray runs = new AtomicIntegerArray(40);
            workers.run(4, outer -> workers.run(10, inner -> runs.incrementAndGet(10 * outer + inner)));
            assertAllOnce(runs);
        }
    }

    @Test
    void severalCallersAtOnce() throws InterruptedException {
        try (Workers workers = Workers.of(3)) {
            AtomicInteger total = new AtomicInteger();
            Thread[] callers = new Thread[4];
            for (int i = 0; i < callers.length; i++) {
                callers[i] = Thread.ofPlatform().start(() -> {
                    for (int round = 0; round < 2000; round++) {
                        AtomicIntegerArray runs = new AtomicIntegerArray(7);
                        workers.run(7, runs::incrementAndGet);
                        assertAllOnce(runs);
                        total.incrementAndGet();
                    }
                });
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(total.get()).isEqualTo(8000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void throwsWhatTheFirstFailingPieceThrewAfterAllHaveRun(int threads) {
        try (Workers workers = Workers.of(threads)) {
            for (int round = 0; round < 100; round++) {
                AtomicIntegerArray runs = new AtomicIntegerArray(9);
                assertThatThrownBy(() -> workers.run(9, piece -> {
                    runs.incrementAndGet(piece);
                    if (piece == 7) throw new StackOverflowError();
                    if (piece >= 3) throw new IllegalStateException("piece " + piece);
                })).isInstanceOf(IllegalStateException.class).hasMessage("piece 3");
                assertAllOnce(runs);
            }
            assertThatThrownBy(() -> workers.run(2, piece -> {
                throw new StackOverflowError();
            })).isInstanceOf(StackOverflowError.class);
            workers.run(2, piece -> {});
        }
    }

    @Test
    void closingEndsTheThreadsAndLeavesTheWorkToTheCaller() {
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        Workers workers = Workers.of(2);
        startBoth(workers, used);
        workers.close();
        used.remove(Thread.currentThread());
        eventually(() -> used.stream().noneMatch(Thread::isAlive));
        AtomicIntegerArray runs = new AtomicIntegerArray(5);
        workers.run(5, runs::incrementAndGet);
        assertAllOnce(runs);
    }

    @Test
    void threadsEndWhenNobodyRefersToTheWorkers() {
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        startBoth(Workers.of(2), used);
        used.remove(Thread.currentThread());
        eventually(() -> {
            System.gc();
            return used.stream().noneMatch(Thread::isAlive);
        });
    }

    @Test
    void refusesFewerThanOneThread() {
        assertThatThrownBy(() -> Workers.of(0)).hasMessage("threads: expected at least 1, got 0");
    }

    private static void startBoth(Workers workers, Set<Thread> used) {
        CountDownLatch together = new CountDownLatch(2);
        workers.run(2, piece -> {
            used.add(Thread.currentThread());
            together.countDown();
            await(together);
        });
    }

    private static void assertAllOnce(AtomicIntegerArray runs) {
        for (int i = 0; i < runs.length(); i++) {
            assertThat(runs.get(i)).isEqualTo(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(end);
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
