package dev.rondo.train.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Tensor;
import dev.rondo.golden.Golden;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Ten steps of each optimizer, and clipping, as Keras takes them.
class OptimizersGoldenTest {
    static List<Golden> cases() { return Golden.cases("optimizers.json", "cases"); }

    static List<Golden> clippings() { return Golden.cases("optimizers.json", "clipping"); }

    @ParameterizedTest
    @MethodSource("cases")
    void tenSteps(Golden c) {
        var optimization = new Optimization(optimizer(c.get("optimizer")));
        List<Tensor> weights = c.tensors("initial");
        var steps = c.get("gradients").each().toList();
        var after = c.get("after").each().toList();
        for (int s = 0; s < steps.size(); s++) {
            step(optimization, weights, steps.get(s).each().map(Golden::tensor).toList());
            var expected = after.get(s).each().map(Golden::tensor).toList();
            for (int i = 0; i < weights.size(); i++) {
                assertThat(weights.get(i).data()).as("weight %d after step %d", i, s + 1)
                        .containsExactly(expected.get(i).data(), within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("clippings")
    void clipping(Golden c) {
        var optimization = new Optimization(refined(new Sgd(1), c.get("config")));
        List<Tensor> gradients = c.tensors("gradients");
        List<Tensor> weights = gradients.stream().map(g -> Tensor.zeros(g.shape().sizes())).toList();
        step(optimization, weights, gradients);
        var expected = c.tensors("clipped");
        for (int i = 0; i < expected.size(); i++) {
            assertThat(gradients.get(i).data()).containsExactly(expected.get(i).data(), within(1e-6f));
        }
    }

    private static void step(Optimization optimization, List<Tensor> weights, List<Tensor> gradients) {
        var named = new TreeMap<String, Tensor>();
        var byWeight = new IdentityHashMap<Tensor, float[]>();
        for (int i = 0; i < weights.size(); i++) {
            named.put("w" + i, weights.get(i));
            byWeight.put(weights.get(i), gradients.get(i).data());
        }
        optimization.step(named, byWeight::get, Machine.single());
    }

    private static Optimizer optimizer(Golden spec) {
        var c = spec.get("config");
        double rate = c.number("learning_rate");
        Optimizer rule = switch (spec.text("class_name")) {
            case "SGD" -> new Sgd(rate, c.number("momentum"), c.flag("nesterov"));
            case "RMSprop" ->
                new RmsProp(rate, c.number("rho"), c.number("momentum"), c.number("epsilon"), c.flag("centered"));
            case "Adam" -> adam(c);
            case "Adagrad" -> new Adagrad(rate, c.number("initial_accumulator_value"), c.number("epsilon"));
            case "AdamW" -> new AdamW(adam(c), c.number("weight_decay"));
            default -> throw new AssertionError(spec);
        };
        return refined(rule, c);
    }

    private static Adam adam(Golden c) {
        return new Adam(c.number("learning_rate"), c.number("beta_1"), c.number("beta_2"), c.number("epsilon"),
                c.flag("amsgrad"));
    }

    private static Optimizer refined(Optimizer rule, Golden c) {
        Optimizer o = rule;
        if (c.given("clipnorm")) o = o.clipNorm(c.number("clipnorm"));
        if (c.given("global_clipnorm")) o = o.globalClipNorm(c.number("global_clipnorm"));
        if (c.given("clipvalue")) o = o.clipValue(c.number("clipvalue"));
        return c.given("weight_decay") ? o.weightDecay(c.number("weight_decay")) : o;
    }
}
