package dev.rondo.train.loss;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Mask;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/// [Ctc] as an operation: what it asks of a batch, and its samples one by one.
record CtcOfBatch(Mask mask) implements Operation {
    @Override
    public Shape shape(Shape... in) {
        if (in[1].rank() != 3) {
            throw new RondoException("ctc: logits [batch, time, classes] are expected, got shape " + in[1]);
        }
        if (in[0].rank() != 2 || in[0].size(0) != in[1].size(0)) {
            throw new RondoException("ctc: the target has shape %s, but the prediction has %s; give labels [%d, labels]"
                    .formatted(in[0], in[1], in[1].size(0)));
        }
        mask.fits("ctc", in[1].size(0), in[1].size(1));
        return Shape.of(in[1].size(0));
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        machine.workers().run(y.length, i -> y[i] = (float) Math.max(0, -sample(in, i).logProbability()));
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        if (!g.wants(in[1])) return;
        var dx = g.of(in[1]);
        g.machine().workers().run(dy.length, i -> {
            if (dy[i] != 0) sample(in, i).addSlope(dy[i], dx);
        });
    }

    private CtcAlignments sample(Tensor[] in, int i) {
        int time = in[1].shape().size(1);
        int classes = in[1].shape().last();
        var labels = labels(in[0], i, classes);
        var rows = IntStream.range(0, time).filter(s -> mask.real(i, s)).map(s -> i * time + s).toArray();
        long repeats = IntStream.range(1, labels.length).filter(l -> labels[l] == labels[l - 1]).count();
        if (labels.length + repeats > rows.length) {
            throw new RondoException(
                    ("ctc: sample %d has %d steps, but its %d labels need at least %d, as equal neighbours need a blank "
                            + "between them; give shorter labels or longer inputs")
                            .formatted(i, rows.length, labels.length, labels.length + repeats));
        }
        return new CtcAlignments(in[1].data(), rows, classes, labels);
    }

    /// The labels before the zeros at the end.
    private static int[] labels(Tensor target, int sample, int classes) {
        int width = target.shape().size(1);
        var row = Arrays.copyOfRange(target.data(), sample * width, (sample + 1) * width);
        int length = width;
        while (length > 0 && row[length - 1] == 0) length--;
        var labels = new int[length];
        for (int l = 0; l < length; l++) {
            float label = row[l];
            if (!(label >= 1 && label < classes && label == (int) label)) {
                throw new RondoException(
                        ("ctc: sample %d has label %s at place %d, but labels are the whole numbers 1 to %d, "
                                + "and 0 only fills up the end")
                                .formatted(sample, Targets.show(label), l, classes - 1));
            }
            labels[l] = (int) label;
        }
        return labels;
    }
}
