package dev.rondo.kernel;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What a machine keeps at hand between one piece of work and the next: arrays to work in, and plans once made. Losing
/// any of it costs time and nothing else.
public final class Reserve {
    /// Numbers kept at most: a quarter of the memory of this JVM, and no more than 1 GiB.
    private static final long MOST_NUMBERS = Math.min(1L << 28, Runtime.getRuntime().maxMemory() / 4 / Float.BYTES);

    private static final int MOST_PLANS = 64;

    private final Map<Integer, ArrayDeque<float[]>> free = new HashMap<>();
    private final LinkedHashMap<Integer, ArrayDeque<float[]>> exact = new LinkedHashMap<>(16, 0.75f, true);
    private final boolean keeps;
    private long numbers;
    private final Map<Object, Object> plans = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
            return size() > MOST_PLANS;
        }
    };

    private Reserve(boolean keeps) {
        this.keeps = keeps;
    }

    public static Reserve keeping() {
        return new Reserve(true);
    }

    /// Keeps nothing: for constants, which must not hold state.
    public static Reserve none() {
        return new Reserve(false);
    }

    /// An array of at least `size` numbers, which may hold anything.
    public float[] take(int size) {
        int room = room(size);
        synchronized (this) {
            var list = free.get(room);
            if (list != null && !list.isEmpty()) {
                numbers -= room;
                return list.pop();
            }
        }
        return new float[keeps ? room : size];
    }

    /// Gives back an array that came from [#take]. Nobody may use it after that.
    public void give(float[] array) {
        synchronized (this) {
            if (!keeps || numbers + array.length > MOST_NUMBERS || room(array.length) != array.length) return;
            free.computeIfAbsent(array.length, _ -> new ArrayDeque<>()).push(array);
            numbers += array.length;
        }
    }

    /// An array of exactly `size` zeros: one that [#keep] was given, or a new one.
    public float[] zeros(int size) {
        synchronized (this) {
            var list = exact.get(size);
            if (list != null && !list.isEmpty()) {
                var kept = list.pop();
                numbers -= size;
                Arrays.fill(kept, 0);
                return kept;
            }
        }
        return new float[size];
    }

    /// Keeps an array of a size that will be asked for again, such as the gradient of a weight. Nobody may use it after
    /// that.
    public void keep(float[] array) {
        synchronized (this) {
            if (!keeps || array.length == 0) return;
            // sizes that nobody asked for lately make room: batches of ever new lengths must not fill the memory
            while (numbers + array.length > MOST_NUMBERS && !exact.isEmpty()) {
                var eldest = exact.pollFirstEntry().getValue();
                for (var old : eldest) numbers -= old.length;
            }
            if (numbers + array.length > MOST_NUMBERS) return;
            exact.computeIfAbsent(array.length, _ -> new ArrayDeque<>()).push(array);
            numbers += array.length;
        }
    }

    /// Sizes come in steps of an eighth, so that sequences of all lengths share few kinds of arrays.
    private static int room(int size) {
        if (size <= 64) return 64;
        int step = Integer.highestOneBit(size - 1) / 8;
        long room = (size + step - 1L) / step * step;
        return room > Integer.MAX_VALUE - 8 ? size : (int) room;
    }

    /// The plan made for `key` before, or one made now.
    public <T> T plan(Object key, Class<T> type, Supplier<T> make) {
        synchronized (this) {
            var known = plans.get(key);
            if (known != null) return type.cast(known);
        }
        T made = make.get();
        synchronized (this) {
            if (keeps) plans.put(key, made);
        }
        return made;
    }
}
