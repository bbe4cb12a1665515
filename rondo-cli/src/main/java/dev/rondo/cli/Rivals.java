package dev.rondo.cli;

import dev.rondo.text.Majority;
import dev.rondo.text.NaiveBayes;
import java.util.Arrays;
import java.util.List;

/// The two yardsticks of every run, computed from the same numbers: always the largest class, and naive Bayes.
final class Rivals {
    private Rivals() {}

    static List<Verdict.Rival> of(List<int[]> train, int[] trainLabels, List<int[]> test, int[] testLabels,
            List<String> labels, int vocabulary) {
        int classes = labels.size();
        int largest = Majority.fit(trainLabels).label();
        var always = new int[testLabels.length];
        Arrays.fill(always, largest);
        var bayes = NaiveBayes.fit(train, trainLabels, classes, vocabulary).predict(test);
        return List.of(new Verdict.Rival("multinomial naive Bayes", Judge.judge(testLabels, bayes, classes)),
                new Verdict.Rival("always the largest class (" + Plain.of(labels.get(largest)) + ")",
                        Judge.judge(testLabels, always, classes)));
    }
}
