package dev.rondo.cli;

import static dev.rondo.layer.Layers.bidirectional;
import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.dropout;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.input;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.layer.Layers.simpleRnn;

import dev.rondo.RondoException;
import dev.rondo.layer.Layer;
import dev.rondo.model.Model;
import dev.rondo.model.Seed;
import dev.rondo.nn.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The six models of the newswire lab. All but the last are fed word numbers as they are, one number a step.
enum ReutersModel {
    SIMPLE_RNN, STACKED_RNN, LSTM, STACKED_LSTM, BIDIRECTIONAL, EMBEDDING_LSTM;

    private List<Layer> layers() {
        return switch (this) {
            case SIMPLE_RNN -> List.of(simpleRnn(50));
            case STACKED_RNN -> List.of(simpleRnn(50).sequences(), simpleRnn(50));
            case LSTM -> List.of(lstm(50));
            case STACKED_LSTM -> List.of(lstm(50).sequences(), lstm(50));
            case BIDIRECTIONAL -> List.of(bidirectional(simpleRnn(50)));
            case EMBEDDING_LSTM -> List.of(embedding(Reuters46.WORDS, 128).maskZero(), dropout(0.5),
                    bidirectional(lstm(64)), dropout(0.5));
        };
    }

    /// The model for that many topics.
    Model model(Seed seed, int topics) {
        var all = new ArrayList<Layer>();
        if (raw()) all.add(input(Reuters46.STEPS, 1));
        all.addAll(layers());
        all.add(dense(topics, Activation.SOFTMAX));
        return Model.sequential(seed, all.toArray(Layer[]::new));
    }

    /// Whether word numbers go in as they are, rather than by an embedding.
    boolean raw() {
        return this != EMBEDDING_LSTM;
    }

    /// As in the slides; for the embedding chosen, with the sizes, on a held-out quarter of the training part.
    int epochs() {
        return raw() ? 200 : 25;
    }

    /// By the name that [#toString] gives.
    static ReutersModel named(String name) {
        return Arrays.stream(values()).filter(m -> m.toString().equals(name)).findFirst()
                .orElseThrow(() -> new RondoException("--model: one of %s is expected, got \"%s\"".formatted(
                        Arrays.stream(values()).map(ReutersModel::toString).collect(Collectors.joining(", ")), name)));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
