package dev.rondo.train.loss;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Operation;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;

/// Circle loss of a batch of embeddings `[batch, size]` with class numbers `[batch]` or `[batch, 1]`: each embedding is to be
/// near those of its class and far from the others (Sun et al. 2020). Any whole numbers may name the classes. Losses are
/// `[batch]`. Embeddings are expected to have length 1, so end the model with a unit normalization. PyTorch has none.
///
/// With the distance `d = max(1 − x_i · x_j, 0)` and the margin m (`keras/src/losses/losses.py`), where the sums are over the
/// samples j of the same class and over those of other classes:
///
/// `softplus(ln Σ exp(gamma (d + m) (d − m)) + ln Σ exp(gamma max(1 + m − d, 0) (1 − m − d)))`
///
/// As in Keras, a loss of 0, such as that of the only sample of its class, does not count in the mean, and the gradient
/// flows through the weights in front of `d − m` and `1 − m − d` too.
public record Circle(double gamma, double margin, boolean removeDiagonal) implements Loss, Operation {
    public Circle {
        Legal.positive("circle", "gamma", gamma);
        Legal.fraction("circle", "margin", margin);
    }

    public Circle() { this(80, 0.4, true); }

    /// The scale; 80 by default.
    public Circle gamma(double g) { return new Circle(g, margin, removeDiagonal); }

    /// How relaxed the optimum is; 0.4 by default.
    public Circle margin(double m) { return new Circle(gamma, m, removeDiagonal); }

    /// Whether a sample is left out of its own class; true by default.
    public Circle removeDiagonal(boolean remove) { return new Circle(gamma, margin, remove); }

    @Override
    public String name() { return "circle"; }

    @Override
    public Tensor perSample(Tensor target, Tensor prediction) { return Tape.apply(this, target, prediction); }

    @Override
    public Signal perSample(Tensor target, Signal prediction) {
        var losses = prediction.with(perSample(target, prediction.tensor()));
        return Counted.where(name(), losses, i -> losses.tensor().data()[i] > 0);
    }

    @Override
    public Shape shape(Shape... in) {
        if (in[1].rank() != 2) {
            throw new RondoException("circle: embeddings [batch, size] are expected, got shape " + in[1]);
        }
        var batch = in[1].without(-1);
        if (!in[0].equals(batch) && !in[0].equals(in[1].with(-1, 1))) {
            throw new RondoException(
                    "circle: the target has shape %s, but the prediction has %s; give class numbers of "
                            .formatted(in[0], in[1]) + "shape " + batch);
        }
        return batch;
    }

    @Override
    public void forward(Tensor[] in, float[] y, Machine machine) {
        for (float label : in[0].data()) {
            if (label != (int) label) throw new RondoException("circle: label %s is no whole number".formatted(label));
        }
        var products = products(in[1], machine);
        machine.workers().run(y.length, i -> y[i] = (float) row(in[0].data(), products, i).loss());
    }

    @Override
    public void backward(Tensor[] in, Tensor y, float[] dy, Gradients g) {
        if (!g.wants(in[1])) return;
        var products = products(in[1], g.machine());
        var slopes = new float[products.length];
        g.machine().workers().run(dy.length, i -> {
            if (dy[i] != 0) row(in[0].data(), products, i).slope(dy[i], slopes);
        });
        // x_i is on the left of row i and on the right of column i
        int n = dy.length;
        int size = in[1].shape().last();
        g.machine().product(false, false, n, size, n, slopes, in[1].data(), g.of(in[1]));
        g.machine().product(true, false, n, size, n, slopes, in[1].data(), g.of(in[1]));
    }

    /// `x_i · x_j` of all pairs.
    private static float[] products(Tensor x, Machine machine) {
        int n = x.shape().size(0);
        var products = new float[n * n];
        machine.product(false, true, n, n, x.shape().last(), x.data(), x.data(), products);
        return products;
    }

    private CircleRow row(float[] labels, float[] products, int i) { return new CircleRow(this, labels, products, i); }
}
