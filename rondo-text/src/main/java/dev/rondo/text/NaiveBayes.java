package dev.rondo.text;

import dev.rondo.RondoException;
import java.util.Arrays;
import java.util.List;

/// The second yardstick: multinomial naive Bayes on word counts. Which class makes these words most likely, if each word
/// were drawn for itself, whatever stands beside it? Takes a second to fit; a network that reads words in their order
/// has to beat it.
///
/// P(word | class) = (count of the word in the class + 1) / (all words in the class + vocabulary), P(class) as in
/// training: scikit-learn's `MultinomialNB()`. Number 0 is padding and does not count.
public final class NaiveBayes {
    private final double[] logPrior;
    private final double[][] logWord;

    private NaiveBayes(double[] logPrior, double[][] logWord) {
        this.logPrior = logPrior;
        this.logWord = logWord;
    }

    /// @param texts word numbers below `vocabulary`
    /// @param labels class numbers below `classes`, one for each text
    public static NaiveBayes fit(List<int[]> texts, int[] labels, int classes, int vocabulary) {
        if (texts.isEmpty() || texts.size() != labels.length)
            throw new RondoException("naive Bayes: " + texts.size() + " texts and " + labels.length
                    + " labels; give one label for each text, and at least one");
        var prior = new double[classes];
        var counts = new double[classes][vocabulary];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes)
                throw new RondoException("naive Bayes: label " + labels[i] + " at place " + i + " is not in 0 to "
                        + (classes - 1));
            prior[labels[i]]++;
            for (int word : checked(texts.get(i), vocabulary)) if (word != 0) counts[labels[i]][word]++;
        }
        for (int c = 0; c < classes; c++) {
            prior[c] = Math.log(prior[c] / labels.length);
            // padding has no share: vocabulary - 1 numbers are words
            double all = Arrays.stream(counts[c]).sum() + vocabulary - 1;
            for (int word = 0; word < vocabulary; word++) counts[c][word] = Math.log((counts[c][word] + 1) / all);
        }
        return new NaiveBayes(prior, counts);
    }

    private static int[] checked(int[] text, int vocabulary) {
        for (int word : text)
            if (word < 0 || word >= vocabulary)
                throw new RondoException("naive Bayes: word number " + word + " is not in 0 to " + (vocabulary - 1)
                        + "; give the size of the vocabulary the texts were numbered with");
        return text;
    }

    /// The most likely class (ties: the smaller number).
    public int predict(int[] text) {
        checked(text, logWord[0].length);
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < logPrior.length; c++) {
            double log = logPrior[c];
            for (int word : text) if (word != 0) log += logWord[c][word];
            if (log > highest) {
                highest = log;
                best = c;
            }
        }
        return best;
    }

    public int[] predict(List<int[]> texts) { return texts.stream().mapToInt(this::predict).toArray(); }

    /// The share of these texts whose class it has right.
    public double accuracy(List<int[]> texts, int[] labels) {
        var predicted = predict(texts);
        int right = 0;
        for (int i = 0; i < labels.length; i++) if (predicted[i] == labels[i]) right++;
        return right / (double) labels.length;
    }
}
