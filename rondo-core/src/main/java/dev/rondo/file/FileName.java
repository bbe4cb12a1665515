package dev.rondo.file;

import dev.rondo.RondoException;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// A file name with numbers to fill in, as Keras writes them: `{epoch:02d}-{val_loss:.2f}.rondo`. What may stand after the
/// colon is `d`, `02d`, `f`, `.2f`, `.3e`, `.3g`; nothing gives all digits.
final class FileName {
    private static final Pattern FIELD = Pattern.compile("\\{(\\w+)(?::(\\d*(?:\\.\\d+)?[dfeg]))?}");

    private FileName() {}

    /// @param batch the number of the batch, if a batch has ended and not an epoch
    /// @param logs what a training logged
    static String fill(String pattern, int epoch, OptionalInt batch, Map<String, Double> logs) {
        return FIELD.matcher(pattern).replaceAll(found -> {
            var name = found.group(1);
            var format = found.group(2) == null ? "" : found.group(2);
            if (name.equals("epoch")) return whole(name, format, epoch);
            if (name.equals("batch") && batch.isPresent()) return whole(name, format, batch.getAsInt());
            var value = logs.get(name);
            if (value == null)
                throw new RondoException(
                        "checkpoint: {%s} in %s is not in the logs, which have epoch and %s; name one of these"
                                .formatted(name, pattern, logs.keySet()));
            if (format.endsWith("d"))
                throw new RondoException(
                        "checkpoint: {%s:%s} in %s is for whole numbers; write {%s:.4f}".formatted(name, format,
                                pattern, name));
            return format.isEmpty() ? String.valueOf(value) : String.format(Locale.ROOT, "%" + format, value);
        });
    }

    private static String whole(String name, String format, int number) {
        if (format.isEmpty()) return String.valueOf(number);
        if (format.endsWith("d")) return String.format(Locale.ROOT, "%" + format, number);
        throw new RondoException("checkpoint: %s is a whole number; write {%s:02d} instead of {%s:%s}".formatted(
                name.equals("epoch") ? "an epoch" : "a batch", name, name, format));
    }
}
