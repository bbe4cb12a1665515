package dev.rondo.layer;

import dev.rondo.nn.Mask;
import java.util.Optional;

/// Which keys each query may see, as an attention's softmax wants it, from all that forbids some.
///
/// @param causal whether query i sees no key after place i
/// @param window if given, query i sees keys less than this far from place i
record Allowed(Mask queries, Mask values, Mask keys, boolean causal, Optional<Integer> window) {
    /// Row-major `[batch, queries, keys]`; empty if nothing is forbidden.
    boolean[] of(int batch, int time, int places) {
        if (!queries.present() && !values.present() && !keys.present() && !causal && window.isEmpty()) {
            return new boolean[0];
        }
        int far = window.orElse(Integer.MAX_VALUE);
        var allowed = new boolean[batch * time * places];
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t < time; t++) {
                if (!queries.real(b, t)) continue;
                int to = causal ? Math.min(places, t + 1) : places;
                for (int s = 0; s < to; s++) {
                    allowed[(b * time + t) * places + s] = Math.abs(t - s) < far && values.real(b, s)
                            && keys.real(b, s);
                }
            }
        }
        return allowed;
    }
}
