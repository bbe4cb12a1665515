package dev.rondo.layer;

import dev.rondo.nn.Mask;
import dev.rondo.tensor.Shape;
import java.util.Optional;

/// Which keys each query may see, as an attention's softmax wants it, from all that forbids some.
///
/// @param mask if given, what it says besides
/// @param causal whether query i sees no key after place i
/// @param window if given, query i sees keys less than this far from place i
record Allowed(Mask queries, Mask values, Mask keys, Optional<AttentionMask> mask, boolean causal,
        Optional<Integer> window) {
    /// Row-major `[groups, queries, keys]`, or `[groups, heads, queries, keys]` if heads may see different keys; empty if
    /// nothing is forbidden.
    boolean[] of(String title, AttentionAxes axes, Shape query, Shape value, int heads) {
        if (!queries.present() && !values.present() && !keys.present() && mask.isEmpty() && !causal
                && window.isEmpty()) {
            return new boolean[0];
        }
        var asking = axes.real(title, queries, query);
        var mixed = axes.real(title, values, value);
        var asked = axes.real(title, keys, value);
        var said = mask.orElse(new AttentionMask(new float[]{1}, new int[axes.scores(query, value, heads).rank()]));
        var groups = axes.groups(query, said.along(axes, false));
        var rows = axes.places(query, said.along(axes, false));
        var columns = axes.places(value, said.along(axes, true));
        int far = window.orElse(Integer.MAX_VALUE);
        int each = said.heads(axes) == 0 ? 1 : heads;
        var allowed = new boolean[groups.length * each * rows.length * columns.length];
        for (int g = 0, i = 0; g < groups.length; g++) {
            for (int h = 0; h < each; h++) {
                for (int t = 0; t < rows.length; t++, i += columns.length) {
                    if (asking.length > 0 && !asking[g * rows.length + t]) continue;
                    int at = groups[g] + h * said.heads(axes) + rows[t];
                    int to = causal ? Math.min(columns.length, t + 1) : columns.length;
                    for (int s = 0; s < to; s++) {
                        int key = g * columns.length + s;
                        allowed[i + s] = Math.abs(t - s) < far && said.values()[at + columns[s]] != 0
                                && (mixed.length == 0 || mixed[key]) && (asked.length == 0 || asked[key]);
                    }
                }
            }
        }
        return allowed;
    }
}
