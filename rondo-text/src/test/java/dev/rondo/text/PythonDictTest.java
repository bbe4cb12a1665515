package dev.rondo.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The expected values are what Python 2.7.18 printed for `d = {}; for k in keys: d[k] = 1; d.keys()`.
class PythonDictTest {
    @Test
    void hashes() {
        assertThat(PythonDict.hash("")).isEqualTo(0);
        assertThat(PythonDict.hash("a")).isEqualTo(12416037344L);
        assertThat(PythonDict.hash("the")).isEqualTo(-1495230934636648966L);
        assertThat(PythonDict.hash("über")).isEqualTo(-4514345314202505149L);
    }

    @Test
    void afterTwoResizes() {
        var keys = Stream.concat(IntStream.range(0, 40).mapToObj(i -> "w" + i),
                Stream.of("the", "of", "isn't", "über", "a")).toList();
        assertThat(String.join(",", PythonDict.order(keys))).isEqualTo("w19,w18,w17,w16,w15,w14,w13,w12,w11,w10,w7,w6,"
                + "w5,w4,w3,w2,w1,w0,w9,w8,w26,w27,w24,w25,w22,w23,w20,w21,w28,w29,über,a,of,w31,w30,w33,w32,w35,w34,w37,"
                + "w36,w39,w38,the,isn't");
    }

    @Test
    void beyondFiftyThousandKeysItGrowsMoreSlowly() {
        var keys = IntStream.range(0, 200_000).mapToObj(Integer::toString).toList();
        var order = String.join(",", PythonDict.order(keys)).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(DataFile.sha256(List.of(order)))
                .isEqualTo("1fd5d8ea08cc33d42f3a64d93d03851589efc7da8958b64c322ee5947ef960d9");
    }
}
