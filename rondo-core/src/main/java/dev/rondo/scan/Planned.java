package dev.rondo.scan;

import dev.rondo.kernel.Reserve;
import dev.rondo.nn.Pass;
import java.util.List;
import java.util.Optional;

/// The plan for a step, or why there is none. Steps that are records are planned once: equal records are the same step.
record Planned(Optional<Plan> plan, String obstacle) {
    private static final System.Logger LOG = System.getLogger(Planned.class.getName());

    private record Key(Step step, int inputs, List<Integer> sizes, String scope, boolean training) {}

    static Planned of(Step step, int inputs, State start, Pass pass) {
        Reserve reserve = pass.tape().machine().reserve();
        if (!(step instanceof Record)) return make(step, inputs, start, pass);
        var sizes = start.parts().stream().map(p -> p.shape().last()).toList();
        var key = new Key(step, inputs, sizes, pass.scope(), pass.training());
        return reserve.plan(key, Planned.class, () -> make(step, inputs, start, pass));
    }

    private static Planned make(Step step, int inputs, State start, Pass pass) {
        try {
            return new Planned(Optional.of(Plan.of(step, inputs, start, pass, pass.training())), "");
        } catch (Unfusable e) {
            LOG.log(System.Logger.Level.WARNING, "{0} runs step by step, which is slower: {1}",
                    step.getClass().getSimpleName(), e.getMessage());
            return new Planned(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }
}
