package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Stft;
import dev.rondo.nn.Window;
import dev.rondo.op.Ops;
import dev.rondo.op.Spectrum;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// A sound as an ear hears it: `[batch, samples]` to `[batch, numMelBins, frames]`, the power of bands of frequencies over
/// time, in decibels unless said. Frames are centred at every `sequenceStride`-th sample, mirrored at the ends, weighted by a
/// window, and transformed by an FFT; `|X|^magExp` goes through the triangles of the mel scale ([MelScale]); decibels are
/// `10 log₁₀ max(S, minPower) − 10 log₁₀ max(|refPower|, minPower)`, and no number of a sound is more than `topDb` below its
/// largest. For a recurrent layer `permute(2, 1)` follows: time first. Gradients flow to the samples. A mask ends here.
///
/// Keras: `MelSpectrogram` (`keras/src/layers/preprocessing/mel_spectrogram.py`), which cuts `topDb` below the largest number
/// of the whole batch: what it says of a sound depends on the others. PyTorch: torchaudio's `MelSpectrogram`.
///
/// @param sequenceLength how many samples the window has; `fftLength` unless said
/// @param window periodic, as sounds want it
/// @param values the window, if it is GIVEN
/// @param maxFreq half the sampling rate unless said, in hertz
public record MelSpectrogram(int fftLength, int sequenceStride, Optional<Integer> sequenceLength, Window window,
        List<Double> values, int samplingRate, int numMelBins, double minFreq, Optional<Double> maxFreq,
        boolean powerToDb, double topDb, double magExp, double minPower, double refPower) implements Layer {
    private static final String WHO = "MelSpectrogram";

    public MelSpectrogram {
        values = List.copyOf(values);
        Legal.atLeast(2, WHO, "fftLength", fftLength);
        Legal.atLeast(1, WHO, "sequenceStride", sequenceStride);
        sequenceLength.ifPresent(n -> Legal.check(n >= 1 && n <= fftLength, WHO, "sequenceLength",
                "from 1 to fftLength " + fftLength, n));
        if (window == Window.GIVEN && values.size() != sequenceLength.orElse(fftLength)) {
            throw new RondoException("%s: the window has %d values, but sequenceLength is %d; give one a sample"
                    .formatted(WHO, values.size(), sequenceLength.orElse(fftLength)));
        }
        Legal.atLeast(1, WHO, "samplingRate", samplingRate);
        Legal.atLeast(1, WHO, "numMelBins", numMelBins);
        Legal.notNegative(WHO, "minFreq", minFreq);
        double top = highest(maxFreq, samplingRate);
        Legal.check(top > minFreq && Double.isFinite(top), WHO, "maxFreq", "a finite number above minFreq " + minFreq,
                top);
        Legal.notNegative(WHO, "topDb", topDb);
        Legal.positive(WHO, "magExp", magExp);
        Legal.positive(WHO, "minPower", minPower);
        Legal.finite(WHO, "refPower", refPower);
    }

    /// Keras's defaults, but for this one, which is 2048 there.
    public MelSpectrogram(int fftLength) {
        this(fftLength, 512, Optional.empty(), Window.HANN, List.of(), 16_000, 128, 20,
                Optional.empty(), true, 80, 2, 1e-10, 1);
    }

    @Override
    public Shape output(Shape input) {
        Expect.rank(WHO, input, 2, "[batch, samples]");
        int samples = input.size(1);
        if (samples == Shape.ANY) return Shape.of(input.size(0), numMelBins, Shape.ANY);
        if (samples <= fftLength / 2) {
            throw new RondoException(
                    ("%s: frames of %d are mirrored at the ends, which takes more than %d samples, got "
                            + "shape %s; give longer sounds or a smaller fftLength").formatted(WHO, fftLength,
                                    fftLength / 2,
                                    input));
        }
        return Shape.of(input.size(0), numMelBins, spectrum().frames(samples));
    }

    /// As in Keras, half of an odd rate is rounded down.
    private static double highest(Optional<Double> maxFreq, int samplingRate) {
        return maxFreq.orElse((double) Math.floorDiv(samplingRate, 2));
    }

    private Spectrum spectrum() {
        int length = sequenceLength.orElse(fftLength);
        int before = (fftLength - length) / 2;
        var all = new double[fftLength];
        var own = new Stft(Stft.Side.REAL, window, values, Stft.Scaling.NONE, window != Window.GIVEN);
        // without a window the samples around the sequence count too, as in Keras
        if (window == Window.NONE) Arrays.fill(all, 1);
        else System.arraycopy(own.weights(length), 0, all, before, length);
        return new Spectrum(sequenceStride, DoubleStream.of(all).boxed().toList());
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        var parts = Ops.spectrum(pass.input(input.tensor()), sequenceStride, spectrum().window());
        int bins = fftLength / 2 + 1;
        var power = Ops.plus(Ops.square(Ops.part(parts, 0, 2)), Ops.square(Ops.part(parts, 1, 2)));
        var magnitude = magExp == 2 ? power : Ops.power(magExp / 2, power);
        var scale = MelScale.matrix(bins, numMelBins, samplingRate, minFreq,
                highest(maxFreq, samplingRate));
        var mel = Ops.linear(magnitude, pass.input(scale));
        return Signal.of(Ops.transpose(powerToDb ? decibels(mel) : mel, 0, 2, 1));
    }

    private Tensor decibels(Tensor power) {
        float perLog = (float) (10 / Math.log(10));
        float reference = (float) (10 * Math.log10(Math.max(Math.abs(refPower), minPower)));
        var db = Ops.plus(Ops.scale(perLog, Ops.log(Ops.maximum(power, Tensor.scalar((float) minPower)))), -reference);
        int batch = db.shape().size(0);
        var loudest = Ops.maxPlaces(Ops.reshape(db, batch, db.shape().size(1) * db.shape().size(2), 1));
        return Ops.maximum(db, Ops.reshape(Ops.plus(loudest, (float) -topDb), batch, 1, 1));
    }

    /// By how many samples frames follow each other; 512 unless said.
    public MelSpectrogram sequenceStride(int samples) {
        return new MelSpectrogram(fftLength, samples, sequenceLength, window, values, samplingRate, numMelBins, minFreq,
                maxFreq, powerToDb, topDb, magExp, minPower, refPower);
    }

    /// How many samples the window has, in the middle of a frame.
    public MelSpectrogram sequenceLength(int samples) {
        return new MelSpectrogram(fftLength, sequenceStride, Optional.of(samples), window, values, samplingRate,
                numMelBins, minFreq, maxFreq, powerToDb, topDb, magExp, minPower, refPower);
    }

    /// A periodic window, HANN unless said. Keras takes `"hann"`, `"hamming"` and None.
    public MelSpectrogram window(Window window) {
        return new MelSpectrogram(fftLength, sequenceStride, sequenceLength, window, List.of(), samplingRate,
                numMelBins, minFreq, maxFreq, powerToDb, topDb, magExp, minPower, refPower);
    }

    /// A window of your own, a weight for each of `sequenceLength` samples, which is said before.
    public MelSpectrogram window(double... values) {
        return new MelSpectrogram(fftLength, sequenceStride, sequenceLength, Window.GIVEN,
                DoubleStream.of(values).boxed().toList(),
                samplingRate, numMelBins, minFreq, maxFreq, powerToDb, topDb, magExp, minPower, refPower);
    }

    /// Samples a second; 16,000 unless said.
    public MelSpectrogram samplingRate(int hertz) {
        return new MelSpectrogram(fftLength, sequenceStride, sequenceLength, window, values, hertz, numMelBins, minFreq,
                maxFreq, powerToDb, topDb, magExp, minPower, refPower);
    }

    /// How many bands; 128 unless said.
    public MelSpectrogram numMelBins(int bands) {
        return new MelSpectrogram(fftLength, sequenceStride, sequenceLength, window, values, samplingRate, bands,
                minFreq, maxFreq, powerToDb, topDb, magExp, minPower, refPower);
    }

    /// Where the lowest band begins; 20 unless said.
    public MelSpectrogram minFreq(double hertz) {
        return new MelSpectrogram(fftLength, sequenceStride, sequenceLength, window, values, samplingRate, numMelBins,
                hertz, maxFreq, powerToDb, topDb, magExp, minPower, refPower);
    }

    /// Where the highest band ends; half the sampling rate unless said.
    public MelSpectrogram maxFreq(double hertz) {
        return new MelSpectrogram(fftLength, sequenceStride, sequenceLength, window, values, samplingRate, numMelBins,
                minFreq, Optional.of(hertz), powerToDb, topDb, magExp, minPower, refPower);
    }

    /// Decibels, which is what comes unless said, or the power itself.
    public MelSpectrogram powerToDb(boolean decibels) {
        return new MelSpectrogram(fftLength, sequenceStride, sequenceLength, window, values, samplingRate, numMelBins,
                minFreq, maxFreq, decibels, topDb, magExp, minPower, refPower);
    }

    /// How far below the loudest number of a sound the others may be, 80 unless said; 1000 leaves them.
    public MelSpectrogram topDb(double decibels) {
        return new MelSpectrogram(fftLength, sequenceStride, sequenceLength, window, values, samplingRate, numMelBins,
                minFreq, maxFreq, powerToDb, decibels, magExp, minPower, refPower);
    }

    /// 2 for the power, as it is unless said, 1 for the magnitude.
    public MelSpectrogram magExp(double exponent) {
        return new MelSpectrogram(fftLength, sequenceStride, sequenceLength, window, values, samplingRate, numMelBins,
                minFreq, maxFreq, powerToDb, topDb, exponent, minPower, refPower);
    }

    /// The least power that counts; 1e-10 unless said.
    public MelSpectrogram minPower(double power) {
        return new MelSpectrogram(fftLength, sequenceStride, sequenceLength, window, values, samplingRate, numMelBins,
                minFreq, maxFreq, powerToDb, topDb, magExp, power, refPower);
    }

    /// The power that is 0 decibels; 1 unless said.
    public MelSpectrogram refPower(double power) {
        return new MelSpectrogram(fftLength, sequenceStride, sequenceLength, window, values, samplingRate, numMelBins,
                minFreq, maxFreq, powerToDb, topDb, magExp, minPower, power);
    }

    @Override
    public Streaming streaming() { return Streaming.refused("looks at several samples at once"); }
}
