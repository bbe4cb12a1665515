package dev.rondo.train.callback;

import dev.rondo.Legal;
import dev.rondo.StorageException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A line of JSON an epoch, `{"epoch":0,"loss":0.5}`, and with [#updateFreq] also one for batches,
/// `{"epoch":0,"batch":9,"loss":0.5}`; both count from 0. A line is in the file as soon as its epoch or batch has ended, so
/// the file can be followed while the training runs (`tail -f`, `pandas.read_json(file, lines=True)`).
///
/// JSON has no word for NaN and infinity: they are written as `null`.
public final class JsonLog implements Callback {
    private static final String WHO = "json log";

    private final Rules rules;
    private int epoch;
    private long batches;

    /// @param updateFreq every how many batches a line is written; 0 for none
    /// @param append whether a file that is there is continued
    public record Rules(Path file, int updateFreq, boolean append) {
        public Rules {
            Legal.atLeast(0, WHO, "updateFreq", updateFreq);
        }
    }

    /// Writes anew, epochs only.
    public JsonLog(Path file) { this(new Rules(file, 0, false)); }

    public JsonLog(Rules rules) { this.rules = rules; }

    public Rules rules() { return rules; }

    /// A line after every `batches` batches, counted over all epochs, with the running means of the epoch.
    public JsonLog updateFreq(int batches) { return new JsonLog(new Rules(rules.file, batches, rules.append)); }

    /// Continues a file that is there. Half a line at its end, which a crash may leave, is cut off.
    public JsonLog append() { return new JsonLog(new Rules(rules.file, rules.updateFreq, true)); }

    @Override
    public void trainBegin(Fit fit) {
        batches = 0;
        try {
            var folder = rules.file.toAbsolutePath().getParent();
            if (folder != null) Files.createDirectories(folder);
            if (rules.append && Files.exists(rules.file)) {
                dropHalfLine(rules.file);
            } else {
                Files.writeString(rules.file, "");
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void dropHalfLine(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            long end = file.length();
            for (; end > 0; end--) {
                file.seek(end - 1);
                if (file.read() == '\n') break;
            }
            file.setLength(end);
        }
    }

    @Override
    public void epochBegin(int number, Fit fit) { epoch = number; }

    @Override
    public void batchEnd(int batch, Map<String, Double> logs, Fit fit) {
        if (rules.updateFreq == 0 || ++batches % rules.updateFreq != 0) return;
        write(object().put("batch", batch), logs);
    }

    @Override
    public void epochEnd(int number, Map<String, Double> logs, Fit fit) {
        epoch = number;
        write(object(), logs);
    }

    private ObjectNode object() { return JsonNodeFactory.instance.objectNode().put("epoch", epoch); }

    private void write(ObjectNode line, Map<String, Double> logs) {
        logs.forEach((name, value) -> {
            if (Double.isFinite(value)) line.put(name, value);
            else line.putNull(name);
        });
        try {
            // opened and closed for each line, so that it is there at once and nothing stays open if the training throws
            Files.writeString(rules.file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private StorageException failed(IOException e) {
        return new StorageException("%s: %s cannot be written; check space and rights (%s)".formatted(WHO, rules.file,
                e.getMessage()), e);
    }
}
