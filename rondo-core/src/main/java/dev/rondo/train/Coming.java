package dev.rondo.train;

import dev.rondo.data.Batch;
import dev.rondo.data.Dataset;
import dev.rondo.data.Prefetch;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The batches of an epoch one after the other, made when they are asked for or, by [Prefetch], before.
final class Coming implements AutoCloseable {
    private final Iterator<Batch> batches;
    private final Optional<Prefetch> prefetch;

    private Coming(Iterator<Batch> batches, Optional<Prefetch> prefetch) {
        this.batches = batches;
        this.prefetch = prefetch;
    }

    static Coming of(Dataset data, List<int[]> order, int ahead) {
        if (ahead == 0) return new Coming(order.stream().map(data::batch).iterator(), Optional.empty());
        var prefetch = Prefetch.batches(data, order, ahead);
        return new Coming(prefetch, Optional.of(prefetch));
    }

    Batch next() {
        return batches.next();
    }

    @Override
    public void close() {
        prefetch.ifPresent(Prefetch::close);
    }
}
