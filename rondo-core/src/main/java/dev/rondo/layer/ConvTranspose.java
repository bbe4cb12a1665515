package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.op.Padding;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A convolution run backwards, from few places to many: `[batch, time, features]` to `[batch, time', filters]`, or two
/// dimensions likewise. An axis of n places becomes one of `n · stride` with padding SAME, and of
/// `(n − 1) · stride + max(window, stride)` with VALID. With [#outputPadding] p it becomes
/// `(n − 1) · stride + window mod 2 + p` or `(n − 1) · stride + window + p`, where a dilated window counts from its first
/// tap to its last. Keras: `Conv1DTranspose`, `Conv2DTranspose`
/// (`keras/src/layers/convolutional/base_conv_transpose.py`, `keras/src/backend/common/backend_utils.py`); PyTorch:
/// `ConvTranspose1d`, `ConvTranspose2d`, whose output padding is that of VALID.
///
/// A mask ends here, as in Keras.
///
/// @param extra the output padding of each axis; empty if lengths are as without
public record ConvTranspose(int filters, List<Integer> kernelSize, List<Integer> strides, Padding padding,
        List<Integer> extra, List<Integer> dilationRate, Activation activation, boolean useBias, Init kernelStart,
        Init biasStart) implements Layer {
    public ConvTranspose {
        String title = title(kernelSize);
        activation.keepsSize(title);
        Legal.atLeast(1, title, "filters", filters);
        kernelSize = Places.positive(title, "kernelSize", kernelSize.size(), kernelSize);
        strides = Places.positive(title, "strides", kernelSize.size(), strides);
        dilationRate = Places.positive(title, "dilationRate", kernelSize.size(), dilationRate);
        Places.notBoth(title, strides, dilationRate);
        Places.notCausal(title, padding);
        extra = fitting(title, extra, strides);
    }

    /// Keras's defaults, for as many axes as there are sizes.
    public ConvTranspose(int filters, List<Integer> kernelSize) {
        this(filters, kernelSize, Collections.nCopies(kernelSize.size(), 1), Padding.VALID, List.of(),
                Collections.nCopies(kernelSize.size(), 1), Activation.LINEAR, true, Init.glorotUniform(),
                Init.zeros());
    }

    @Override
    public List<Weight> weights(Shape input) {
        output(input);
        var sizes = new ArrayList<>(kernelSize);
        sizes.add(filters);
        sizes.add(Expect.features(title(), input));
        var kernel = Weight.of("kernel", kernelStart, sizes.stream().mapToInt(i -> i).toArray());
        return useBias ? List.of(kernel, Weight.of("bias", biasStart, filters)) : List.of(kernel);
    }

    @Override
    public Shape output(Shape input) {
        var out = Places.expect(title(), input, kernelSize.size()).with(-1, filters);
        for (int i = 0; i < kernelSize.size(); i++) {
            int n = input.size(i + 1);
            if (n != Shape.ANY) Legal.atLeast(1, title(), "the length of axis " + (i + 1), n);
            if (n != Shape.ANY) out = out.with(i + 1, length(input, i));
        }
        return out;
    }

    private static List<Integer> fitting(String title, List<Integer> extra, List<Integer> strides) {
        if (!extra.isEmpty() && extra.size() != strides.size()) {
            throw new RondoException("%s: outputPadding is one number, or one for each axis, got %s".formatted(title,
                    extra));
        }
        for (int i = 0; i < extra.size(); i++) {
            if (extra.get(i) >= 0 && extra.get(i) < strides.get(i)) continue;
            throw new RondoException("%s: outputPadding %s is from 0 to below the strides %s; set the strides first"
                    .formatted(title, extra, strides));
        }
        return List.copyOf(extra);
    }

    private int length(Shape input, int axis) {
        int n = input.size(axis + 1);
        int stride = strides.get(axis);
        int window = window(axis);
        if (extra.isEmpty()) {
            return padding == Padding.SAME ? n * stride : (n - 1) * stride + Math.max(window, stride);
        }
        int length = (n - 1) * stride + (padding == Padding.SAME ? window % 2 : window) + extra.get(axis);
        if (length > 0) return length;
        throw new RondoException(
                ("%s: of shape %s, with a window of %d and outputPadding 0 nothing is left on axis %d; "
                        + "leave outputPadding out").formatted(title(), input, window, axis + 1));
    }

    /// From the first tap to the last, both counted.
    private int window(int axis) {
        return (kernelSize.get(axis) - 1) * dilationRate.get(axis) + 1;
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var out = output(input.shape());
        // with both SAME and output padding the whole is computed first, and then cut
        boolean cut = padding == Padding.SAME && !extra.isEmpty();
        var sizes = new ArrayList<Integer>();
        for (int i = 0; i < kernelSize.size(); i++) {
            sizes.add(cut ? (input.shape().size(i + 1) - 1) * strides.get(i) + window(i) : out.size(i + 1));
        }
        var slides = Places.slides(kernelSize, strides, dilationRate, cut ? Padding.VALID : padding);
        var z = Ops.convolveBack(pass.input(input.tensor()), pass.weight("kernel"), slides, sizes);
        for (int i = 0; cut && i < kernelSize.size(); i++) z = cut(z, i, out.size(i + 1));
        return Signal.of(activation.of(useBias ? Ops.plus(z, pass.weight("bias")) : z));
    }

    /// Half of what is too much is cut off before, rounded down, the rest after, where zeros may have to be added instead.
    private Tensor cut(Tensor z, int axis, int length) {
        int window = window(axis);
        int before = Math.max(0, Math.floorDiv(window - window % 2 - extra.get(axis), 2));
        int after = z.shape().size(axis + 1) - before - length;
        var padded = after < 0 ? Ops.pad(z, axis + 1, 0, -after) : z;
        return before > 0 || after > 0 ? Ops.crop(padded, axis + 1, before, Math.max(0, after)) : padded;
    }

    @Override
    public String title() {
        return title(kernelSize);
    }

    private static String title(List<Integer> kernelSize) {
        return "Conv%dDTranspose".formatted(kernelSize.size());
    }

    /// How many places of the output one of the input stands for: one number for all axes, or one for each.
    public ConvTranspose strides(int... strides) {
        return new ConvTranspose(filters, kernelSize, Places.each(title(), "strides", kernelSize.size(), strides),
                padding, extra, dilationRate, activation, useBias, kernelStart, biasStart);
    }

    /// [Padding#VALID] or [Padding#SAME].
    public ConvTranspose padding(Padding padding) {
        return new ConvTranspose(filters, kernelSize, strides, padding, extra, dilationRate, activation, useBias,
                kernelStart, biasStart);
    }

    /// How many places more the output has than the least that the input can come of: one number for all axes, or one for
    /// each, below the strides, which are set first. Keras's `output_padding`.
    public ConvTranspose outputPadding(int... outputPadding) {
        var each = outputPadding.length == 1 ? Collections.nCopies(kernelSize.size(), outputPadding[0])
                : Axes.list(outputPadding);
        return new ConvTranspose(filters, kernelSize, strides, padding, each, dilationRate, activation, useBias,
                kernelStart, biasStart);
    }

    /// How far apart the taps of the window are: one number for all axes, or one for each.
    public ConvTranspose dilationRate(int... rates) {
        return new ConvTranspose(filters, kernelSize, strides, padding, extra,
                Places.each(title(), "dilationRate", kernelSize.size(), rates), activation, useBias, kernelStart,
                biasStart);
    }

    public ConvTranspose activation(Activation f) {
        return new ConvTranspose(filters, kernelSize, strides, padding, extra, dilationRate, f, useBias, kernelStart,
                biasStart);
    }

    public ConvTranspose useBias(boolean use) {
        return new ConvTranspose(filters, kernelSize, strides, padding, extra, dilationRate, activation, use,
                kernelStart,
                biasStart);
    }

    public ConvTranspose starts(Init kernel, Init bias) {
        return new ConvTranspose(filters, kernelSize, strides, padding, extra, dilationRate, activation, useBias,
                kernel,
                bias);
    }

    @Override
    public Streaming streaming() {
        return Streaming.refused("looks at several steps at once");
    }
}
