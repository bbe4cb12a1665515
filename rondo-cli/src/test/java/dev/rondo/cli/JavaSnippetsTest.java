package dev.rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The Java of the README runs, each snippet the way a reader runs it: `java File.java`.
class JavaSnippetsTest {
    @TempDir
    Path folder;

    /// Those of the other language are the same, see below.
    @TestFactory
    Stream<DynamicTest> everySnippetRuns() throws IOException {
        var snippets = Markdown.read("README.md").blocks("java");
        assertThat(snippets).hasSizeGreaterThan(3);
        return IntStream.range(1, snippets.size()).mapToObj(i -> DynamicTest.dynamicTest("snippet " + (i + 1),
                () -> run("Snippet.java", program(snippets.getFirst(), snippets.get(i)))));
    }

    @ParameterizedTest
    @CsvSource({"README.md, good", "README.ko.md, 긍정"})
    void theProgramDoesWhatThePageSays(String page, String answer) throws IOException, InterruptedException {
        var readme = Markdown.read(page);
        var output = run("Films.java", readme.blocks("java").getFirst());
        assertThat(output).contains("accuracy 1.0000").endsWith(answer + "\n");
        for (var shown : readme.blocks("text")) if (shown.startsWith("Model: ")) assertThat(output).contains(shown);
        assertThat(folder.resolve("films.rondo")).exists();
    }

    /// What the README shows is what its snippet draws.
    @Test
    void thePictureOfThePage() throws IOException, InterruptedException {
        var page = Markdown.read("README.md");
        var snippets = page.blocks("java");
        var drawing = snippets.stream().filter(s -> s.contains("chat.svg")).findFirst().orElseThrow();
        run("Drawing.java", program(snippets.getFirst(), drawing));
        assertThat(folder.resolve("chat.svg")).hasSameTextualContentAs(page.file().resolveSibling("docs/chat.svg"));
    }

    @Test
    void bothLanguagesShowTheSame() throws IOException {
        assertThat(code("README.ko.md")).isEqualTo(code("README.md"));
    }

    /// The snippets but for what people say in them: comments and texts.
    private static String code(String page) throws IOException {
        return String.join("---\n", Markdown.read(page).blocks("java")).replaceAll(" *//.*", "")
                .replaceAll("\"[^\"]*\"", "\"\"");
    }

    /// A snippet as a program: the imports of the first one and its own, the rest inside `main`.
    private static String program(String first, String snippet) {
        var imports = Stream.concat(first.lines(), snippet.lines()).filter(l -> l.startsWith("import "));
        var body = snippet.lines().filter(l -> !l.startsWith("import "));
        return Stream.of(imports, Stream.of("void main() throws Exception {"), body, Stream.of("}")).flatMap(s -> s)
                .collect(Collectors.joining("\n"));
    }

    private String run(String name, String program) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(name), program);
        var output = folder.resolve(name + ".out");
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules", "jdk.incubator.vector", "-Dstdout.encoding=UTF-8", "-cp",
                System.getProperty("java.class.path"), name)
                .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        var said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
