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

/// A convolution of each channel by itself, then a product that mixes the channels (Chollet 2017): fewer weights than
/// [Conv]. `[batch, time, features]` to `[batch, time', filters]`, or two dimensions likewise. Keras: `SeparableConv1D`,
/// `SeparableConv2D` (`keras/src/layers/convolutional/base_separable_conv.py`).
///
/// A mask ends here, as in Keras.
public record SeparableConv(int filters, List<Integer> kernelSize, List<Integer> strides, Padding padding,
        List<Integer> dilationRate, int depthMultiplier, Activation activation, boolean useBias, Init depthwiseStart,
        Init pointwiseStart, Init biasStart) implements Layer {
    public SeparableConv {
        String title = title(kernelSize);
        activation.keepsSize(title);
        Legal.atLeast(1, title, "filters", filters);
        kernelSize = Places.positive(title, "kernelSize", kernelSize.size(), kernelSize);
        strides = Places.positive(title, "strides", kernelSize.size(), strides);
        dilationRate = Places.positive(title, "dilationRate", kernelSize.size(), dilationRate);
        Legal.atLeast(1, title, "depthMultiplier", depthMultiplier);
        Places.notCausal(title, padding);
    }

    /// Keras's defaults, for as many axes as there are sizes.
    public SeparableConv(int filters, List<Integer> kernelSize) {
        this(filters, kernelSize, Collections.nCopies(kernelSize.size(), 1), Padding.VALID,
                Collections.nCopies(kernelSize.size(), 1), 1, Activation.LINEAR, true, Init.glorotUniform(),
                Init.glorotUniform(), Init.zeros());
    }

    @Override
    public List<Weight> weights(Shape input) {
        output(input);
        int channels = Expect.features(title(), input);
        var depthwise = new ArrayList<>(kernelSize);
        depthwise.add(channels);
        depthwise.add(depthMultiplier);
        var pointwise = new ArrayList<>(Collections.nCopies(kernelSize.size(), 1));
        pointwise.add(channels * depthMultiplier);
        pointwise.add(filters);
        var list = new ArrayList<Weight>();
        list.add(Weight.of("depthwise_kernel", depthwiseStart, depthwise.stream().mapToInt(i -> i).toArray()));
        list.add(Weight.of("pointwise_kernel", pointwiseStart, pointwise.stream().mapToInt(i -> i).toArray()));
        if (useBias) list.add(Weight.of("bias", biasStart, filters));
        return list;
    }

    @Override
    public Shape output(Shape input) {
        return Places.output(title(), input, slides(), filters);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        var each = Ops.convolveEach(pass.input(input.tensor()), pass.weight("depthwise_kernel"), slides());
        var z = Ops.linear(each, Ops.reshape(pass.weight("pointwise_kernel"), each.shape().last(), filters));
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
        return "SeparableConv%dD".formatted(kernelSize.size());
    }

    /// By how many places the window moves on: one number for all axes, or one for each.
    public SeparableConv strides(int... strides) {
        return new SeparableConv(filters, kernelSize, Places.each(title(), "strides", kernelSize.size(), strides),
                padding, dilationRate, depthMultiplier, activation, useBias, depthwiseStart, pointwiseStart,
                biasStart);
    }

    /// [Padding#VALID] or [Padding#SAME].
    public SeparableConv padding(Padding padding) {
        return new SeparableConv(filters, kernelSize, strides, padding, dilationRate, depthMultiplier, activation,
                useBias, depthwiseStart, pointwiseStart, biasStart);
    }

    /// How far apart the taps of the window are: one number for all axes, or one for each.
    public SeparableConv dilationRate(int... rates) {
        return new SeparableConv(filters, kernelSize, strides, padding,
                Places.each(title(), "dilationRate", kernelSize.size(), rates), depthMultiplier, activation, useBias,
                depthwiseStart, pointwiseStart, biasStart);
    }

    /// How many numbers each channel becomes before the channels are mixed.
    public SeparableConv depthMultiplier(int numbers) {
        return new SeparableConv(filters, kernelSize, strides, padding, dilationRate, numbers, activation, useBias,
                depthwiseStart, pointwiseStart, biasStart);
    }

    public SeparableConv activation(Activation f) {
        return new SeparableConv(filters, kernelSize, strides, padding, dilationRate, depthMultiplier, f, useBias,
                depthwiseStart, pointwiseStart, biasStart);
    }

    public SeparableConv useBias(boolean use) {
        return new SeparableConv(filters, kernelSize, strides, padding, dilationRate, depthMultiplier, activation, use,
                depthwiseStart, pointwiseStart, biasStart);
    }

    public SeparableConv starts(Init depthwise, Init pointwise, Init bias) {
        return new SeparableConv(filters, kernelSize, strides, padding, dilationRate, depthMultiplier, activation,
                useBias, depthwise, pointwise, bias);
    }

    @Override
    public Streaming streaming() {
        return Streaming.refused("looks at several steps at once");
    }
}
