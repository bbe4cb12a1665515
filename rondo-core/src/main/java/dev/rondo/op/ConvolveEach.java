package dev.rondo.op;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;

/// A kernel slid over each channel by itself, `[taps…, channels, multiplier]`: x `[batch, places…, channels]` to
/// `[batch, places…, channels · multiplier]`, the results of one channel side by side. Called depthwise.
public record ConvolveEach(List<Slide> axes) implements Operation {
    public ConvolveEach {
        axes = List.copyOf(axes);
    }

    @Override
    public Shape shape(Shape... in) {
        Shape w = in[1];
        Check.rank("convolveEach", "the kernel", w, axes.size() + 2);
        var y = Grid.shape("convolveEach", in[0], axes, in[0].last() * w.last());
        boolean fits = w.size(-2) == in[0].last();
        for (int i = 0; i < axes.size(); i++) fits &= w.size(i) == axes.get(i).size();
        if (fits) return y;
        throw new RondoException("convolveEach: the kernel %s does not fit %s over x %s".formatted(w, axes, in[0]));
    }

    /// What is done where a number of x meets one of the kernel: `channels` of them, from these places on.
    private interface Meets {
        void meet(int x, int w, int y);
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        var x = in[0].data();
        var w = in[1].data();
        int c = in[0].shape().last();
        int m = in[1].shape().last();
        var to = shape(in[0].shape(), in[1].shape());
        Split.each(machine, work(in[1], to), to.size(0), b -> over(in[0].shape(), to, b, (xAt, wAt, yAt) -> {
            if (m == 1) {
                for (int j = 0; j < c; j++) y[yAt + j] += x[xAt + j] * w[wAt + j];
                return;
            }
            for (int j = 0; j < c; j++) {
                float xj = x[xAt + j];
                for (int i = j * m; i < (j + 1) * m; i++) y[yAt + i] += xj * w[wAt + i];
            }
        }));
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        long work = work(in[1], y.shape());
        int batch = y.shape().size(0);
        if (g.wants(in[0])) {
            var dx = g.of(in[0]);
            Split.each(g.machine(), work, batch, b -> inputBack(in, y.shape(), b, dy, dx));
        }
        if (g.wants(in[1])) {
            Split.sum(g.machine(), work, batch, g.of(in[1]), (first, last, dw) -> {
                for (int b = first; b < last; b++) kernelBack(in, y.shape(), b, dy, dw);
            });
        }
    }

    private void inputBack(Tensor[] in, Shape y, int b, float[] dy, float[] dx) {
        var w = in[1].data();
        int c = in[0].shape().last();
        int m = in[1].shape().last();
        over(in[0].shape(), y, b, (xAt, wAt, yAt) -> {
            if (m == 1) {
                for (int j = 0; j < c; j++) dx[xAt + j] += dy[yAt + j] * w[wAt + j];
                return;
            }
            for (int j = 0; j < c; j++) {
                float sum = 0;
                for (int i = j * m; i < (j + 1) * m; i++) sum += dy[yAt + i] * w[wAt + i];
                dx[xAt + j] += sum;
            }
        });
    }

    private void kernelBack(Tensor[] in, Shape y, int b, float[] dy, float[] dw) {
        var x = in[0].data();
        int c = in[0].shape().last();
        int m = in[1].shape().last();
        over(in[0].shape(), y, b, (xAt, wAt, yAt) -> {
            if (m == 1) {
                for (int j = 0; j < c; j++) dw[wAt + j] += dy[yAt + j] * x[xAt + j];
                return;
            }
            for (int j = 0; j < c; j++) {
                for (int i = j * m; i < (j + 1) * m; i++) dw[wAt + i] += dy[yAt + i] * x[xAt + j];
            }
        });
    }

    private static long work(Tensor w, Shape y) {
        return (long) y.count() * w.data().length / Math.max(1, y.last());
    }

    /// All taps of all places of one row of the batch that lie inside of x.
    private void over(Shape xs, Shape ys, int b, Meets meets) {
        var x = Grid.of(xs);
        var y = Grid.of(ys);
        var down = (Slide) Grid.down(axes);
        var across = (Slide) Grid.across(axes);
        for (int r = 0; r < y.rows(); r++) {
            int top = down.start(r, x.rows());
            for (int s = 0; s < y.columns(); s++) {
                int left = across.start(s, x.columns());
                int to = y.at(b, r, s);
                for (int p = 0, w = 0; p < down.size(); p++) {
                    int row = top + p * down.dilation();
                    for (int q = 0; q < across.size(); q++, w += y.channels()) {
                        int column = left + q * across.dilation();
                        if (row < 0 || row >= x.rows() || column < 0 || column >= x.columns()) continue;
                        meets.meet(x.at(b, row, column), w, to);
                    }
                }
            }
        }
    }
}
