package dev.rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the pages say of the command line and of each other is true.
class PagesTest {
    private static final Pattern CALL = Pattern.compile("\\b([a-z]\\w*)\\(");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.ko.md", "ARCHITECTURE.md"})
    void commandsAndTheirOptionsExist(String page) throws IOException {
        for (var command : Markdown.read(page).rondoCommands()) {
            var words = Arrays.asList(command.split("\\s+", -1));
            if (words.size() == 1) continue;
            var help = Cli.run(words.get(1), "--help");
            assertThat(help.exit()).as(command).isZero();
            assertThat(known(help, options(words))).as(command).isTrue();
        }
    }

    /// Options that stand alone, such as `--epochs`, are options of `train`, which has them all, or of Java.
    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.ko.md"})
    void optionsExist(String page) throws IOException {
        var help = Cli.run("train", "--help");
        for (var code : Markdown.read(page).inline()) {
            if (!code.startsWith("--") || code.startsWith("--add-modules")) continue;
            assertThat(known(help, options(List.of(code.split("\\s+", -1))))).as(code).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.ko.md", "ARCHITECTURE.md", "docs/keras.md"})
    void linksLeadSomewhere(String page) throws IOException {
        assertThat(Markdown.read(page).links()).allMatch(Files::exists);
    }

    /// Whatever is written like a call in a column for Rondo is the name of a public method.
    @Test
    void theWordsOfTheKerasPageExist() throws IOException {
        var known = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.rondo").stream().flatMap(c -> c.getMethods().stream())
                .filter(m -> m.getModifiers().contains(JavaModifier.PUBLIC)).map(JavaMethod::getName)
                .collect(Collectors.toSet());
        var cells = Markdown.read("docs/keras.md").text().lines().filter(l -> l.startsWith("| "))
                .map(l -> l.split("\\|", -1)[2]).filter(c -> c.contains("`")).toList();
        assertThat(cells).hasSizeGreaterThan(80);
        var words = cells.stream().flatMap(c -> CALL.matcher(c).results().map(m -> m.group(1)))
                .filter(w -> !known.contains(w)).toList();
        assertThat(words).isEmpty();
    }

    private static List<String> options(List<String> words) {
        return words.stream().filter(w -> w.startsWith("--")).map(w -> w.replaceFirst("=.*", "")).toList();
    }

    private static boolean known(Cli help, List<String> options) {
        return options.stream().allMatch(o -> (help.out() + " ").matches("(?s).*[ \\[]" + o + "[ =,\\n\\]].*"));
    }
}
