package dev.rondo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/differences.md` is written by hand; the words that it names are there.
class DifferencesPageTest {
    private static final Pattern CALL = Pattern.compile("`(?:\\w+\\.)?(\\w+)\\(\\)`");

    @Test
    void everyWordWithParenthesesExists() throws IOException {
        Set<String> there = Sources.read(Page.SOURCES).all().stream().flatMap(t -> t.methods().stream())
                .filter(Type.Method::isPublic).map(Type.Method::name).collect(Collectors.toSet());
        var named = new TreeSet<String>();
        CALL.matcher(Files.readString(Page.DOCS.resolve("differences.md"))).results()
                .forEach(m -> named.add(m.group(1)));
        assertThat(named).isNotEmpty();
        named.removeAll(there);
        assertThat(named).as("words of docs/differences.md that are no public methods").isEmpty();
    }
}
