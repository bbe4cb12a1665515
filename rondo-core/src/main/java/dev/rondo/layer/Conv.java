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
import dev.rondo.op.Slide;
import dev.rondo.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A convolution: filters slid over time, `[batch, time, features]` to `[batch, time', filters]`, or over pictures,
/// `[batch, rows, columns, channels]` to `[batch, rows', columns', filters]`. Keras: `Conv1D`, `Conv2D`
/// (`keras/src/layers/convolutional/base_conv.py`); PyTorch: `Conv1d`, `Conv2d`, which have the channels before the places.
///
/// A mask ends here, as in Keras: an output step mixes several input steps, real ones and padding.
public record Conv(int filters, List<Integer> kernelSize, List<Integer> strides, Padding padding,
        List<Integer> dilationRate, int groups, Activation activation, boolean useBias, Init kernelStart,
        Init biasStart) implements Layer {
    public Conv {
        String title = title(kernelSize);
        activation.keepsSize(title);
        Legal.atLeast(1, title, "filters", filters);
        kernelSize = Places.positive(title, "kernelSize", kernelSize.size(), kernelSize);
        strides = Places.positive(title, "strides", kernelSize.size(), strides);
        dilationRate = Places.positive(title, "dilationRate", kernelSize.size(), dilationRate);
        Places.notBoth(title, strides, dilationRate);
        Legal.atLeast(1, title, "groups", groups);
        if (filters % groups != 0) {
            throw new RondoException("%s: %d filters do not divide into %d groups".formatted(title, filters, groups));
        }
        if (kernelSize.size() > 1) Places.notCausal(title, padding);
    }

    /// Keras's defaults, for as many axes as there are sizes.
    public Conv(int filters, List<Integer> kernelSize) {
        this(filters, kernelSize, Collections.nCopies(kernelSize.size(), 1), Padding.VALID,
                Collections.nCopies(kernelSize.size(), 1), 1, Activation.LINEAR, true, Init.glorotUniform(),
                Init.zeros());
    }

    @Override
    public List<Weight> weights(Shape input) {
        output(input);
        int channels = Expect.features(title(), input);
        if (channels % groups != 0) {
            throw new RondoException("%s: the %d channels of its input %s do not divide into %d groups".formatted(
                    title(), channels, input, groups));
        }
        var sizes = new ArrayList<>(kernelSize);
        sizes.add(channels / groups);
        sizes.add(filters);
        var kernel = Weight.of("kernel", kernelStart, sizes.stream().mapToInt(i -> i).toArray());
        return useBias ? List.of(kernel, Weight.of("bias", biasStart, filters)) : List.of(kernel);
    }

    @Override
    public Shape output(Shape input) {
        return Places.output(title(), input, slides(), filters);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var x = pass.input(input.tensor());
        var windows = slides();
        if (pass.isStreaming() && streaming() instanceof Streaming.Carries) {
            x = Past.before(x, windows.getFirst().reach() - 1, pass);
            windows = padding(Padding.VALID).slides();
        }
        Places.output(title(), x.shape(), windows, filters);
        var z = Ops.convolve(x, pass.weight("kernel"), windows, groups);
        return Signal.of(activation.of(useBias ? Ops.plus(z, pass.weight("bias")) : z));
    }

    List<Slide> slides() {
        return Places.slides(kernelSize, strides, dilationRate, padding);
    }

    @Override
    public String title() {
        return title(kernelSize);
    }

    private static String title(List<Integer> kernelSize) {
        return "Conv%dD".formatted(kernelSize.size());
    }

    /// By how many places the window moves on: one number for all axes, or one for each.
    public Conv strides(int... strides) {
        return new Conv(filters, kernelSize, Places.each(title(), "strides", kernelSize.size(), strides), padding,
                dilationRate, groups, activation, useBias, kernelStart, biasStart);
    }

    /// [Padding#CAUSAL] is for one dimension.
    public Conv padding(Padding padding) {
        return new Conv(filters, kernelSize, strides, padding, dilationRate, groups, activation, useBias, kernelStart,
                biasStart);
    }

    /// How far apart the taps of the window are: one number for all axes, or one for each.
    public Conv dilationRate(int... rates) {
        return new Conv(filters, kernelSize, strides, padding,
                Places.each(title(), "dilationRate", kernelSize.size(), rates), groups, activation, useBias,
                kernelStart, biasStart);
    }

    /// Channels and filters in as many equal parts, each part of the filters seeing its part of the channels alone.
    public Conv groups(int groups) {
        return new Conv(filters, kernelSize, strides, padding, dilationRate, groups, activation, useBias, kernelStart,
                biasStart);
    }

    public Conv activation(Activation f) {
        return new Conv(filters, kernelSize, strides, padding, dilationRate, groups, f, useBias, kernelStart,
                biasStart);
    }

    public Conv useBias(boolean use) {
        return new Conv(filters, kernelSize, strides, padding, dilationRate, groups, activation, use, kernelStart,
                biasStart);
    }

    public Conv starts(Init kernel, Init bias) {
        return new Conv(filters, kernelSize, strides, padding, dilationRate, groups, activation, useBias, kernel, bias);
    }

    /// Step by step if it looks back alone: with [Padding#CAUSAL] and no strides.
    @Override
    public Streaming streaming() {
        if (kernelSize.size() > 1) return Streaming.refused("looks at several steps at once");
        if (strides.getFirst() > 1) return Streaming.refused("gives no output for most steps, as its strides say");
        if (kernelSize.getFirst() == 1) return Streaming.eachStep();
        return padding == Padding.CAUSAL ? Streaming.carries(true)
                : Streaming.refused("looks at steps to come; with padding CAUSAL it does not");
    }
}
