package dev.rondo.cli;

import dev.rondo.DataException;
import dev.rondo.RondoException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rondo predict`: what a trained model says about texts.
@Command(name = "predict", mixinStandardHelpOptions = true, versionProvider = Version.class, header = "Ask a trained model what texts are.", description = {
        "", "Each text gives one line: label, tab, probability. The text is that of --text, or each line of standard"
                + " input (UTF-8).",
        ""}, footer = {"", "Examples:", "",
                "  rondo predict runs/glosses-1/model.rondo --text \"a large wild cat with stripes\"",
                "  rondo predict runs/glosses-1/model.rondo --top 3 < definitions.txt",
                "  rondo predict runs/리뷰-1/model.rondo --text \"정말 재미있었어요\"",
                "  cut -f2 ratings.txt | rondo predict runs/reviews-1/model.rondo | sort | uniq -c"})
final class PredictCommand implements Callable<Integer> {
    private static final int TOGETHER = 64;

    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file, such as runs/glosses-1/model.rondo.")
    Path file = Path.of("model.rondo");

    @Option(names = "--text", paramLabel = "TEXT", description = "A text; may be given several times.")
    List<String> texts = new ArrayList<>();

    @Option(names = "--top", paramLabel = "N", description = "The N most likely labels, on the same line; 1 unless said.")
    int top = 1;

    PredictCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (top < 1) throw new RondoException("--top: at least 1 is expected, got " + top);
        var classifier = TextClassifier.load(file);
        if (!texts.isEmpty()) print(classifier, texts);
        else lines(classifier);
        return 0;
    }

    /// Many lines at once where they are there already, and one by one where someone types them.
    private void lines(TextClassifier classifier) {
        var utf8 = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = new BufferedReader(new InputStreamReader(console.in(), utf8));
        int read = 0;
        if (console.terminal()) console.err().println("One text a line; Ctrl-D ends.");
        try {
            var waiting = new ArrayList<String>();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                read++;
                waiting.add(line);
                if (waiting.size() < TOGETHER && in.ready()) continue;
                print(classifier, waiting);
                waiting.clear();
                if (console.out().checkError()) return; // no one reads on
            }
            if (!waiting.isEmpty()) print(classifier, waiting);
        } catch (CharacterCodingException e) {
            throw new DataException(
                    "standard input: not UTF-8 in line %d or after it; bring it to UTF-8 first, as in iconv -f cp949 -t utf-8"
                            .formatted(read + 1),
                    e);
        } catch (IOException e) {
            throw new DataException("standard input: cannot be read (%s)".formatted(e), e);
        }
    }

    private void print(TextClassifier classifier, List<String> some) {
        for (var guesses : classifier.guesses(some)) {
            console.out()
                    .println(guesses.stream().limit(top).map(PredictCommand::shown).collect(Collectors.joining("\t")));
        }
        console.out().flush();
    }

    private static String shown(TextClassifier.Guess guess) {
        return String.format(Locale.ROOT, "%s\t%.4f", guess.label().replaceAll("\\p{Cntrl}", " "), guess.probability());
    }
}
