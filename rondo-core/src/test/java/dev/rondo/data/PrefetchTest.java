package dev.rondo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.op.Key;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrefetchTest {
    /// Says which rows it was asked for, and on which thread.
    private static final class Source implements Dataset {
        final AtomicInteger made = new AtomicInteger();
        final Semaphore allowed = new Semaphore(0);
        final int bad;
        volatile String thread = "";

        Source(int bad) { this.bad = bad; }

        @Override
        public int size() { return 100; }

        @Override
        public Batch batch(int[] rows) {
            allowed.acquireUninterruptibly();
            thread = Thread.currentThread().getName();
            made.incrementAndGet();
            for (int row : rows) if (row == bad) throw new RondoException("row " + row + " is torn");
            return new Batch(Tensor.vector(rows), Mask.none(), Tensor.vector(rows), Optional.empty());
        }
    }

    @Test
    void inTheirOrderFromAnotherThread() {
        var source = new Source(-1);
        source.allowed.release(1000);
        var order = Order.shuffled(100, 7, Key.of(1));
        for (int ahead : new int[]{1, 2, 50}) {
            var seen = new ArrayList<float[]>();
            try (var batches = Prefetch.batches(source, order, ahead)) {
                while (batches.hasNext()) seen.add(batches.next().x().data());
                assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
            }
            assertThat(seen).hasSize(15);
            for (int i = 0; i < 15; i++) assertThat(seen.get(i)).containsExactly(Tensor.vector(order.get(i)).data());
        }
        assertThat(source.thread).isEqualTo("rondo-prefetch").isNotEqualTo(Thread.currentThread().getName());
    }

    /// Batches are made before they are asked for, but never more than were said.
    @Test
    void soFarAheadAndNoFurther() {
        var source = new Source(-1);
        source.allowed.release(1000);
        try (var batches = Prefetch.batches(source, Order.asGiven(100, 1), 3)) {
            await(source, 3);
            batches.next();
            await(source, 4);
            batches.next();
            batches.next();
            await(source, 6);
        }
        assertThat(source.made).as("closing makes no more").hasValue(6);
    }

    /// Waits until so many are made, and sees that it stays so while the maker has nothing to do.
    private static void await(Source source, int made) {
        while (source.made.get() < made) Thread.onSpinWait();
        assertThat(source.made).hasValue(made);
    }

    @Test
    void whatTheSourceThrowsArrivesInItsPlace() {
        var source = new Source(2);
        source.allowed.release(1000);
        try (var batches = Prefetch.batches(source, Order.asGiven(100, 1), 10)) {
            assertThat(batches.next().x().data()).containsExactly(0);
            assertThat(batches.next().x().data()).containsExactly(1);
            assertThatThrownBy(batches::next).isInstanceOf(RondoException.class).hasMessage("row 2 is torn");
            assertThat(batches.hasNext()).isFalse();
            assertThatThrownBy(batches::next).hasMessageContaining("closed");
        }
    }

    /// Closing while a batch is made lets that one end, drops those that wait, and leaves no thread.
    @Test
    void closingEndsTheThread() throws Exception {
        var source = new Source(-1);
        var batches = Prefetch.batches(source, Order.asGiven(100, 1), 5);
        while (!source.allowed.hasQueuedThreads()) Thread.onSpinWait();
        var closing = Thread.ofPlatform().start(batches::close);
        while (closing.getState() == Thread.State.NEW || closing.getState() == Thread.State.RUNNABLE)
            Thread.onSpinWait();
        assertThat(closing.isAlive()).as("close waits for the batch that is being made").isTrue();
        source.allowed.release(1000);
        closing.join();
        assertThat(source.made).hasValue(1);
        batches.close();
    }

    @Test
    void atLeastOneAhead() {
        assertThatThrownBy(() -> Prefetch.batches(new Source(-1), List.of(), 0))
                .hasMessageContaining("ahead must be at least 1, got 0");
        try (var none = Prefetch.batches(new Source(-1), List.of(), 2)) {
            assertThat(none.hasNext()).isFalse();
        }
    }
}
