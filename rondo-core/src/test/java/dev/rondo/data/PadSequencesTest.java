package dev.rondo.data;

import static dev.rondo.data.PadSequences.padSequences;
import static dev.rondo.data.Side.POST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Equal to what Keras gave (golden/pad_sequences.json, written by golden/pad_sequences.py), errors included.
class PadSequencesTest {
    @TestFactory
    List<DynamicTest> asKeras() throws Exception {
        try (var in = PadSequencesTest.class.getResourceAsStream("/golden/pad_sequences.json")) {
            return StreamSupport.stream(JsonMapper.shared().readTree(in).get("cases").spliterator(), false)
                    .map(c -> DynamicTest.dynamicTest(name(c), () -> check(c))).toList();
        }
    }

    private static String name(JsonNode c) {
        return c.get("kind").asString() + " maxlen " + c.get("maxlen") + " pad " + c.get("padding") + " cut "
                + c.get("truncating") + " value " + c.get("value") + " " + c.get("sequences");
    }

    private static void check(JsonNode c) {
        var maxlen = c.get("maxlen").isNull() ? OptionalInt.empty() : OptionalInt.of(c.get("maxlen").asInt());
        var pad = new PadSequences(maxlen, side(c, "padding"), side(c, "truncating"), c.get("value").asDouble());
        if (c.has("error"))
            assertThatThrownBy(() -> run(pad, c)).isInstanceOf(RondoException.class);
        else
            assertThat(run(pad, c)).isEqualTo(numbers(c.get("flat")));
    }

    private static Side side(JsonNode c, String option) {
        return c.get(option).asString().equals("pre") ? Side.PRE : Side.POST;
    }

    /// All the numbers of the result, in order; its shape is checked on the way.
    private static List<Double> run(PadSequences pad, JsonNode c) {
        var flat = new ArrayList<Double>();
        var shape = c.get("shape");
        switch (c.get("kind").asString()) {
            case "ints" -> {
                var rows = pad.ints(sequences(c).map(PadSequencesTest::ints).toList());
                for (var row : rows) for (int x : row) flat.add((double) x);
                checkShape(shape, rows.length, rows.length == 0 ? -1 : rows[0].length);
            }
            case "floats" -> {
                var rows = pad.floats(sequences(c).map(PadSequencesTest::floats).toList());
                for (var row : rows) for (float x : row) flat.add((double) x);
                checkShape(shape, rows.length, rows[0].length);
            }
            default -> {
                var rows = pad.vectors(sequences(c).map(s -> StreamSupport.stream(s.spliterator(), false)
                        .map(PadSequencesTest::floats).toArray(float[][]::new)).toList());
                for (var row : rows) for (var step : row) for (float x : step) flat.add((double) x);
                checkShape(shape, rows.length, rows[0].length);
            }
        }
        return flat;
    }

    private static void checkShape(JsonNode shape, int rows, int width) {
        assertThat(rows).isEqualTo(shape.get(0).asInt());
        if (width >= 0) assertThat(width).isEqualTo(shape.get(1).asInt());
    }

    private static Stream<JsonNode> sequences(JsonNode c) {
        return StreamSupport.stream(c.get("sequences").spliterator(), false);
    }

    private static int[] ints(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
    }

    private static float[] floats(JsonNode list) {
        var numbers = new float[list.size()];
        for (int i = 0; i < numbers.length; i++) numbers[i] = (float) list.get(i).asDouble();
        return numbers;
    }

    private static List<Double> numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asDouble).toList();
    }

    @Test
    void theTableOfTheSlides() {
        var rows = padSequences().padding(POST)
                .ints(List.of(new int[]{711, 632, 71}, new int[]{73, 8, 3215, 55, 927},
                        new int[]{83, 91, 1, 645, 1253, 927}));
        assertThat(rows).isDeepEqualTo(
                new int[][]{{711, 632, 71, 0, 0, 0}, {73, 8, 3215, 55, 927, 0}, {83, 91, 1, 645, 1253, 927}});
    }

    @Test
    void paddedVectorsAreCopies() {
        var step = new float[]{1, 2};
        var rows = padSequences().vectors(List.<float[][]>of(new float[][]{step}));
        step[0] = 9;
        assertThat(rows[0][0]).containsExactly(1, 2);
    }

    @Test
    void vectorsOfDifferentLengths() {
        assertThatThrownBy(() -> padSequences().vectors(List.of(new float[][]{{1, 2}}, new float[][]{{1, 2}, {3}})))
                .isInstanceOf(RondoException.class).hasMessageContaining("step 1 of sequence 1 has 1 features");
    }

    @Test
    void negativeMaxlen() {
        assertThatThrownBy(() -> padSequences().maxlen(-1)).isInstanceOf(RondoException.class)
                .hasMessageContaining("maxlen must be at least 0, got -1");
    }
}
