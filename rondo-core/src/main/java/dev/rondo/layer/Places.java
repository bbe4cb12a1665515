package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.op.Padding;
import dev.rondo.op.Slide;
import dev.rondo.op.Windows;
import dev.rondo.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What layers share that work on the places between batch and channels: `[batch, time, features]` in one dimension,
/// `[batch, rows, columns, channels]` in two.
final class Places {
    private Places() {}

    /// The axes that such a layer expects, in words.
    static String axes(int rank) {
        return rank == 1 ? "[batch, time, features]" : "[batch, rows, columns, channels]";
    }

    static Shape expect(String layer, Shape input, int rank) {
        Expect.rank(layer, input, rank + 2, axes(rank));
        return input;
    }

    /// One number for each of `rank` axes, where one alone holds for all.
    static List<Integer> each(String layer, String what, int rank, int... numbers) {
        if (numbers.length == 1) return Collections.nCopies(rank, numbers[0]);
        var list = new ArrayList<Integer>();
        for (int n : numbers) list.add(n);
        return positive(layer, what, rank, list);
    }

    static List<Integer> positive(String layer, String what, int rank, List<Integer> numbers) {
        if (rank < 1 || rank > 2 || numbers.size() != rank) {
            throw new RondoException("%s: %s is one number, or one for each axis, got %s".formatted(layer, what,
                    numbers));
        }
        for (int n : numbers) Legal.atLeast(1, layer, what, n);
        return List.copyOf(numbers);
    }

    /// The windows of a convolution.
    static List<Slide> slides(List<Integer> size, List<Integer> strides, List<Integer> dilation, Padding padding) {
        var slides = new ArrayList<Slide>();
        for (int i = 0; i < size.size(); i++) {
            slides.add(new Slide(size.get(i), strides.get(i), dilation.get(i), padding));
        }
        return slides;
    }

    static void notBoth(String layer, List<Integer> strides, List<Integer> dilation) {
        if (Collections.max(strides) > 1 && Collections.max(dilation) > 1) {
            throw new RondoException(
                    "%s: strides %s and dilation_rate %s cannot both be more than 1; set one of them to 1"
                            .formatted(layer, strides, dilation));
        }
    }

    static void notCausal(String layer, Padding padding) {
        if (padding == Padding.CAUSAL) {
            throw new RondoException("%s: padding CAUSAL is for Conv1D alone; use VALID or SAME, or causal zeros by "
                    .formatted(layer) + "zeroPadding1d(before, 0)");
        }
    }

    /// The shape that windows leave of an input; what is not known stays so. Throws if an axis is too short for one.
    static Shape output(String layer, Shape input, List<? extends Windows> windows, int channels) {
        return output(layer, input, windows, channels, input);
    }

    /// The same for a part of what came in: `whole` is what an error speaks of.
    static Shape output(String layer, Shape input, List<? extends Windows> windows, int channels, Shape whole) {
        var out = expect(layer, input, windows.size()).with(-1, channels);
        for (int i = 0; i < windows.size(); i++) {
            int length = input.size(i + 1);
            if (length == Shape.ANY) continue;
            int places = windows.get(i).places(length);
            if (places < 1) throw tooShort(layer, whole, whole.rank() - windows.size() - 1 + i, windows.get(i));
            out = out.with(i + 1, places);
        }
        return out;
    }

    private static RondoException tooShort(String layer, Shape input, int axis, Windows window) {
        int needed = window instanceof Slide s && s.padding() == Padding.VALID ? s.reach() : 1;
        return new RondoException("%s: axis %d of its input %s is too short: a window takes %d places%s".formatted(
                layer,
                axis, input, needed, needed > 1 ? "; use padding SAME, a smaller window or longer inputs" : ""));
    }
}
