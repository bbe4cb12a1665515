package dev.rondo.train.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.contract.Discover;
import dev.rondo.golden.Golden;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.schedule.KerasSchedules;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Twenty steps of every optimizer, refined in every way, as Keras takes them. What a case does not say is left to
/// Rondo's defaults, which must be Keras's.
class VocabularyOptimizersGoldenTest {
    private static final String FILE = "vocabulary_optimizers.json";

    static List<Golden> cases() { return Golden.cases(FILE, "optimizers"); }

    @ParameterizedTest
    @MethodSource("cases")
    void twentySteps(Golden c) {
        var optimization = new Optimization(optimizer(c));
        var weights = new LinkedHashMap<String, Tensor>();
        for (var w : Golden.cases(FILE, "initial")) weights.put(w.name(), w.tensor("value"));
        var written = Golden.cases(FILE, "written").stream().map(w -> w.json().asInt()).toList();
        var after = c.get("after").each().toList();
        int number = 0;
        for (var gradients : Golden.cases(FILE, "gradients")) {
            var byWeight = new IdentityHashMap<Tensor, float[]>();
            var g = gradients.each().map(Golden::tensor).toList();
            for (var w : weights.values()) byWeight.put(w, g.get(byWeight.size()).data());
            optimization.step(weights, byWeight::get, Machine.single());
            int at = written.indexOf(++number);
            if (at >= 0) assertClose("step " + number, weights, after.get(at));
        }
        optimization.finish(weights);
        assertClose("the end", weights, c.get("final"));
    }

    private static void assertClose(String when, Map<String, Tensor> weights, Golden expected) {
        var numbers = expected.each().map(Golden::tensor).toList();
        int i = 0;
        for (var w : weights.entrySet()) {
            assertThat(w.getValue().data()).as("%s after %s", w.getKey(), when)
                    .containsExactly(numbers.get(i++).data(), within(1e-5f));
        }
    }

    @Test
    void everyOptimizerIsCompared() {
        Discover.assertNoneForgotten(Optimizer.class,
                cases().stream().map(VocabularyOptimizersGoldenTest::optimizer).toList());
        var words = Arrays.stream(Optimizers.class.getMethods()).filter(m -> m.getDeclaringClass() == Optimizers.class)
                .map(m -> m.getName().toLowerCase(Locale.ROOT)).distinct().toList();
        assertThat(cases().stream().map(c -> c.text("class_name").toLowerCase(Locale.ROOT))).containsAll(words);
    }

    private static Optimizer optimizer(Golden c) {
        var said = c.get("said");
        var rate = said.given("learning_rate") ? new Object[]{said.number("learning_rate")} : new Object[0];
        var made = call(Optimizers.class, Optimizers.class, c.text("class_name"), rate);
        for (var option : said.json().properties()) made = with((Optimizer) made, option.getKey(), said);
        return (Optimizer) made;
    }

    private static Optimizer with(Optimizer o, String key, Golden said) {
        var value = said.json().get(key);
        return switch (key) {
            case "learning_rate", "muon_b", "muon_c", "ema_momentum" -> o;
            case "schedule" -> o.schedule(KerasSchedules.of(said.get(key)));
            case "use_ema" -> said.given("ema_momentum") ? o.useEma(said.number("ema_momentum")) : o.useEma();
            case "exclude" -> o.excludeFromWeightDecay(texts(value));
            case "exclude_layers" -> ((Muon) o).excludeLayers(texts(value));
            case "exclude_embeddings" -> ((Muon) o).withEmbeddings();
            case "muon_a" -> ((Muon) o).abc(said.number("muon_a"), said.number("muon_b"), said.number("muon_c"));
            case "nesterov" -> option(o, said.flag(key) ? "withNesterov" : "withoutNesterov");
            case "amsgrad" -> option(o, "withAmsgrad");
            case "centered" -> option(o, "withCentering");
            case "rms_rate" -> value.isNull() ? option(o, "withoutRmsRate") : option(o, "rmsRate", said.number(key));
            default -> option(o, key.replace("_", ""), said.number(key));
        };
    }

    private static Optimizer option(Optimizer o, String word, Object... args) {
        return (Optimizer) call(o.getClass(), o, word, args);
    }

    /// The method of this name, in whatever case, that takes as many arguments; of a static one `on` is not looked at.
    private static Object call(Class<?> type, Object on, String word, Object... args) {
        Method method = Arrays.stream(type.getMethods()).filter(m -> m.getName().equalsIgnoreCase(word))
                .filter(m -> m.getParameterCount() == args.length && !m.isBridge()).findFirst()
                .orElseThrow(() -> new AssertionError("no option " + word + " of " + type));
        var fitting = new ArrayList<Object>();
        for (var a : args) fitting.add(method.getParameterTypes()[0] == int.class ? ((Double) a).intValue() : a);
        try {
            return method.invoke(on, fitting.toArray());
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new LinkageError(word, e);
        }
    }

    private static String[] texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toArray(String[]::new);
    }
}
