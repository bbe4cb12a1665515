package dev.rondo.data;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Examples in arrays for models of several inputs or outputs: an array `[examples, …]` for each. Keras's
/// `model.fit([x1, x2], [y1, y2])`. PyTorch: `TensorDataset`.
///
/// ```java
/// var data = Dataset.of(List.of(text, image), List.of(topic, length)).mask(0, words).weights(1, trust);
/// ```
///
/// @param inputs with a mask `[examples, time]` each, if there is one
/// @param targets with weights `[examples]` or `[examples, time]` each, if there are any
public record MultiExamples(List<Signal> inputs, List<Target> targets) implements Dataset {
    public MultiExamples {
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
        if (inputs.isEmpty()) throw new RondoException("data: at least one input is expected");
        int n = examples("input 0", inputs.getFirst().tensor());
        for (int i = 0; i < inputs.size(); i++) {
            same(n, "input " + i, inputs.get(i).tensor());
            var shape = inputs.get(i).shape();
            if (inputs.get(i).mask().present() && shape.rank() > 1)
                inputs.get(i).mask().fits("data: input " + i, n, shape.size(1));
        }
        for (int i = 0; i < targets.size(); i++) {
            same(n, "target " + i, targets.get(i).y());
            if (targets.get(i).weights().isPresent())
                same(n, "the weights of target " + i, targets.get(i).weights().get());
        }
    }

    public static MultiExamples of(List<Tensor> xs, List<Tensor> ys) {
        return new MultiExamples(xs.stream().map(Signal::of).toList(), ys.stream().map(Target::of).toList());
    }

    /// Which steps of input number `input` are real.
    public MultiExamples mask(int input, Mask steps) {
        var masked = new ArrayList<>(inputs);
        masked.set(there("input", input, inputs.size()), Signal.of(inputs.get(input).tensor(), steps));
        return new MultiExamples(masked, targets);
    }

    /// Keras's `sample_weight` of target number `target`.
    public MultiExamples weights(int target, Tensor each) {
        var weighted = new ArrayList<>(targets);
        weighted.set(there("target", target, targets.size()), new Target(targets.get(target).y(), Optional.of(each)));
        return new MultiExamples(inputs, weighted);
    }

    @Override
    public int size() {
        return inputs.getFirst().shape().size(0);
    }

    @Override
    public Batch batch(int[] rows) {
        return new Batch(inputs.stream()
                .map(x -> Signal.of(Examples.gather(x.tensor(), rows), Examples.gather(x.mask(), rows))).toList(),
                targets.stream().map(t -> new Target(Examples.gather(t.y(), rows),
                        t.weights().map(w -> Examples.gather(w, rows)))).toList());
    }

    private static int there(String what, int place, int count) {
        if (place < 0 || place >= count)
            throw new RondoException("data: no %s %d; there are %d, counted from 0".formatted(what, place, count));
        return place;
    }

    private static int examples(String what, Tensor t) {
        if (t.shape().rank() == 0) throw new RondoException("data: " + what + " is one number, not examples");
        return t.shape().size(0);
    }

    private static void same(int n, String what, Tensor t) {
        if (examples(what, t) != n)
            throw new RondoException(
                    "data: input 0 has %d examples, but %s has shape %s".formatted(n, what, t.shape()));
    }
}
