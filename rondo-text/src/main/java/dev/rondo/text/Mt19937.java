package dev.rondo.text;

/// NumPy's old random numbers (`numpy.random.RandomState`), as far as Keras's data sets are shuffled with them: the
/// Mersenne Twister of Matsumoto & Nishimura (1998) and `shuffle`. NumPy promises that these never change.
///
/// For reading data sets in Keras's order and nothing else; Rondo's own randomness is counter-based.
final class Mt19937 {
    private static final int N = 624;
    private static final int M = 397;

    private final int[] state = new int[N];
    private int next = N;

    Mt19937(int seed) {
        state[0] = seed;
        for (int i = 1; i < N; i++) state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }

    /// The next 32 bits.
    int nextInt() {
        if (next == N) twist();
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    private void twist() {
        for (int i = 0; i < N; i++) {
            int y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
            state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
        }
        next = 0;
    }

    /// A number from 0 to `most`: as many bits as `most` has, drawn again until they are not above it.
    int upTo(int most) {
        if (most == 0) return 0;
        int mask = -1 >>> Integer.numberOfLeadingZeros(most);
        while (true) {
            int drawn = nextInt() & mask;
            if (drawn <= most) return drawn;
        }
    }

    /// 0, 1, … `count` - 1 in random order: `RandomState(seed).shuffle(numpy.arange(count))`.
    int[] permutation(int count) {
        var order = new int[count];
        for (int i = 0; i < count; i++) order[i] = i;
        for (int i = count - 1; i > 0; i--) {
            int j = upTo(i);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
