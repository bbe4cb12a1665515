package dev.rondo.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.ModelFileException;
import dev.rondo.layer.Layers;
import dev.rondo.model.Model;
import dev.rondo.op.Key;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files made to do harm, and files that are something else: each is refused with a line that says what is wrong. The
/// checksums of all of them are right, as an attacker would make them.
class EvilCorpusTest {
    private static final String INPUT = "\"Input\",\n    \"shape\" : [ null, 5, 3 ]\n";

    @TempDir
    Path dir;

    private void refused(byte[] file, String... saying) throws IOException {
        var path = dir.resolve("evil.rondo");
        Files.write(path, file);
        long start = System.nanoTime();
        assertThatThrownBy(() -> RondoFile.load(path)).isInstanceOf(ModelFileException.class)
                .hasMessageContainingAll(saying).hasMessageNotContainingAny("\n", "\u001b");
        assertThat(System.nanoTime() - start).isLessThan(3_000_000_000L);
    }

    /// The entries of a good file: layers Input, Rnn(Lstm), Dense.
    private Map<String, byte[]> good() throws IOException {
        var path = dir.resolve("good.rondo");
        RondoFile.save(Model.sequential(Layers.input(5, 3), Layers.lstm(2), Layers.dense(2)), path);
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(Files.newInputStream(path))) {
            for (var e = zip.getNextEntry(); e != null; e = zip.getNextEntry())
                entries.put(e.getName(), zip.readAllBytes());
        }
        assertThat(entries.keySet()).containsExactly("manifest.json", "model.json", "weights.safetensors");
        entries.remove("manifest.json");
        return entries;
    }

    private static byte[] packed(Map<String, byte[]> entries) throws IOException {
        var bodies = new LinkedHashMap<String, Body>();
        entries.forEach((name, bytes) -> bodies.put(name, out -> out.write(bytes)));
        var out = new ByteArrayOutputStream();
        ArchiveWriter.of(bodies).write(out);
        return out.toByteArray();
    }

    /// A good file whose entry says something else.
    private byte[] with(String entry, String was, String is) throws IOException {
        var entries = good();
        var text = new String(entries.getOrDefault(entry, new byte[0]), StandardCharsets.ISO_8859_1);
        assertThat(text).contains(was);
        entries.put(entry, text.replace(was, is).getBytes(StandardCharsets.ISO_8859_1));
        return packed(entries);
    }

    @Test
    void aGoodFileIsGood() throws IOException {
        Files.write(dir.resolve("x.rondo"), packed(good()));
        RondoFile.load(dir.resolve("x.rondo"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"units\" : 2|\"units\" : -1|layers[1].cell: LSTM: units must be at least 1",
            "\"units\" : 2|\"units\" : 0|units must be at least 1",
            "\"units\" : 2|\"units\" : 2147483648|layers[1].cell.units: a whole number",
            "\"units\" : 2|\"units\" : 2.0|layers[1].cell.units: a whole number is expected, got 2.0",
            "\"units\" : 2|\"units\" : \"2\"|a whole number is expected, got '2'",
            "\"units\" : 2|\"units\" : null|a whole number is expected, got null",
            "\"units\" : 2|\"units\" : [2]|a whole number is expected, got a list",
            "\"units\" : 2|\"units\" : NaN|not valid JSON", "\"units\" : 2|\"units\" : 2, \"units\" : 2|not valid JSON",
            "\"units\" : 2|\"unit\" : 2|layers[1].cell.units is missing",
            "\"units\" : 2|\"units\" : 2, \"dropout\" : 0.1|layers[1].cell.dropout is unknown; Lstm has [units, activation",
            "\"units\" : 2|\"units\" : 1000000000|layers[1].cell: LSTM: units must be at most",
            "\"units\" : 2|\"units\" : 500000|but its layer takes [3, 2000000]",
            "\"units\" : 2|\"units\" : 1073741824|units must be at most",
            "\"units\" : 2|\"units\" : 3|has shape [3, 8], but its layer takes [3, 12]",
            "\"TANH\"|\"tanh\"|layers[1].cell.activation: 'tanh' is no Activation; known are TANH, ",
            "\"Lstm\"|\"Lambda\"|unknown type 'Lambda' at layers[1].cell; known are ",
            "\"Lstm\"|\"java.lang.ProcessBuilder\"|unknown type 'java.lang.ProcessBuilder'",
            "\"Lstm\"|\"dev.rondo.cell.Lstm\"|unknown type", "\"Lstm\"|\"TFSMLayer\"|unknown type",
            "\"Lstm\"|\"Dense\"|layers[1].cell: 'Dense' is no Cell; known are ",
            "\"Lstm\"|7|unknown type 7 at layers[1].cell", "\"type\" : \"Lstm\",||layers[1].cell.type is missing",
            "\"Zeros\"|\"Values\"|unknown types 'Values' at layers[1].cell.starts.bias, 'Values' at layers[2].biasStart",
            "\"NONE\"|\"SHELL\"|task: 'SHELL' is no Task", "\"seed\" : 0|\"seed\" : 1e999|seed: a whole number",
            "\"scale\" : 1.0|\"scale\" : 1e999|scale: a finite number is expected",
            "\"useBias\" : true|\"useBias\" : 1|useBias: true or false is expected, got 1",
            "\"useBias\" : true|\"useBias\" : false|belongs to no layer", "[ null, 5, 3 ]|[ null, 5, 4 ]|weight",
            "[ null, 5, 3 ]|[ null, -5, 3 ]|size of 0 or more", "[ null, 5, 3 ]|[ null, 5, null ]|must be known",
            "[ null, 5, 3 ]|[ ]|load", "\"labels\" : [ ]|\"labels\" : [ 1 ]|labels[0]: a text is expected",
            "\"labels\" : [ ]|\"labels\" : [ \"a\", \"a\" ]|labels: 'a' is there twice",
            "\"about\" : { }|\"about\" : { \"a\" : [ ] }|about.a: a text is expected",
            "\"about\" : { }|\"about\" : { }, \"safe_mode\" : false|safe_mode is unknown",
            "\"task\"|// hi|not valid JSON", "\"task\"|\u00ff|not UTF-8", "\"task\"|\"\u0001\"|not valid JSON"})
    void aLyingConfig(String was, String is, String saying) throws IOException {
        refused(with("model.json", was, is == null ? "" : is), saying);
    }

    @Test
    void aTerminalEscapeInATypeIsShownAsItsNumber() throws IOException {
        refused(with("model.json", "\"Lstm\"", "\"\\u001b[31m\\nred\""), "'\\u001b[31m\\u000ared'");
    }

    @Test
    void hugeJson() throws IOException {
        refused(with("model.json", "\"about\" : { }", "\"about\" : " + "[".repeat(100_000)), "depth 64");
        refused(with("model.json", "\"about\" : { }", "\"about\" : { }" + " ".repeat(17 << 20)), "at most 16777216");
        refused(with("model.json", "\"seed\" : 0", "\"seed\" : " + "9".repeat(100_000)), "not valid JSON");
        refused(with("model.json", "\"seed\" : 0", "\"seed\" : " + "9".repeat(900)), "seed: a whole number");
        var deep = "{\"type\":\"TimeDistributed\",\"layer\":".repeat(70) + "{\"type\":\"Flatten\"}" + "}".repeat(70);
        refused(with("model.json", "\"layers\" : [ {", "\"layers\" : [ " + deep + ", {"), "depth 64");
    }

    @Test
    void hugeLayersAreRefusedBeforeThereIsAnArrayForThem() throws IOException {
        refused(replacingInput(
                "\"Embedding\",\"inputDim\":2000000000,\"outputDim\":1,\"masksZero\":true,\"start\":{\"type\":\"Zeros\"}"),
                "weight \"embedding/embeddings\" is missing");
        refused(replacingInput(
                "\"Embedding\",\"inputDim\":2000000000,\"outputDim\":2000000000,\"masksZero\":true,\"start\":{\"type\":\"Zeros\"}"),
                "weight \"embedding/embeddings\" is missing");
        refused(replacingInput("\"RepeatVector\",\"n\":2147483647"), "but its layer takes [5, 8]");
    }

    private byte[] replacingInput(String by) throws IOException {
        var entries = good();
        var text = new String(entries.getOrDefault("model.json", new byte[0]), StandardCharsets.UTF_8);
        assertThat(text).contains(INPUT);
        text = text.replace(INPUT, by).replace("\"input\" : [ null, 5, 3 ]", "\"input\" : [ null, 5 ]");
        entries.put("model.json", text.getBytes(StandardCharsets.UTF_8));
        return packed(entries);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"F32\"|\"F16\"|float32 (F32) is expected, got 'F16'",
            "\"F32\"|\"F64\"|float32",
            "\"data_offsets\" : [ 0, 96 ]|\"data_offsets\" : [ 4, 96 ]|takes 96 bytes, but the offsets say 92",
            "\"data_offsets\" : [ 0, 96 ]|\"data_offsets\" : [ -1, 95 ]|two whole numbers",
            "\"data_offsets\" : [ 0, 96 ]|\"data_offsets\" : [ 4, 100 ]|a hole or an overlap",
            "\"data_offsets\" : [ 0, 96 ]|\"data_offsets\" : [ 0, 9e99 ]|two whole numbers",
            "\"data_offsets\" : [ 0, 96 ]|\"data_offsets\" : [ 96, 192 ]|a hole or an overlap",
            "\"shape\" : [ 3, 8 ]|\"shape\" : [ 8, 3 ]|has shape [8, 3], but its layer takes [3, 8]",
            "\"shape\" : [ 3, 8 ]|\"shape\" : [ 3, -8 ]|size of 0 or more",
            "\"shape\" : [ 3, 8 ]|\"shape\" : [ 2000000000, 2000000000 ]|too large",
            "\"shape\" : [ 3, 8 ]|\"shape\" : [ 3, null ]|not fully known",
            "\"shape\" : [ 3, 8 ]|\"shape\" : 24|a list of sizes",
            "lstm/kernel|lstm/colonel|weight \"lstm/kernel\" is missing", "lstm/kernel|lstm/bias|not valid JSON",
            "\"dtype\" : \"F32\",||dtype, shape and data_offsets are expected"})
    void lyingWeights(String was, String is, String saying) throws IOException {
        var entries = good();
        var bytes = entries.getOrDefault("weights.safetensors", new byte[0]);
        int length = (int) ZipLayout.little(bytes).getLong();
        var header = new String(bytes, 8, length, StandardCharsets.UTF_8);
        assertThat(header).contains(was);
        var changed = header.replaceFirst(java.util.regex.Pattern.quote(was), is == null ? "" : is)
                .getBytes(StandardCharsets.UTF_8);
        var file = new byte[8 + changed.length + bytes.length - 8 - length];
        ZipLayout.little(file).putLong(changed.length).put(changed).put(bytes, 8 + length, bytes.length - 8 - length);
        entries.put("weights.safetensors", file);
        refused(packed(entries), saying);
    }

    /// Any one bit of the JSON may be wrong: there is an answer or a [ModelFileException], and nothing else.
    @Test
    void everyByteOfTheJsonChangedUnderRightChecksums() throws IOException {
        var path = dir.resolve("evil.rondo");
        for (String name : List.of("model.json", "weights.safetensors")) {
            var entries = good();
            var bytes = entries.getOrDefault(name, new byte[0]);
            for (int i = 0; i < bytes.length; i++) {
                var changed = bytes.clone();
                changed[i] ^= (byte) (1 << (int) (Key.of(5).uniform(i) * 8));
                entries.put(name, changed);
                Files.write(path, packed(entries));
                try {
                    RondoFile.load(path);
                } catch (ModelFileException e) {
                    assertThat(e).hasMessageStartingWith("load " + path);
                }
            }
        }
    }

    @Test
    void weightsOfTheWrongSize() throws IOException {
        var entries = good();
        var bytes = entries.getOrDefault("weights.safetensors", new byte[0]);
        for (long length : new long[]{-1, 0, 1, Long.MAX_VALUE, bytes.length, 1 << 30}) {
            var lying = bytes.clone();
            ZipLayout.little(lying).putLong(length);
            entries.put("weights.safetensors", lying);
            refused(packed(entries), "safetensors: a header of");
        }
        entries.put("weights.safetensors", Arrays.copyOf(bytes, bytes.length + 4));
        refused(packed(entries), "bytes of numbers are declared, but");
        entries.put("weights.safetensors", Arrays.copyOf(bytes, bytes.length - 4));
        refused(packed(entries), "bytes of numbers are declared, but");
        entries.put("weights.safetensors", new byte[0]);
        refused(packed(entries), "the data end too early");
        var infinite = bytes.clone();
        ZipLayout.little(infinite).putFloat(bytes.length - 4, Float.POSITIVE_INFINITY).putFloat(bytes.length - 8,
                Float.NaN);
        entries.put("weights.safetensors", infinite);
        refused(packed(entries), "weight 'dense/bias': 2 of its numbers are not finite, the first is NaN at 0");
    }

    @Test
    void entriesThatAreMissingOrTooMany() throws IOException {
        for (String name : List.of("model.json", "weights.safetensors")) {
            var entries = good();
            entries.remove(name);
            refused(packed(entries), "entry '" + name + "' is missing");
        }
        var more = good();
        more.put("vocabulary.json",
                "{\"lowercase\":true,\"maxLength\":-1,\"words\":[]}".getBytes(StandardCharsets.UTF_8));
        refused(packed(more), "maxLength must be at least 1, got -1");
        more.put("vocabulary.json",
                "{\"lowercase\":true,\"maxLength\":null,\"words\":[\"a\",\"a\"]}".getBytes(StandardCharsets.UTF_8));
        refused(packed(more), "'a' is there twice");
        more.put("vocabulary.json", "[]".getBytes(StandardCharsets.UTF_8));
        refused(packed(more), "vocabulary.json: top: an object is expected, got a list");
        var unknown = good();
        unknown.put("code.json", new byte[0]);
        refused(packed(unknown), "entry 'code.json' is no part of a model");
        var many = good();
        for (char c = 'a'; c <= 'z'; c++) many.put(c + ".json", new byte[0]);
        refused(packed(many), "load");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "/etc/x", "C:\\x", "a\\..\\b", "a/model.json", "MODEL.JSON", "mo\u0000del.json",
            "", "model.py",
            "modèle.json"})
    void namesThatAreNoNames(String name) throws IOException {
        var entries = good();
        entries.put(name, new byte[3]);
        refused(packed(entries), "load");
    }

    @Test
    void newerVersions() throws IOException {
        refused(zip(manifest("2", ",\"more\":1")), "written by a newer Rondo (format 2)", "update Rondo");
        refused(zip(manifest("0", "")), "version 1 are expected");
        refused(zip(manifest("\"1\"", "")), "version: a whole number is expected");
        refused(zip(manifest("1", ",\"more\":1")), "more is unknown");
        refused(zip(manifest("1", "").replace("rondo", "rhondo")), "format \"rondo\"");
        refused(zip("[]"), "manifest.json: top: an object is expected");
        refused(zip(""), "manifest.json");
    }

    private static String manifest(String version, String more) {
        return "{\"format\":\"rondo\",\"version\":%s,\"entries\":[]%s}".formatted(version, more);
    }

    private static byte[] zip(String manifest) throws IOException {
        var bytes = manifest.getBytes(StandardCharsets.UTF_8);
        var entry = new ZipLayout.Entry(Manifest.NAME, bytes.length, Sum.of(out -> out.write(bytes)).crc());
        var out = new ByteArrayOutputStream();
        out.write(ZipLayout.local(entry));
        out.write(bytes);
        out.write(ZipLayout.directory(List.of(entry)));
        return out.toByteArray();
    }

    @Test
    void zipsOfOtherMakers() throws IOException {
        var deflated = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(deflated)) {
            for (var entry : good().entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        refused(deflated.toByteArray(), "entry 'model.json' is compressed", "zipped again");
        var bomb = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("weights.safetensors"));
            for (int i = 0; i < 64; i++) zip.write(new byte[1 << 20]);
        }
        refused(bomb.toByteArray(), "is compressed");
        var many = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(many)) {
            for (int i = 0; i < 70_000; i++) zip.putNextEntry(new ZipEntry("e" + i));
        }
        refused(many.toByteArray(), "zip directory is damaged or far too long");
        var keras = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(keras)) {
            for (String name : List.of("metadata.json", "config.json", "model.weights.h5"))
                zip.putNextEntry(new ZipEntry(name));
        }
        refused(keras.toByteArray(), "this is a Keras .keras file");
        var torch = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(torch)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
        }
        refused(torch.toByteArray(), "this is a PyTorch file");
        var empty = new ByteArrayOutputStream();
        new ZipOutputStream(empty).close();
        refused(empty.toByteArray(), "this zip file is empty");
    }

    @Test
    void somethingElse() throws IOException {
        refused(new byte[0], "the file is empty");
        refused("x".getBytes(StandardCharsets.UTF_8), "not a Rondo file");
        refused("version https://git-lfs.github.com/spec/v1\noid sha256:0\n".getBytes(StandardCharsets.UTF_8),
                "this is a Git LFS pointer");
        refused("\n <!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8), "this is an HTML page");
        refused("\u0089HDF\r\n\u001a\n\0\0".getBytes(StandardCharsets.ISO_8859_1), "this is an HDF5 file");
        refused("\u0089PNG\r\n".getBytes(StandardCharsets.ISO_8859_1), "this is a PNG picture");
        refused(new byte[]{0x1f, (byte) 0x8b, 8, 0}, "gzip");
        refused(new byte[]{(byte) 0x80, 4, (byte) 0x95, 0}, "Python pickle");
        refused("{\"class_name\": \"Sequential\"}".getBytes(StandardCharsets.UTF_8), "JSON text");
        refused(good().getOrDefault("weights.safetensors", new byte[0]), "bare safetensors");
        assertThatThrownBy(() -> RondoFile.load(dir)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("directory");
        assertThatThrownBy(() -> RondoFile.load(dir.resolve("none.rondo"))).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("there is no such file");
        for (String device : List.of("/dev/zero", "/dev/null")) {
            if (Files.exists(Path.of(device)))
                assertThatThrownBy(() -> RondoFile.load(Path.of(device))).hasMessageContaining("not a regular file");
        }
    }

    @Test
    void ownTypesAreRecordsWithNamesOfTheirOwn() throws IOException {
        Files.write(dir.resolve("x.rondo"), packed(good()));
        assertThatThrownBy(() -> RondoFile.load(dir.resolve("x.rondo"), String.class))
                .hasMessageContaining("is not a record");
        record Lstm() {}
        assertThatThrownBy(() -> RondoFile.load(dir.resolve("x.rondo"), Lstm.class)).hasMessageContaining("rename");
        assertThat(new ArrayList<>(new Types(List.of()).names())).contains("Lstm", "Orthogonal", "VarianceScaling")
                .doesNotContain("Values", "Starts");
    }
}
