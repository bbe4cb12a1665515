package dev.rondo.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.golden.Golden;
import dev.rondo.kernel.Machine;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Tape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Values and gradients as Keras computes them, for every option, reduction, weight and mask; and its CTC decoders.
class VocabularyLossesGoldenTest {
    private static final String FILE = "vocabulary_losses.json";

    static List<Golden> cases() {
        return Stream.concat(Golden.cases(FILE, "cases").stream(),
                Golden.cases("vocabulary_measures.json", "losses").stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithKeras(Golden c) {
        var loss = loss(c.get("loss"));
        var tape = Tape.recording(Machine.of(2));
        var prediction = tape.watch(c.tensor("y_pred"));
        var each = loss.perSample(c.tensor("y_true"), Signal.of(prediction, c.mask("mask")));
        assertThat(each.shape()).isEqualTo(c.tensor("each").shape());
        close("each", each.tensor().data(), c.tensor("each").data());

        var value = WeightedMean.reduce(each.tensor(), c.array("sample_weight"), each.mask(), loss.reduction());
        close("value", value.data(), new float[]{(float) c.number("value")});
        close("gradient", tape.backward(value).of(prediction), c.tensor("gradient").data());
    }

    static List<Golden> unreduced() { return Golden.cases(FILE, "unreduced"); }

    @ParameterizedTest
    @MethodSource("unreduced")
    void withoutReductionTheLossesAreLeft(Golden c) {
        var loss = new MeanSquaredError().reduction(Reduction.NONE);
        var each = loss.perSample(c.tensor("y_true"), Signal.of(c.tensor("y_pred"), c.mask("mask")));
        var left = WeightedMean.reduce(each.tensor(), c.array("sample_weight"), each.mask(), loss.reduction());
        assertThat(left.shape()).isEqualTo(c.tensor("losses").shape());
        close("losses", left.data(), c.tensor("losses").data());
    }

    static List<Golden> ctcLengths() { return Golden.cases(FILE, "ctc_lengths"); }

    /// The mask does what `keras.ops.ctc_loss` does with its `output_length`.
    @ParameterizedTest
    @MethodSource("ctcLengths")
    void ctcHeedsInputLengths(Golden c) {
        var tape = Tape.recording(Machine.single());
        var logits = tape.watch(c.tensor("y_pred"));
        var each = new Ctc().perSample(c.tensor("y_true"), Signal.of(logits, c.mask("mask")));
        close("each", each.tensor().data(), c.tensor("each").data());
        assertThat(each.mask().present()).isFalse();
        var value = WeightedMean.reduce(each.tensor(), c.array("weights"), each.mask(), Reduction.SUM);
        close("gradient", tape.backward(value).of(logits), c.tensor("gradient").data());
    }

    static List<Golden> decodings() { return Golden.cases(FILE, "decode"); }

    @ParameterizedTest
    @MethodSource("decodings")
    void decodesAsKeras(Golden c) {
        var config = c.get("config");
        int blank = (int) config.number("mask_index", 0);
        int top = (int) config.number("top_paths", 1);
        var logits = Signal.of(c.tensor("logits"), c.mask("mask"));
        var found = config.text("strategy").equals("greedy")
                ? new CtcGreedy(!config.given("merge_repeated"), blank).decode(logits).stream().map(List::of).toList()
                : CtcDecode.beamSearch().beamWidth((int) config.number("beam_width", 100)).topPaths(top)
                        .maskIndex(blank).decode(logits);
        var paths = c.tensor("paths");
        var scores = c.tensor("scores");
        for (int i = 0; i < found.size(); i++) {
            for (int path = 0; path < top; path++) {
                var labels = new ArrayList<Integer>();
                for (int t = 0; t < paths.shape().last() && paths.at(path, i, t) >= 0; t++) {
                    labels.add((int) paths.at(path, i, t));
                }
                var mine = found.get(i).get(path);
                assertThat(mine.labels()).as("sample %d, path %d", i, path).isEqualTo(labels);
                assertThat(mine.score()).as("score of sample %d, path %d", i, path)
                        .isCloseTo((double) scores.at(i, path), within(1e-5 * Math.max(1, Math.abs(mine.score()))));
            }
        }
    }

    private static Loss loss(Golden spec) {
        var c = spec.get("config");
        double smoothing = c.number("label_smoothing", 0);
        boolean logits = c.flag("from_logits");
        int axis = spec.text("class_name").endsWith("Crossentropy") ? (int) c.number("axis", -1) : -1;
        Loss loss = switch (spec.text("class_name")) {
            case "MeanSquaredError" -> new MeanSquaredError();
            case "MeanAbsolutePercentageError" -> new MeanAbsolutePercentageError();
            case "MeanSquaredLogarithmicError" -> new MeanSquaredLogarithmicError();
            case "Huber" -> new Huber(c.number("delta", 1));
            case "LogCosh" -> new LogCosh();
            case "CosineSimilarity" -> new CosineSimilarity((int) c.number("axis", -1));
            case "Hinge" -> new Hinge();
            case "SquaredHinge" -> new SquaredHinge();
            case "CategoricalHinge" -> new CategoricalHinge();
            case "KLDivergence" -> new KlDivergence();
            case "Poisson" -> new Poisson();
            case "BinaryCrossentropy" -> new BinaryCrossentropy(logits, smoothing, axis);
            case "CategoricalCrossentropy" -> new CategoricalCrossentropy(logits, smoothing, axis);
            case "BinaryFocalCrossentropy" -> new BinaryFocalCrossentropy(c.flag("apply_class_balancing"),
                    c.number("alpha", .25), c.number("gamma", 2), logits, smoothing, axis);
            case "CategoricalFocalCrossentropy" -> new CategoricalFocalCrossentropy(alphas(c), c.number("gamma", 2),
                    logits, smoothing, axis);
            case "SparseCategoricalCrossentropy" -> {
                var sparse = new SparseCategoricalCrossentropy().axis(axis);
                if (c.given("ignore_class")) sparse = sparse.ignoreClass(c.whole("ignore_class"));
                yield logits ? sparse.withLogits() : sparse;
            }
            case "CategoricalGeneralizedCrossEntropy" -> new CategoricalGeneralizedCrossEntropy(c.number("q"));
            case "Dice" -> new Dice().axis(axes(c));
            case "Tversky" -> new Tversky().alpha(c.number("alpha", .5)).beta(c.number("beta", .5)).axis(axes(c));
            case "Circle" -> new Circle(c.number("gamma", 80), c.number("margin", .4), !c.given("remove_diagonal"));
            case "CTC" -> new Ctc();
            default -> throw new AssertionError(spec);
        };
        return loss.reduction(Reduction.valueOf(c.text("reduction").toUpperCase(Locale.ROOT)));
    }

    private static List<Double> alphas(Golden c) {
        return Optional.ofNullable(c.json().get("alpha")).map(a -> a.valueStream().map(JsonNode::asDouble).toList())
                .orElse(List.of(.25));
    }

    private static int[] axes(Golden c) {
        if (!c.given("axis")) return new int[0];
        var axis = c.json().get("axis");
        return axis.isArray() ? axis.valueStream().mapToInt(JsonNode::asInt).toArray() : new int[]{axis.asInt()};
    }

    /// To 1e-5, relative for numbers above 1.
    private static void close(String what, float[] found, float[] expected) {
        assertThat(found).as(what).hasSameSizeAs(expected);
        assertThat(IntStream.range(0, found.length).filter(i -> far(found[i], expected[i]))
                .mapToObj(i -> "number %d: %s, Keras %s".formatted(i, found[i], expected[i]))).as(what).isEmpty();
    }

    private static boolean far(float found, float expected) {
        return !(Math.abs(found - expected) <= 1e-5f * Math.max(1, Math.abs(expected)));
    }
}
