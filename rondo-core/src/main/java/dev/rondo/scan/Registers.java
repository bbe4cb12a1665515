package dev.rondo.scan;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// Which scratch array each scratch value of some code lives in: as few arrays as possible, so that they stay in the
/// first-level cache.
final class Registers {
    private final int[] of;
    private int count;

    /// @param first values that are there before the code begins
    /// @param last values that are looked at after it ends
    Registers(List<Instruction> code, Values values, Collection<Integer> first, Collection<Integer> last) {
        of = new int[values.size()];
        Arrays.fill(of, -1);
        var lastRead = new int[values.size()];
        Arrays.fill(lastRead, -1);
        for (int i = 0; i < code.size(); i++) {
            var c = code.get(i);
            for (int v : new int[]{c.to(), c.a(), c.b(), c.c()}) {
                if (v >= 0) lastRead[v] = i;
            }
        }
        for (int v : last) lastRead[v] = code.size();
        var free = new ArrayDeque<Integer>();
        for (int v : first) take(v, values, free);
        for (int i = 0; i < code.size(); i++) {
            var c = code.get(i);
            // what dies here may make room for what is born here, since all instructions work in place
            for (int v : new int[]{c.a(), c.b(), c.c()}) {
                if (v >= 0 && lastRead[v] == i && of[v] >= 0 && v != c.to() && !free.contains(of[v])) free.push(of[v]);
            }
            if (c.to() >= 0) take(c.to(), values, free);
            if (c.to() >= 0 && lastRead[c.to()] == i && of[c.to()] >= 0) free.push(of[c.to()]);
        }
    }

    private void take(int v, Values values, ArrayDeque<Integer> free) {
        if (values.home(v) != Values.Home.SCRATCH || of[v] >= 0) return;
        of[v] = free.isEmpty() ? count++ : free.pop();
    }

    /// The scratch array of a value, or -1.
    int of(int value) {
        return of[value];
    }

    int count() {
        return count;
    }
}
