package dev.rondo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page of the repository, as far as it can be tested: its fenced blocks and the code inside its lines.
record Markdown(Path file, String text) {
    private static final Pattern FENCED = Pattern.compile("^```(\\w*)\\n(.*?)^```$",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern INLINE = Pattern.compile("`([^`\\n]+)`");

    /// The page at this place in the repository, whether the tests run there or in a module of it.
    static Markdown read(String name) throws IOException {
        var root = Path.of(Files.exists(Path.of("README.md")) ? "." : "..");
        return new Markdown(root.resolve(name), Files.readString(root.resolve(name)));
    }

    List<String> blocks(String language) {
        return FENCED.matcher(text).results().filter(m -> m.group(1).equals(language)).map(m -> m.group(2)).toList();
    }

    /// Every `piece of code` outside of the blocks.
    List<String> inline() {
        return INLINE.matcher(FENCED.matcher(text).replaceAll("")).results().map(m -> m.group(1)).toList();
    }

    /// Command lines that start with `./rondo`, in shell blocks and in lines.
    List<String> rondoCommands() {
        var inBlocks = blocks("sh").stream().flatMap(String::lines);
        return Stream.concat(inBlocks, inline().stream()).map(String::strip).filter(c -> c.startsWith("./rondo"))
                .map(c -> c.replaceFirst("\\s+#.*", "")).toList();
    }

    /// The pages of the repository that this one links to.
    List<Path> links() {
        return Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)").matcher(text).results()
                .map(m -> m.group(1)).filter(l -> !l.contains("://"))
                .map(l -> file.resolveSibling(l)).toList();
    }
}
