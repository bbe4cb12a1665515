package dev.rondo.data;

import java.util.Comparator;
import java.util.List;

/// Which known names are most like this one? For error messages: a wrong name is most often a misspelt one. Keras: none.
public final class Nearest {
    private Nearest() {}

    /// At most `most` of the known names, the most alike (fewest characters to change) first.
    public static List<String> to(String name, List<String> known, int most) {
        return known.stream().sorted(Comparator.comparingInt(k -> edits(name, k))).limit(most).toList();
    }

    /// The Levenshtein distance: characters to insert, delete or replace to turn one text into the other.
    static int edits(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
