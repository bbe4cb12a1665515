package dev.rondo.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a golden file holds: its lists of cases, the words that they are about, and who answered.
record GoldenFile(String name, JsonNode json, String script) {
    private static final Pattern PINNED = Pattern.compile("([\\w-]+)==([\\d.]+)");

    /// A list of cases: how many, and in how many of them each word stands.
    record Cases(String list, int count, Map<String, Integer> words) {}

    static GoldenFile read(Path file, Path scripts) throws IOException {
        var json = new JsonMapper().readTree(Files.readString(file));
        var name = file.getFileName().toString();
        // who wrote it says so in the file, or has its name
        var by = json.path("meta").path("by").asString("src/test/golden/" + name.replace(".json", ".py"));
        var script = by.substring(by.lastIndexOf('/') + 1);
        return new GoldenFile(name, json, Files.exists(scripts.resolve(script)) ? script : "?");
    }

    /// Keras, its backend, scikit-learn …, with their versions; from the file or else as the script pins them.
    List<String> answeredBy(Path scripts) throws IOException {
        var found = new ArrayList<String>();
        var meta = json.has("meta") ? json.get("meta") : json;
        for (var p : meta.properties()) {
            if (!p.getValue().isString() || p.getKey().equals("by")) continue;
            if (p.getKey().equals("backend")) {
                found.set(found.size() - 1, found.getLast() + " on " + p.getValue().asString());
            } else {
                found.add(p.getKey().replace('_', '-') + " " + p.getValue().asString());
            }
        }
        if (found.isEmpty() && !script.equals("?")) {
            PINNED.matcher(Files.readString(scripts.resolve(script))).results()
                    .forEach(m -> found.add(m.group(1) + " " + m.group(2)));
        }
        return found;
    }

    List<Cases> cases() {
        var found = new ArrayList<Cases>();
        cases("", json, found);
        return found;
    }

    private static void cases(String path, JsonNode node, List<Cases> found) {
        for (var p : node.properties()) {
            var list = p.getValue();
            // "data" is what cases draw on; lists of numbers and texts are too
            if (p.getKey().equals("meta") || p.getKey().equals("data")) continue;
            if (list.isObject()) cases(path + p.getKey() + ".", list, found);
            if (!list.isArray() || list.isEmpty() || !list.get(0).isObject()) continue;
            var words = new TreeMap<String, Integer>();
            for (var each : list) words(each).forEach(w -> words.merge(w, 1, Integer::sum));
            found.add(new Cases(path + p.getKey(), list.size(), new LinkedHashMap<>(words)));
        }
    }

    private static Set<String> words(JsonNode of) {
        var found = new TreeSet<String>();
        for (var p : of.properties()) {
            boolean named = Set.of("class_name", "initializer").contains(p.getKey()) && p.getValue().isString();
            if (named) found.add(p.getValue().asString());
        }
        for (var child : of) found.addAll(child.isContainer() ? words(child) : Set.of());
        return found;
    }
}
