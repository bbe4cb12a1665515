package dev.rondo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.bench.Works.Sizes;
import dev.rondo.kernel.Machine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BenchTest {
    private static String print(Consumer<Bench> measure) {
        var out = new ByteArrayOutputStream();
        var bench = new Bench(1, 0.001, new PrintStream(out, true, StandardCharsets.UTF_8));
        bench.header();
        measure.accept(bench);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyWorkHasANameOfItsOwnAndIsFoundByIt() {
        var names = Works.all().stream().map(Work::name).toList();
        assertThat(names).doesNotHaveDuplicates().allSatisfy(n -> assertThat(Works.named(n).name()).isEqualTo(n));
    }

    @Test
    void theSmallestWorksRun() {
        for (var name : List.of("train-lstm-50-49-1-50", "stream-lstm-1-1-128-128", "infer-lstm-1-200-128-128")) {
            Works.named(name).start().apply(Machine.single()).run();
        }
    }

    @Test
    void flopsAreThoseOfTheProducts() {
        // 2·B·T·G·H·(I + H), three times in training, and the dense layer on the last output
        assertThat(Works.named("infer-lstm-32-200-128-128").flops()).isEqualTo(2.0 * 32 * 200 * 4 * 128 * 256);
        assertThat(Works.named("train-gru-32-200-128-128").flops())
                .isEqualTo(3 * (2.0 * 32 * 200 * 3 * 128 * 256 + 2.0 * 32 * 128 * 46));
    }

    @Test
    void scalingGoesThroughLengthsAndBatches() {
        assertThat(print(b -> Scaling.run(b, List.of(2, 3), List.of(1)))).contains("train-lstm-16-2-128-128",
                "train-lstm-16-3-128-128", "times as much", "train-lstm-1-50-128-128");
    }

    @Test
    void paddingIsComparedWithFullSequences() {
        assertThat(print(b -> Padding.run(b, List.of(new Sizes(2, 4, 3, 3))))).contains("2-4-3-3 full", "2-4-3-3 right",
                "2-4-3-3 left", "2-4-3-3 holes", "of the rate without padding");
    }
}
