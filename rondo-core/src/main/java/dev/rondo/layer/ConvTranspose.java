package dev.rondo.layer;

import dev.rondo.nn.Activation;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.op.Padding;
import dev.rondo.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A convolution run backwards, from few places to many: `[batch, time, features]` to `[batch, time', filters]`, or two
/// dimensions likewise. An axis of n places becomes one of `n · stride` with padding SAME, and of
/// `(n − 1) · stride + max(window, stride)` with VALID. Keras: `Conv1DTranspose`, `Conv2DTranspose`, whose `output_padding`
/// is not here (`keras/src/layers/convolutional/base_conv_transpose.py`); PyTorch: `ConvTranspose1d`, `ConvTranspose2d`.
///
/// A mask ends here, as in Keras.
public record ConvTranspose(int filters, List<Integer> kernelSize, List<Integer> strides, Padding padding,
        List<Integer> dilationRate, Activation activation, boolean useBias, Init kernelStart,
        Init biasStart) implements Layer {
    public ConvTranspose {
        String title = title(kernelSize);
        activation.keepsSize(title);
        Expect.positive(title, "filters", filters);
        kernelSize = Places.positive(title, "kernel_size", kernelSize.size(), kernelSize);
        strides = Places.positive(title, "strides", kernelSize.size(), strides);
        dilationRate = Places.positive(title, "dilation_rate", kernelSize.size(), dilationRate);
        Places.notBoth(title, strides, dilationRate);
        Places.notCausal(title, padding);
    }

    /// Keras's defaults, for as many axes as there are sizes.
    public ConvTranspose(int filters, List<Integer> kernelSize) {
        this(filters, kernelSize, Collections.nCopies(kernelSize.size(), 1), Padding.VALID,
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
            if (n != Shape.ANY) Expect.positive(title(), "the length of axis " + (i + 1), n);
            if (n != Shape.ANY) out = out.with(i + 1, length(i, n));
        }
        return out;
    }

    private int length(int axis, int n) {
        int stride = strides.get(axis);
        if (padding == Padding.SAME) return n * stride;
        return (n - 1) * stride + Math.max((kernelSize.get(axis) - 1) * dilationRate.get(axis) + 1, stride);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var out = output(input.shape());
        var sizes = new ArrayList<Integer>();
        for (int i = 1; i <= kernelSize.size(); i++) sizes.add(out.size(i));
        var slides = Places.slides(kernelSize, strides, dilationRate, padding);
        var z = Ops.convolveBack(pass.input(input.tensor()), pass.weight("kernel"), slides, sizes);
        return Signal.of(activation.of(useBias ? Ops.plus(z, pass.weight("bias")) : z));
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
                padding, dilationRate, activation, useBias, kernelStart, biasStart);
    }

    /// [Padding#VALID] or [Padding#SAME].
    public ConvTranspose padding(Padding padding) {
        return new ConvTranspose(filters, kernelSize, strides, padding, dilationRate, activation, useBias,
                kernelStart, biasStart);
    }

    /// How far apart the taps of the window are: one number for all axes, or one for each.
    public ConvTranspose dilationRate(int... rates) {
        return new ConvTranspose(filters, kernelSize, strides, padding,
                Places.each(title(), "dilation_rate", kernelSize.size(), rates), activation, useBias, kernelStart,
                biasStart);
    }

    public ConvTranspose activation(Activation f) {
        return new ConvTranspose(filters, kernelSize, strides, padding, dilationRate, f, useBias, kernelStart,
                biasStart);
    }

    public ConvTranspose useBias(boolean use) {
        return new ConvTranspose(filters, kernelSize, strides, padding, dilationRate, activation, use, kernelStart,
                biasStart);
    }

    public ConvTranspose starts(Init kernel, Init bias) {
        return new ConvTranspose(filters, kernelSize, strides, padding, dilationRate, activation, useBias, kernel,
                bias);
    }

    @Override
    public Streaming streaming() {
        return Streaming.refused("looks at several steps at once");
    }
}
