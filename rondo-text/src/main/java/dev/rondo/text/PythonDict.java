package dev.rondo.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// In which order did Python 2.7 (64 bit, without hash randomisation, its default) list the keys of a `dict`?
///
/// Keras's word index of Reuters ranks words by their count, and words with the same count stand in this order: the list
/// was once made by sorting `dict.items()`, and Python's sort keeps the order of equals. A dict of that time lists its
/// keys by their place in the hash table, so the table is rebuilt here as `Objects/dictobject.c` and
/// `Objects/stringobject.c` do it.
final class PythonDict {
    /// `hash(key)`, for characters up to U+00FF (where Python's `str` and `unicode` agree).
    static long hash(String key) {
        if (key.isEmpty()) return 0;
        long x = (long) key.charAt(0) << 7;
        for (int i = 0; i < key.length(); i++) x = (1000003 * x) ^ key.charAt(i);
        x ^= key.length();
        return x == -1 ? -2 : x;
    }

    /// Different keys, given in the order in which they were put in.
    static List<String> order(List<String> keys) {
        var hashes = keys.stream().mapToLong(PythonDict::hash).toArray();
        var table = table(8);
        for (int key = 0; key < hashes.length; key++) {
            insert(table, hashes, key);
            int used = key + 1;
            if (used * 3 >= table.length * 2) table = resized(table, hashes, used > 50_000 ? used * 2 : used * 4);
        }
        return IntStream.of(table).filter(key -> key >= 0).mapToObj(keys::get).toList();
    }

    private static int[] table(int slots) {
        var table = new int[slots];
        Arrays.fill(table, -1);
        return table;
    }

    private static int[] resized(int[] table, long[] hashes, int atLeast) {
        int slots = 8;
        while (slots <= atLeast) slots <<= 1;
        var larger = table(slots);
        for (int key : table) if (key >= 0) insert(larger, hashes, key);
        return larger;
    }

    /// Into the first free slot of the key's probe sequence.
    private static void insert(int[] table, long[] hashes, int key) {
        long mask = table.length - 1L;
        long slot = hashes[key] & mask;
        for (long perturb = hashes[key]; table[(int) (slot & mask)] >= 0; perturb >>>= 5)
            slot = slot * 5 + perturb + 1;
        table[(int) (slot & mask)] = key;
    }

    private PythonDict() {}
}
