package dev.rondo.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Scratch arrays of one size, lent to whichever thread multiplies matrices now, so that a product makes no garbage.
final class Panels {
    private final int size;
    private final AtomicReferenceArray<float @Nullable []> free = new AtomicReferenceArray<>(64);

    Panels(int size) { this.size = size; }

    float[] take() {
        for (int i = 0; i < free.length(); i++) {
            float[] panel = free.getAndSet(i, null);
            if (panel != null) return panel;
        }
        return new float[size];
    }

    void giveBack(float[] panel) {
        for (int i = 0; i < free.length(); i++) {
            if (free.compareAndSet(i, null, panel)) return;
        }
    }
}
