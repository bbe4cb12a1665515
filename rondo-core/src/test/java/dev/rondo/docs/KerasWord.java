package dev.rondo.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A public word of Keras as `golden/arguments.py` wrote it down, with its arguments and those of its `call`.
record KerasWord(String module, String name, List<String> also, List<Argument> arguments) {
    /// An argument of the word or of its `call`; without a default it has to be given.
    record Argument(String name, Optional<JsonNode> standard, boolean ofCall) {
        /// As Python writes it: `use_bias=True`.
        @Override
        public String toString() { return name + standard.map(s -> "=" + python(s)).orElse(""); }
    }

    static List<KerasWord> read(Path golden) throws IOException {
        var found = new ArrayList<KerasWord>();
        for (var module : new JsonMapper().readTree(Files.readString(golden)).properties()) {
            if (module.getKey().equals("meta")) continue;
            for (var word : module.getValue().properties()) {
                var w = word.getValue();
                found.add(new KerasWord(module.getKey(), word.getKey(),
                        stream(w.path("also")).map(JsonNode::asString).toList(),
                        Stream.concat(arguments(w.get("arguments"), false), arguments(w.path("call"), true)).toList()));
            }
        }
        return found;
    }

    private static Stream<Argument> arguments(JsonNode list, boolean ofCall) {
        return stream(list).map(a -> new Argument(a.get(0).asString(), Optional.ofNullable(a.get(1)), ofCall));
    }

    /// Keras's names and Java's for the same: `KLDivergence`, `kl_divergence`, `klDivergence`.
    static String plain(String name) { return name.replace("_", "").toLowerCase(Locale.ROOT); }

    static String python(JsonNode v) {
        if (v.isNull()) return "None";
        if (v.isBoolean()) return v.asBoolean() ? "True" : "False";
        if (v.isArray()) return stream(v).map(KerasWord::python).collect(Collectors.joining(", ", "(", ")"));
        if (v.isObject()) return v.get("repr").asString();
        if (v.isNumber()) return v.toString();
        return "\"" + v.asString().replace("\t", "\\t").replace("\n", "\\n").replace("`", "'") + "\"";
    }

    private static Stream<JsonNode> stream(JsonNode list) { return StreamSupport.stream(list.spliterator(), false); }

    @Override
    public String toString() { return module + "." + name; }
}
