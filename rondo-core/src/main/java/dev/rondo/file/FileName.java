package dev.rondo.file;

import dev.rondo.RondoException;
import dev.rondo.train.callback.Numbers;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file name with numbers to fill in, as Python's `format` writes them: `{epoch:02d}-{val_loss:.2f}.rondo`. What may stand
/// after the colon is a width, which a 0 before it fills with zeros, and `d`, `f`, `.2f`, `.3e` or `.3g`; nothing gives all
/// digits.
final class FileName {
    private static final Pattern FIELD = Pattern.compile("\\{(\\w+)(?::(0?)(\\d{0,3})(?:\\.(\\d{1,3}))?([dfeg]))?}");
    private static final int DIGITS = 6; // Python's, where none are asked for

    private FileName() {}

    /// @param batch the number of the batch, if a batch has ended and not an epoch
    /// @param logs what a training logged
    static String fill(String pattern, int epoch, OptionalInt batch, Map<String, Double> logs) {
        String odd = FIELD.matcher(pattern).replaceAll("");
        if (odd.contains("{") || odd.contains("}"))
            throw new RondoException(
                    "checkpoint: the braces in %s hold no number that can be filled in; write {epoch:02d}, {val_loss:.4f}"
                            .formatted(pattern));
        return FIELD.matcher(pattern).replaceAll(found -> Matcher.quoteReplacement(one(found, pattern, epoch, batch,
                logs)));
    }

    private static String one(MatchResult field, String pattern, int epoch, OptionalInt batch,
            Map<String, Double> logs) {
        var name = field.group(1);
        if (name.equals("epoch")) return whole(field, epoch);
        if (name.equals("batch") && batch.isPresent()) return whole(field, batch.getAsInt());
        var value = logs.get(name);
        if (value == null)
            throw new RondoException(
                    "checkpoint: {%s} in %s is not in the logs, which have epoch and %s; name one of these"
                            .formatted(name, pattern, logs.keySet()));
        if (field.group(5) == null) return Numbers.shortest(value);
        int digits = field.group(4) == null ? DIGITS : Integer.parseInt(field.group(4));
        return wide(field, switch (field.group(5)) {
            case "f" -> Numbers.fixed(value, digits);
            case "e" -> Numbers.scientific(value, digits);
            case "g" -> Numbers.general(value, digits);
            default -> throw new RondoException(
                    "checkpoint: %s in %s is for whole numbers; write {%s:.4f}".formatted(field.group(), pattern,
                            name));
        });
    }

    private static String whole(MatchResult field, int number) {
        if (field.group(5) == null) return String.valueOf(number);
        if (field.group(5).equals("d") && field.group(4) == null) return wide(field, String.valueOf(number));
        throw new RondoException("checkpoint: %s is a whole number; write {%s:02d} instead of %s".formatted(
                field.group(1).equals("epoch") ? "an epoch" : "a batch", field.group(1), field.group()));
    }

    /// Filled up at its start; zeros come after the sign.
    private static String wide(MatchResult field, String number) {
        int missing = field.group(3).isEmpty() ? 0 : Integer.parseInt(field.group(3)) - number.length();
        if (missing <= 0) return number;
        if (field.group(2).isEmpty()) return " ".repeat(missing) + number;
        return number.startsWith("-") ? "-" + "0".repeat(missing) + number.substring(1) : "0".repeat(missing) + number;
    }
}
