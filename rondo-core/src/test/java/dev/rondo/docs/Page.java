package dev.rondo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page of `docs` that is made by a test: it must be what is made now, or is written anew.
record Page(String name, String text) {
    static final Path SOURCES = Path.of("src/main/java");
    static final Path DOCS = Path.of("../docs");

    void check() throws IOException {
        var path = DOCS.resolve(name);
        if (Boolean.getBoolean("rondo.docs.write")) Files.writeString(path, text);
        var there = (Files.exists(path) ? Files.readString(path) : "").lines().toList();
        var now = text.lines().toList();
        int first = 0;
        while (first < Math.min(there.size(), now.size()) && there.get(first).equals(now.get(first))) first++;
        // one line is enough to see: the page is long
        assertThat(first < there.size() ? there.get(first) : "(the end)").as(
                "line %d of docs/%s is not what the code says now; to write the page anew, and then read what changed:%n"
                        + "    mvn -pl rondo-core test -Dtest='dev.rondo.docs.*Test' -Drondo.docs.write=true%n",
                first + 1, name).isEqualTo(first < now.size() ? now.get(first) : "(the end)");
    }
}
