package dev.rondo.cli;

import dev.rondo.DataException;
import dev.rondo.data.Printable;
import dev.rondo.text.DataFile;
import dev.rondo.text.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Texts and what each of them is.
record LabelledTexts(List<String> texts, List<String> labels) {
    LabelledTexts {
        texts = List.copyOf(texts);
        labels = List.copyOf(labels);
    }

    /// Two columns of a file. Throws if a label is blank.
    static LabelledTexts of(Table table, String text, String label) {
        var texts = table.column(text);
        var labels = table.column(label).stream().map(String::strip).toList();
        int blank = labels.indexOf("");
        if (blank >= 0) {
            throw new DataException("%s line %d: column %s is blank; give every row a label, or take it out".formatted(
                    Printable.quote(table.file()), table.rows().get(blank).line(), Printable.quote(label)));
        }
        return new LabelledTexts(texts, labels);
    }

    static LabelledTexts of(List<String> texts, int[] labels, List<String> names) {
        var all = new ArrayList<String>();
        for (int label : labels) all.add(names.get(label));
        return new LabelledTexts(texts, all);
    }

    /// The same for the same rows: by it an evaluation knows the rows of a training again.
    String fingerprint() {
        var bytes = (String.join("\0", texts) + "\0" + String.join("\0", labels)).getBytes(StandardCharsets.UTF_8);
        return DataFile.sha256(List.of(bytes)).substring(0, 32);
    }

    int size() {
        return labels.size();
    }
}
