package dev.rondo.cli;

import static dev.rondo.layer.Layers.bidirectional;
import static dev.rondo.layer.Layers.dense;
import static dev.rondo.layer.Layers.dropout;
import static dev.rondo.layer.Layers.embedding;
import static dev.rondo.layer.Layers.lstm;
import static dev.rondo.train.Fitting.batchSize;
import static dev.rondo.train.Fitting.bucketByLength;
import static dev.rondo.train.Fitting.epochs;
import static dev.rondo.train.Fitting.validation;
import static dev.rondo.train.callback.Callbacks.earlyStopping;
import static dev.rondo.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.rondo.train.metric.Metrics.accuracy;
import static dev.rondo.train.optimizer.Optimizers.adam;

import dev.rondo.data.Dataset;
import dev.rondo.data.LabelEncoder;
import dev.rondo.data.Sequences;
import dev.rondo.data.WordVectorizer;
import dev.rondo.kernel.Machine;
import dev.rondo.model.Model;
import dev.rondo.model.Seed;
import dev.rondo.nn.Activation;
import dev.rondo.train.Training;
import dev.rondo.train.callback.FitOption;
import dev.rondo.train.callback.History;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// From texts and labels to a classifier: words as numbers, an embedding, a bidirectional LSTM, a softmax. The words come
/// from the training texts alone, and the epoch with the best validation accuracy is the one that is kept.
///
/// ```java
/// var job = TextClassifierJob.of(texts, LabelEncoder.fit(labels), Sizes.of(texts.size()), Seed.seed(42), Machine.of(4));
/// job.fit(job.data(texts, labels), job.data(moreTexts, moreLabels));
/// RondoFile.save(job.classifier().saved(), Path.of("reviews.rondo"));
/// ```
public record TextClassifierJob(Sizes sizes, WordVectorizer words, LabelEncoder labels, Model model) {
    /// A model to be trained, for these training texts.
    public static TextClassifierJob of(Collection<String> texts, LabelEncoder labels, Sizes sizes, Seed seed,
            Machine machine) {
        var words = WordVectorizer.options().maxWords(sizes.words()).maxLength(sizes.maxLength()).fit(texts);
        var model = Model.sequential(seed, embedding(words.size(), sizes.embedding()).maskZero(),
                dropout(sizes.dropout()),
                bidirectional(lstm(sizes.units())), dropout(sizes.dropout()), dense(labels.size(), Activation.SOFTMAX));
        return new TextClassifierJob(sizes, words, labels, model.on(machine));
    }

    /// Texts and labels as numbers.
    public Sequences data(List<String> texts, List<String> names) {
        return Sequences.of(TextClassifier.ids(words, texts), labels.encode(names));
    }

    public History fit(Sequences train, Sequences valid, FitOption... more) {
        var training = Training.compile(model, adam(sizes.learningRate()), sparseCategoricalCrossentropy(), accuracy());
        var own = Stream.of(epochs(sizes.epochs()), batchSize(sizes.batchSize()), bucketByLength(),
                validation(shortFirst(valid)),
                earlyStopping("val_accuracy").patience(sizes.patience()).restoreBestWeights());
        return training.fit(train, Stream.concat(own, Arrays.stream(more)).toArray(FitOption[]::new));
    }

    public TextClassifier classifier() {
        return new TextClassifier(model, words, labels.names());
    }

    /// Validation goes through the data as it comes; in this order little is padded.
    private static Dataset shortFirst(Sequences data) {
        var order = Judge.byLength(data);
        return Sequences.of(Arrays.stream(order).mapToObj(data.sequences()::get).toList(),
                Arrays.stream(order).map(i -> data.labels()[i]).toArray());
    }
}
