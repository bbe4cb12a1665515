package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Stft;
import dev.rondo.nn.Weight;
import dev.rondo.nn.Window;
import dev.rondo.op.Ops;
import dev.rondo.op.Padding;
import dev.rondo.op.Slide;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// The spectrum of a sound over time: `[batch, samples, channels]` to `[batch, frames, channels · bands]`, each channel by
/// itself, with `fftLength / 2 + 1` bands, twice as many for [Mode#STFT]. Its two kernels begin as a short-time Fourier
/// transform ([Stft]) and are trained; `stftSpectrogram(256).frozen()` leaves them so. Keras: `STFTSpectrogram`
/// (`keras/src/layers/preprocessing/stft_spectrogram.py`); PyTorch: torchaudio's `Spectrogram`.
///
/// With `re` and `im` what the kernels find, at least 1e-7 under the root and in the logarithm. A mask ends here, as at a
/// convolution. Where the result of ANGLE jumps from π to −π, it has the slope of both sides.
///
/// @param frameStep by how many samples frames follow each other
/// @param fftLength as if frames were filled up with zeros to this length
/// @param start the kernels before training; its side says nothing here
/// @param expandDims whether channels get an axis of their own, `[batch, frames, bands, channels]`
public record StftSpectrogram(Mode mode, int frameLength, int frameStep, int fftLength, Stft start, Padding padding,
        boolean expandDims) implements Layer {
    private static final String WHO = "STFTSpectrogram";
    private static final float EPSILON = 1e-7f;

    /// What is made of the complex numbers.
    public enum Mode {
        /// `ln √(re² + im²)`
        LOG,
        /// `√(re² + im²)`
        MAGNITUDE,
        /// `re² + im²`, twice that but for the first and the last band: the power, of negative frequencies too.
        PSD,
        /// `re`
        REAL,
        /// `im`
        IMAG,
        /// `atan2(im, re)`
        ANGLE,
        /// All `re`, then all `im`.
        STFT
    }

    public StftSpectrogram {
        Legal.atLeast(1, WHO, "frameLength", frameLength);
        Legal.check(frameStep >= 1 && frameStep <= frameLength, WHO, "frameStep",
                "from 1 to frameLength " + frameLength,
                frameStep);
        Legal.check(fftLength >= Math.max(2, frameLength), WHO, "fftLength",
                "at least 2 and frameLength " + frameLength,
                fftLength);
        if (padding == Padding.CAUSAL) {
            throw new RondoException(WHO + ": padding VALID or SAME is expected, got CAUSAL");
        }
        if (start.window() == Window.GIVEN) start.weights(frameLength); // throws if they do not fit
    }

    /// Keras's defaults: the logarithm, half overlapping frames, the next power of two as the FFT's length, a Hann window.
    public StftSpectrogram(int frameLength) {
        this(Mode.LOG, frameLength, Math.max(1, frameLength / 2), nextPowerOfTwo(frameLength),
                Init.stft(Stft.Side.REAL), Padding.VALID, false);
    }

    private static int nextPowerOfTwo(int n) { return n < 3 ? 2 : Integer.highestOneBit(n - 1) * 2; }

    @Override
    public String title() { return WHO; }

    @Override
    public Shape output(Shape input) {
        Expect.rank(WHO, input, 3, "[batch, samples, channels]");
        int channels = Expect.features(WHO, input);
        int bands = mode == Mode.STFT ? 2 * bands() : bands();
        var frames = Places.output(WHO, input, List.of(slide()), expandDims ? bands : channels * bands);
        return expandDims ? frames.insert(3, channels) : frames;
    }

    private int bands() { return fftLength / 2 + 1; }

    private Slide slide() { return Slide.of(frameLength, frameStep, padding); }

    @Override
    public List<Weight> weights(Shape input) {
        output(input);
        var real = Weight.of("real_kernel", start.side(Stft.Side.REAL), frameLength, 1, bands());
        var imag = Weight.of("imag_kernel", start.side(Stft.Side.IMAG), frameLength, 1, bands());
        return switch (mode) {
            case REAL -> List.of(real);
            case IMAG -> List.of(imag);
            default -> List.of(real, imag);
        };
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        var shape = output(input.shape());
        int batch = shape.size(0);
        int channels = input.shape().last();
        var alone = Ops.reshape(Ops.transpose(pass.input(input.tensor()), 0, 2, 1), batch * channels,
                input.shape().size(1), 1);
        var bands = of(alone, pass); // [batch · channels, frames, bands]
        var apart = Ops.reshape(bands, batch, channels, shape.size(1), bands.shape().last());
        return Signal.of(expandDims ? Ops.transpose(apart, 0, 2, 3, 1)
                : Ops.reshape(Ops.transpose(apart, 0, 2, 1, 3), shape.sizes()));
    }

    private Tensor of(Tensor x, Pass pass) {
        return switch (mode) {
            case REAL -> found(x, "real_kernel", pass);
            case IMAG -> found(x, "imag_kernel", pass);
            case ANGLE -> Ops.atan2(found(x, "imag_kernel", pass), found(x, "real_kernel", pass));
            case STFT -> Ops.concat(found(x, "real_kernel", pass), found(x, "imag_kernel", pass));
            case PSD -> Ops.times(power(x, pass), bothSides());
            case MAGNITUDE -> magnitude(x, pass);
            case LOG -> Ops.log(atLeastEpsilon(magnitude(x, pass)));
        };
    }

    private Tensor found(Tensor x, String kernel, Pass pass) {
        return Ops.convolve(x, pass.weight(kernel), List.of(slide()), 1);
    }

    private Tensor power(Tensor x, Pass pass) {
        return Ops.plus(Ops.square(found(x, "real_kernel", pass)), Ops.square(found(x, "imag_kernel", pass)));
    }

    private Tensor magnitude(Tensor x, Pass pass) { return Ops.power(0.5, atLeastEpsilon(power(x, pass))); }

    private static Tensor atLeastEpsilon(Tensor x) { return Ops.maximum(x, Tensor.scalar(EPSILON)); }

    private Tensor bothSides() {
        var times = new float[bands()];
        Arrays.fill(times, 2);
        times[0] = 1;
        times[times.length - 1] = 1;
        return Tensor.vector(times);
    }

    public StftSpectrogram mode(Mode mode) {
        return new StftSpectrogram(mode, frameLength, frameStep, fftLength, start, padding, expandDims);
    }

    public StftSpectrogram frameStep(int samples) {
        return new StftSpectrogram(mode, frameLength, samples, fftLength, start, padding, expandDims);
    }

    public StftSpectrogram fftLength(int samples) {
        return new StftSpectrogram(mode, frameLength, frameStep, samples, start, padding, expandDims);
    }

    /// One of SciPy's windows, or NONE.
    public StftSpectrogram window(Window window) { return starting(start.window(window)); }

    /// A window of your own: a weight for each sample of a frame.
    public StftSpectrogram window(double... values) { return starting(start.window(values)); }

    public StftSpectrogram periodic(boolean periodic) { return starting(start.periodic(periodic)); }

    public StftSpectrogram scaling(Stft.Scaling scaling) { return starting(start.scaling(scaling)); }

    private StftSpectrogram starting(Stft start) {
        return new StftSpectrogram(mode, frameLength, frameStep, fftLength, start, padding, expandDims);
    }

    /// VALID or SAME.
    public StftSpectrogram padding(Padding padding) {
        return new StftSpectrogram(mode, frameLength, frameStep, fftLength, start, padding, expandDims);
    }

    /// Channels on an axis of their own, as pictures have them.
    public StftSpectrogram expandDims(boolean expand) {
        return new StftSpectrogram(mode, frameLength, frameStep, fftLength, start, padding, expand);
    }

    @Override
    public Streaming streaming() { return Streaming.refused("looks at several samples at once"); }
}
