package dev.rondo.op;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// The short-time Fourier transform: x `[batch, samples]` to `[batch, frames, 2 bins]`, the real parts of all bins and then
/// the imaginary ones. A frame has as many samples as the window, `n`, is centred at every `stride`-th sample, mirrored where
/// it reaches over an end, and weighted by the window; there are `1 + samples / stride` of them for an even n, and
/// `n / 2 + 1` bins. Keras: `ops.stft(…, center=True)` (`keras/src/backend/jax/math.py`); PyTorch: `torch.stft`.
public record Spectrum(int stride, List<Double> window) implements Operation {
    public Spectrum {
        window = List.copyOf(window);
        Legal.atLeast(1, "spectrum", "stride", stride);
        Legal.atLeast(2, "spectrum", "the size of the window", window.size());
    }

    @Override
    public Shape shape(Shape... in) {
        Check.rank("spectrum", "x", in[0], 2);
        if (in[0].last() <= reach()) {
            throw new RondoException("spectrum: x has %d samples, but a window of %d mirrors %d at its ends; give more"
                    .formatted(in[0].last(), window.size(), reach()));
        }
        return Shape.of(in[0].size(0), frames(in[0].last()), 2 * bins());
    }

    /// How many samples a frame has before its middle.
    private int reach() { return window.size() / 2; }

    private int bins() { return window.size() / 2 + 1; }

    public int frames(int samples) { return 1 + (samples + 2 * reach() - window.size()) / stride; }

    /// The sample at a place of a frame, mirrored at the ends.
    private int sample(int frame, int place, int samples) {
        int at = Math.abs(frame * stride + place - reach());
        return at < samples ? at : 2 * (samples - 1) - at;
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var x = in[0].data();
        int n = window.size();
        int samples = in[0].shape().last();
        int frames = frames(samples);
        int bins = bins();
        var weights = weights();
        var fourier = new Fourier(n);
        Split.each(machine, 32L * n * frames * in[0].shape().size(0), in[0].shape().size(0), b -> {
            var re = new double[n];
            var im = new double[n];
            var outRe = new double[n];
            var outIm = new double[n];
            for (int f = 0; f < frames; f++) {
                for (int t = 0; t < n; t++) re[t] = weights[t] * x[b * samples + sample(f, t, samples)];
                fourier.transform(re, im, outRe, outIm, -1);
                int at = (b * frames + f) * 2 * bins;
                for (int k = 0; k < bins; k++) {
                    y[at + k] = (float) outRe[k];
                    y[at + bins + k] = (float) outIm[k];
                }
            }
        });
    }

    /// `∂L/∂x_t = w_t Re Σ_k (g_k + i h_k) e^(+2πi k t / n)`, for the gradients g and h of the real and imaginary parts.
    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        var dx = g.of(in[0]);
        int n = window.size();
        int samples = in[0].shape().last();
        int frames = frames(samples);
        int bins = bins();
        var weights = weights();
        var fourier = new Fourier(n);
        Split.each(g.machine(), 32L * n * frames * in[0].shape().size(0), in[0].shape().size(0), b -> {
            var re = new double[n];
            var im = new double[n];
            var outRe = new double[n];
            var outIm = new double[n];
            for (int f = 0; f < frames; f++) {
                int at = (b * frames + f) * 2 * bins;
                for (int k = 0; k < bins; k++) {
                    re[k] = dy[at + k];
                    im[k] = dy[at + bins + k];
                }
                fourier.transform(re, im, outRe, outIm, 1);
                for (int t = 0; t < n; t++) {
                    dx[b * samples + sample(f, t, samples)] += (float) (weights[t] * outRe[t]);
                }
            }
        });
    }

    private double[] weights() { return window.stream().mapToDouble(w -> w).toArray(); }
}
