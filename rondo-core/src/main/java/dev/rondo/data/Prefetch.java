package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The next batches are made while the last one is worked on: tf.data's `prefetch`. One other thread asks the data set, one
/// batch after the other in their order; at most `ahead` batches wait. What the data set throws arrives at [#next] for the
/// batch it belongs to; what was made before is handed out first. Close it, and the thread ends.
///
/// ```java
/// try (var batches = Prefetch.batches(data, Order.shuffled(data.size(), 32, key), 2)) {
///     while (batches.hasNext()) step(batches.next());
/// }
/// ```
///
/// Meant for one thread that asks. The data set is asked by the other thread alone, unless the caller uses it too.
public final class Prefetch implements Iterator<Batch>, AutoCloseable {
    private final Dataset data;
    private final Iterator<int[]> order;
    private final Queue<Future<Batch>> coming = new ArrayDeque<>();
    private final ExecutorService maker = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().name("rondo-prefetch").daemon().factory());

    private Prefetch(Dataset data, Iterator<int[]> order) {
        this.data = data;
        this.order = order;
    }

    /// The batches of these rows, made up to `ahead` at a time before they are asked for.
    public static Prefetch batches(Dataset data, List<int[]> order, int ahead) {
        Legal.atLeast(1, "prefetch", "ahead", ahead);
        var prefetch = new Prefetch(data, order.iterator());
        for (int i = 0; i < ahead; i++) prefetch.more();
        return prefetch;
    }

    private void more() {
        if (!order.hasNext()) return;
        var rows = order.next();
        coming.add(maker.submit(() -> data.batch(rows)));
    }

    @Override
    public boolean hasNext() {
        return !coming.isEmpty();
    }

    /// Waits until the batch is made. Throws what the data set threw, and then there are no more batches.
    @Override
    public Batch next() {
        if (maker.isShutdown()) throw new RondoException("prefetch: closed; nothing comes any more");
        var first = coming.poll();
        if (first == null) throw new NoSuchElementException("prefetch: no batch is left");
        try {
            var batch = first.get();
            more();
            return batch;
        } catch (ExecutionException e) {
            close();
            throw thrown(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new RondoException("prefetch: interrupted while a batch was made", e);
        }
    }

    /// Unchecked, since `Dataset.batch` declares nothing: the very same, so that callers can tell errors apart.
    private static RuntimeException thrown(Throwable e) {
        if (e instanceof Error error) throw error;
        return e instanceof RuntimeException same ? same : new RondoException("prefetch: " + e.getMessage(), e);
    }

    /// Ends the thread, after the batch that it is making: an interrupt would close a file it reads. May be called again.
    @Override
    public void close() {
        coming.forEach(batch -> batch.cancel(false));
        coming.clear();
        maker.close();
    }
}
