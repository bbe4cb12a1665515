package dev.rondo.bench;

import static dev.rondo.layer.Layers.bidirectional;
import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.gru;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.layer.Layers.rnn;
import static dev.rondo.layer.Layers.simpleRnn;

import dev.rondo.RondoException;
import dev.rondo.layer.Layer;
import dev.rondo.model.Model;
import dev.rondo.nn.Mask;
import dev.rondo.op.Key;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.stream.Collectors;

/// What is measured. A training work is one layer, a dense one of [#CLASSES] on its last output, cross-entropy and Adam;
/// the language model (Zaremba et al. 2014, the small one) is two layers and a softmax over [#WORDS] at every step. An
/// inference work is one layer alone with all its outputs, called as users call a model.
public final class Works {
    static final int CLASSES = 46;
    static final int WORDS = 10_000;

    /// Batch, time, inputs, units.
    record Sizes(int batch, int time, int inputs, int units) {
        String name() {
            return "%d-%d-%d-%d".formatted(batch, time, inputs, units);
        }

        /// Products of one layer on the way there.
        double flops(int gates) {
            return 2.0 * batch * time * gates * units * (inputs + units);
        }

        Tensor randoms() {
            return Tensor.of(Shape.of(batch, time, inputs), normals(batch * time * inputs));
        }
    }

    private Works() {}

    public static List<Work> all() {
        var small = new Sizes(50, 49, 1, 50);
        var usual = new Sizes(32, 200, 128, 128);
        return List.of(train("lstm", 4, small, lstm(50)), train("lstm", 4, usual, lstm(128)),
                train("lstm", 4, new Sizes(64, 100, 256, 256), lstm(256)),
                train("lstm", 4, new Sizes(64, 100, 512, 512), lstm(512)),
                train("gru", 3, usual, gru(128)), train("rnn", 1, usual, simpleRnn(128)),
                train("bilstm", 8, usual, bidirectional(lstm(128))),
                languageModel(new Sizes(20, 35, 200, 200)),
                train("own", OwnCell.GATES, usual, rnn(new OwnCell(128))),
                train("owngates", OwnCell.GATES, usual, rnn(new OwnCellByGates(128))),
                infer("lstm", 4, new Sizes(1, 200, 128, 128), lstm(128).sequences()),
                infer("stream", "lstm", 4, new Sizes(1, 1, 128, 128), lstm(128).keepState()),
                infer("lstm", 4, usual, lstm(128).sequences()));
    }

    /// The work of this name. Throws if there is none.
    public static Work named(String name) {
        return all().stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow(
                () -> new RondoException("bench: no work \"%s\"; there are %s".formatted(name,
                        all().stream().map(Work::name).collect(Collectors.joining(", ")))));
    }

    static Work train(String cell, int gates, Sizes s, Layer layer) {
        return train("train-" + cell + "-" + s.name(), gates, s, layer, Mask.none());
    }

    /// @param gates rows of the weights over units, of both directions
    static Work train(String name, int gates, Sizes s, Layer layer, Mask mask) {
        int features = layer.output(Shape.of(s.batch, s.time, s.inputs)).last();
        double flops = s.flops(gates) + 2.0 * s.batch * features * CLASSES;
        return new Work(name, 3 * flops, (long) s.batch * s.time, machine -> {
            var model = Model.sequential(input(s.time, s.inputs), layer, dense(CLASSES)).on(machine);
            return new TrainingStep(model, s.randoms(), mask, false, Tensor.vector(wholes(s.batch, CLASSES)));
        });
    }

    private static Work languageModel(Sizes s) {
        double flops = 2 * s.flops(4) + 2.0 * s.batch * s.time * s.units * WORDS;
        return new Work("train-lm-" + s.name(), 3 * flops, (long) s.batch * s.time, machine -> {
            var model = Model.sequential(embedding(WORDS, s.inputs), lstm(s.units).sequences(),
                    lstm(s.units).sequences(), dense(WORDS)).on(machine);
            var shape = Shape.of(s.batch, s.time);
            var x = Tensor.vector(wholes(shape.count(), WORDS)).data();
            var y = Tensor.vector(wholes(shape.count(), WORDS)).data();
            return new TrainingStep(model, Tensor.of(shape, x), Mask.none(), true, Tensor.of(shape, y));
        });
    }

    static Work infer(String cell, int gates, Sizes s, Layer layer) {
        return infer("infer", cell, gates, s, layer);
    }

    private static Work infer(String what, String cell, int gates, Sizes s, Layer layer) {
        return new Work(what + "-" + cell + "-" + s.name(), s.flops(gates), (long) s.batch * s.time, machine -> {
            var model = Model.sequential(input(s.time, s.inputs), layer).on(machine);
            var x = s.randoms();
            return () -> model.call(x, Mask.none());
        });
    }

    private static float[] normals(int n) {
        var key = Key.of(1);
        var x = new float[n];
        for (int i = 0; i < n; i++) x[i] = (float) key.normal(i);
        return x;
    }

    private static int[] wholes(int n, int below) {
        var key = Key.of(2);
        var x = new int[n];
        for (int i = 0; i < n; i++) x[i] = (int) (key.uniformDouble(i) * below);
        return x;
    }
}
