package dev.rondo.layer;

import dev.rondo.Legal;
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

/// A convolution of each channel by itself, with `depthMultiplier` filters a channel: `[batch, time, features]` to
/// `[batch, time', features · depthMultiplier]`, or two dimensions likewise. Keras: `DepthwiseConv1D`, `DepthwiseConv2D`
/// (`keras/src/layers/convolutional/base_depthwise_conv.py`); PyTorch: `Conv1d(groups=channels)`.
///
/// A mask ends here, as in Keras.
public record DepthwiseConv(List<Integer> kernelSize, List<Integer> strides, Padding padding,
        List<Integer> dilationRate, int depthMultiplier, Activation activation, boolean useBias, Init kernelStart,
        Init biasStart) implements Layer {
    public DepthwiseConv {
        String title = title(kernelSize);
        activation.keepsSize(title);
        kernelSize = Places.positive(title, "kernelSize", kernelSize.size(), kernelSize);
        strides = Places.positive(title, "strides", kernelSize.size(), strides);
        dilationRate = Places.positive(title, "dilationRate", kernelSize.size(), dilationRate);
        Legal.atLeast(1, title, "depthMultiplier", depthMultiplier);
        Places.notCausal(title, padding);
    }

    /// Keras's defaults, for as many axes as there are sizes.
    public DepthwiseConv(List<Integer> kernelSize) {
        this(kernelSize, Collections.nCopies(kernelSize.size(), 1), Padding.VALID,
                Collections.nCopies(kernelSize.size(), 1), 1, Activation.LINEAR, true, Init.glorotUniform(),
                Init.zeros());
    }

    @Override
    public List<Weight> weights(Shape input) {
        output(input);
        int channels = Expect.features(title(), input);
        var sizes = new ArrayList<>(kernelSize);
        sizes.add(channels);
        sizes.add(depthMultiplier);
        var kernel = Weight.of("kernel", kernelStart, sizes.stream().mapToInt(i -> i).toArray());
        return useBias ? List.of(kernel, Weight.of("bias", biasStart, channels * depthMultiplier)) : List.of(kernel);
    }

    @Override
    public Shape output(Shape input) {
        int channels = input.rank() == 0 || input.last() == Shape.ANY ? Shape.ANY : input.last() * depthMultiplier;
        return Places.output(title(), input, slides(), channels);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        var z = Ops.convolveEach(pass.input(input.tensor()), pass.weight("kernel"), slides());
        return Signal.of(activation.of(useBias ? Ops.plus(z, pass.weight("bias")) : z));
    }

    private List<Slide> slides() {
        return Places.slides(kernelSize, strides, dilationRate, padding);
    }

    @Override
    public String title() {
        return title(kernelSize);
    }

    private static String title(List<Integer> kernelSize) {
        return "DepthwiseConv%dD".formatted(kernelSize.size());
    }

    /// By how many places the window moves on: one number for all axes, or one for each.
    public DepthwiseConv strides(int... strides) {
        return new DepthwiseConv(kernelSize, Places.each(title(), "strides", kernelSize.size(), strides), padding,
                dilationRate, depthMultiplier, activation, useBias, kernelStart, biasStart);
    }

    /// [Padding#VALID] or [Padding#SAME].
    public DepthwiseConv padding(Padding padding) {
        return new DepthwiseConv(kernelSize, strides, padding, dilationRate, depthMultiplier, activation, useBias,
                kernelStart, biasStart);
    }

    /// How far apart the taps of the window are: one number for all axes, or one for each.
    public DepthwiseConv dilationRate(int... rates) {
        return new DepthwiseConv(kernelSize, strides, padding,
                Places.each(title(), "dilationRate", kernelSize.size(), rates), depthMultiplier, activation, useBias,
                kernelStart, biasStart);
    }

    /// How many filters each channel has.
    public DepthwiseConv depthMultiplier(int filters) {
        return new DepthwiseConv(kernelSize, strides, padding, dilationRate, filters, activation, useBias,
                kernelStart, biasStart);
    }

    public DepthwiseConv activation(Activation f) {
        return new DepthwiseConv(kernelSize, strides, padding, dilationRate, depthMultiplier, f, useBias, kernelStart,
                biasStart);
    }

    public DepthwiseConv useBias(boolean use) {
        return new DepthwiseConv(kernelSize, strides, padding, dilationRate, depthMultiplier, activation, use,
                kernelStart, biasStart);
    }

    public DepthwiseConv starts(Init kernel, Init bias) {
        return new DepthwiseConv(kernelSize, strides, padding, dilationRate, depthMultiplier, activation, useBias,
                kernel, bias);
    }

    @Override
    public Streaming streaming() {
        return Streaming.refused("looks at several steps at once");
    }
}
