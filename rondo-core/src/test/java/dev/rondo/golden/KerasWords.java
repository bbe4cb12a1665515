package dev.rondo.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.cell.Cell;
import dev.rondo.cell.Cells;
import dev.rondo.layer.Bidirectional;
import dev.rondo.layer.Layer;
import dev.rondo.layer.Layers;
import dev.rondo.layer.Merge;
import dev.rondo.layer.Rnn;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Init;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Layers from Keras's words: a class name and a config. A word that nobody reads fails the test.
final class KerasWords {
    private final JsonNode config;
    private final Set<String> unread;

    private KerasWords(JsonNode layer) {
        this.config = layer.get("config");
        this.unread = new HashSet<>(config.propertyNames());
    }

    static Layer layer(JsonNode layer) {
        var words = new KerasWords(layer);
        var built = words.layer(layer.get("class_name").asString());
        assertThat(words.unread).as("words of %s that mean nothing to Rondo", layer).isEmpty();
        return built;
    }

    private static Cell cell(JsonNode cell) {
        var words = new KerasWords(cell);
        var built = words.cell(cell.get("class_name").asString().replaceFirst("Cell$", ""));
        assertThat(words.unread).as("words of %s that mean nothing to Rondo", cell).isEmpty();
        return built;
    }

    private Layer layer(String name) {
        return switch (name) {
            case "SimpleRNN", "LSTM", "GRU" -> rnn(cell(name));
            case "RNN" -> rnn(cell(read("cell")));
            case "Bidirectional" -> bidirectional();
            case "Dense" -> Layers.dense(integer("units"), activation("activation")).useBias(flag("use_bias"));
            case "Embedding" -> {
                var e = Layers.embedding(integer("input_dim"), integer("output_dim"));
                yield flag("mask_zero") ? e.maskZero() : e;
            }
            case "Masking" -> Layers.masking(read("mask_value").asDouble());
            case "TimeDistributed" -> Layers.timeDistributed(layer(read("layer")));
            case "RepeatVector" -> Layers.repeatVector(integer("n"));
            case "Flatten" -> Layers.flatten();
            case "Activation" -> Layers.activation(activation("activation"));
            default -> throw new AssertionError("Keras layer " + name + " is not known to this test");
        };
    }

    private Cell cell(String name) {
        return switch (name) {
            case "SimpleRNN" -> {
                var c = Cells.simpleRnnCell(integer("units")).activation(activation("activation"))
                        .useBias(flag("use_bias"));
                yield biased() ? c.starts(Init.glorotUniform(), Init.orthogonal(), bias()) : c;
            }
            case "LSTM" -> {
                var c = Cells.lstmCell(integer("units")).activation(activation("activation"))
                        .recurrentActivation(activation("recurrent_activation")).useBias(flag("use_bias"))
                        .unitForgetBias(flag("unit_forget_bias"));
                yield biased() ? c.starts(Init.glorotUniform(), Init.orthogonal(), bias()) : c;
            }
            case "GRU" -> {
                var c = Cells.gruCell(integer("units")).activation(activation("activation"))
                        .recurrentActivation(activation("recurrent_activation")).useBias(flag("use_bias"))
                        .resetAfter(flag("reset_after"));
                yield biased() ? c.starts(Init.glorotUniform(), Init.orthogonal(), bias()) : c;
            }
            case "StackedRNNCells" ->
                Cells.stacked(read("cells").valueStream().map(KerasWords::cell).toArray(Cell[]::new));
            default -> throw new AssertionError("Keras cell " + name + " is not known to this test");
        };
    }

    private Rnn rnn(Cell cell) {
        var rnn = Layers.rnn(cell);
        if (flag("return_sequences")) rnn = rnn.sequences();
        if (flag("go_backwards")) rnn = rnn.backwards();
        if (flag("stateful")) rnn = rnn.keepState();
        if (flag("zero_output_for_mask")) rnn = rnn.zeroMasked();
        read("return_state"); // states are asked for by name: the test reads this word itself
        return rnn;
    }

    private Bidirectional bidirectional() {
        var merge = read("merge_mode");
        return Layers.bidirectional((Rnn) layer(read("layer")))
                .merge(merge.isNull() ? Merge.NONE : Merge.valueOf(merge.asString().toUpperCase(Locale.ROOT)));
    }

    private Activation activation(String word) {
        return Activation.valueOf(read(word).asString().toUpperCase(Locale.ROOT));
    }

    private boolean biased() { return config.has("bias_initializer"); }

    private Init bias() {
        return switch (read("bias_initializer").asString()) {
            case "zeros" -> Init.zeros();
            case "ones" -> Init.ones();
            default -> throw new AssertionError("initializer " + config.get("bias_initializer"));
        };
    }

    private int integer(String word) { return read(word).intValue(); }

    private boolean flag(String word) { return read(word).booleanValue(); }

    private JsonNode read(String word) {
        unread.remove(word);
        assertThat(config.has(word)).as("%s in %s", word, config).isTrue();
        return config.get(word);
    }
}
