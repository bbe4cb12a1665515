package dev.rondo.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.ModelFileException;
import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The format as https://github.com/huggingface/safetensors describes it.
class SafetensorsTest {
    private static Map<String, Tensor> read(byte[] file) throws IOException {
        return Safetensors.read(new ByteArrayInputStream(file), file.length);
    }

    private static byte[] file(String header, int dataBytes) {
        var json = header.getBytes(StandardCharsets.UTF_8);
        var file = new byte[8 + json.length + dataBytes];
        ZipLayout.little(file).putLong(json.length).put(json);
        return file;
    }

    @Test
    void roundTrip() throws IOException {
        var tensors = new LinkedHashMap<String, Tensor>();
        tensors.put("b/한국어 \"x\"", Tensor.of(Shape.of(2, 2), 1, -0f, Float.MIN_VALUE, Float.MAX_VALUE));
        tensors.put("a", Tensor.scalar(3));
        tensors.put("empty", Tensor.zeros(0, 5));
        tensors.put("long", Tensor.zeros(40_000));
        var out = new ByteArrayOutputStream();
        Safetensors.write(tensors, out);
        var back = read(out.toByteArray());
        assertThat(back.keySet()).containsExactlyElementsOf(tensors.keySet());
        back.forEach((name, t) -> {
            assertThat(t.shape()).isEqualTo(tensors.getOrDefault(name, t).shape());
            assertThat(t.data()).isEqualTo(tensors.getOrDefault(name, Tensor.scalar(9)).data());
        });
        assertThat(ZipLayout.little(out.toByteArray()).getLong() % 8).isZero();
    }

    @Test
    void whatOthersWrite() throws IOException {
        var file = file(
                "{\"__metadata__\":{\"format\":\"pt\"},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}   ",
                8);
        ZipLayout.little(file).putFloat(file.length - 8, 1.5f).putFloat(file.length - 4, 2.5f);
        var read = read(file);
        assertThat(read.keySet()).containsExactly("a", "b");
        assertThat(read.getOrDefault("a", Tensor.scalar(0)).value()).isEqualTo(1.5f);
        assertThat(read.getOrDefault("b", Tensor.scalar(0)).data()).containsExactly(2.5f);
    }

    @Test
    void whatIsNotTheFormat() {
        for (String header : new String[]{" {}", "[]", "{\"a\":1}", "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}"}) {
            assertThatThrownBy(() -> read(file(header, 4))).as(header).isInstanceOf(ModelFileException.class);
        }
        assertThatThrownBy(() -> read(new byte[3])).isInstanceOf(ModelFileException.class);
    }

    @Test
    void numbersThatAreNone() {
        assertThatThrownBy(
                () -> Safetensors.write(Map.of("w", Tensor.vector(1, Float.NaN)), new ByteArrayOutputStream()))
                .isInstanceOf(RondoException.class).hasMessageContaining("the first is NaN at 1; training diverged");
    }
}
