package dev.rondo.model;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.States;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;

/// A model that takes its sequence step by step, as it happens: after each step it gives what the model would give for the
/// whole sequence so far, bit by bit the same (for a model with an output a step: its last). Made by [Model#stream].
///
/// ```java
/// var stream = model.stream();
/// for (float[] reading : sensor) act(stream.next(reading));
/// ```
///
/// A stream holds the states; the model's own are not touched. It reads the weights of the model as they are at each step.
/// It belongs to one thread; other streams of the same model may run beside it. Several sequences can go side by side, as
/// the rows of each step, as long as their number stays the same until [#reset].
public final class Stream {
    private final Model model;
    private final boolean along;
    private States states = States.none();
    private int rows;

    Stream(Model model) {
        if (model.inputShapes().size() > 1 || model.outputShapes().size() > 1) {
            throw new RondoException("stream: a model with one input and one output is expected, this one takes %s and "
                    .formatted(model.inputNames()) + "gives " + model.outputNames());
        }
        if (model.inputShape().rank() < 2) {
            throw new RondoException("stream: the model takes %s, which has no steps".formatted(model.inputShape()));
        }
        this.along = Streamable.check(model.structure(), model.inputShape());
        this.model = model;
    }

    /// The next step of one sequence: its features, or the id of a word.
    ///
    /// @return the numbers of the output after this step
    public float[] next(float... x) {
        var features = model.inputShape().rank() == 2 ? Shape.of(1) : Shape.of(1, x.length);
        return next(Tensor.of(features, x)).data();
    }

    /// The next step of several sequences, `[rows, features]`, or `[rows]` where steps are ids.
    ///
    /// Throws if a number is NaN or infinite, before any state has taken it in: it would stay there for good.
    ///
    /// @return the output after this step, `[rows, …]`
    public Tensor next(Tensor x) {
        check(x.shape());
        finite(x);
        var pass = Pass.inference(model.weights(), model.machine()).carrying(states).streaming();
        var out = model.call(Signal.of(pass.input(Ops.expandDims(x, 1)), Mask.none()), pass).tensor().detached();
        states = states.followedBy(pass.carried());
        rows = x.shape().size(0);
        return along ? Ops.at(out, 1, 0) : out;
    }

    private void check(Shape x) {
        var expected = model.inputShape().without(1);
        if (!expected.with(0, Shape.ANY).takes(x)) {
            throw new RondoException("stream: a step of the model has shape %s, got %s".formatted(expected, x));
        }
        if (rows > 0 && x.size(0) != rows) {
            throw new RondoException(
                    "stream: %d sequences run side by side, but this step has %d rows; reset() starts anew"
                            .formatted(rows, x.size(0)));
        }
    }

    private static void finite(Tensor x) {
        int width = x.data().length / Math.max(1, x.shape().size(0));
        for (int i = 0; i < x.data().length; i++) {
            if (Float.isFinite(x.data()[i])) continue;
            throw new RondoException(
                    ("stream: the step holds %s in row %d, place %d, which its states would keep; fill "
                            + "it in or leave the step out").formatted(x.data()[i], i / width, i % width));
        }
    }

    /// What is carried to the next step.
    public States states() {
        return states;
    }

    /// Goes on from states that [#states] gave, of this or another stream of the model. The next step throws if there
    /// are none for a layer, or if they are of other sizes.
    public void states(States carried) {
        states = carried;
        rows = 0;
    }

    /// The next step is the first one.
    public void reset() {
        states(States.none());
    }
}
