package dev.rondo.train;

import dev.rondo.RondoException;
import dev.rondo.data.Batch;
import dev.rondo.model.Model;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.nn.Use;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Tensor;
import dev.rondo.train.loss.Loss;
import dev.rondo.train.loss.WeightedMean;
import dev.rondo.train.metric.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a model is trained for: one objective an output. The whole loss is the weighted sum of theirs, what layers added
/// ([Pass#cost]) and what regularizers make of the trained weights (`keras/src/trainers/trainer.py`, `compute_loss`).
record Objectives(List<Objective> all) {
    /// The loss of one batch: of each output by itself, and altogether.
    record Losses(List<Tensor> each, Tensor whole) {}

    Objectives {
        all = List.copyOf(all);
        var names = new HashSet<String>();
        for (var o : all) {
            if (!names.add(o.output())) throw new RondoException("compile: two objectives are for " + o.output());
        }
        var logged = new HashSet<>(Set.of("loss", "val_loss"));
        for (var o : all) {
            if (all.size() > 1) enter(key(true, o, "loss"), logged);
            for (var m : o.metrics()) enter(key(all.size() > 1, o, m.name()), logged);
        }
    }

    /// What the logs call something about an output: behind its name, if there are several.
    String key(Objective objective, String what) {
        return key(several(), objective, what);
    }

    private static String key(boolean several, Objective objective, String what) {
        return several ? objective.output() + "_" + what : what;
    }

    private static void enter(String key, Set<String> logged) {
        var both = List.of(key, "val_" + key);
        if (!Collections.disjoint(logged, both)) {
            throw new RondoException(
                    ("compile: two entries of the logs are called \"%s\"; give a metric another name, as "
                            + "in auc().named(\"auc_of_all\")").formatted(key));
        }
        logged.addAll(both);
    }

    /// One loss, for a model with one output.
    static Objectives only(Model model, Loss loss) {
        var names = model.outputNames();
        if (names.size() > 1) {
            throw new RondoException(
                    "compile: the model puts out %s; give each output an objective(name, loss)".formatted(names));
        }
        return new Objectives(List.of(Objective.objective(names.getFirst(), loss)));
    }

    /// Whether there are several, so that names say which output they are about.
    boolean several() {
        return all.size() > 1;
    }

    List<Metric> metrics() {
        var metrics = new ArrayList<Metric>();
        for (var o : all) for (var m : o.metrics()) metrics.add(several() ? m.named(key(o, m.name())) : m);
        return metrics;
    }

    /// Throws unless each output of the model has one objective, in whatever order; an empty name is that of the only one.
    Objectives inOrderOf(Model model) {
        var names = model.outputNames();
        if (all.size() == 1 && names.size() == 1 && all.getFirst().output().isEmpty()) return this;
        var ordered = names.stream().map(name -> all.stream().filter(o -> o.output().equals(name)).findFirst()
                .orElseThrow(() -> new RondoException(
                        "compile: the model puts out %s, so give each an objective; \"%s\" has none, given are %s"
                                .formatted(names, name, all.stream().map(Objective::output).toList()))));
        var list = ordered.toList();
        if (list.size() < all.size()) {
            throw new RondoException("compile: the model puts out %s, but there are objectives for %s".formatted(names,
                    all.stream().map(Objective::output).toList()));
        }
        return new Objectives(list);
    }

    Losses of(Batch batch, List<Signal> outputs, Map<Integer, Double> classWeights, Pass pass) {
        var each = new ArrayList<Tensor>();
        Tensor whole = Tensor.scalar(0);
        for (int i = 0; i < all.size(); i++) {
            var objective = all.get(i);
            var target = batch.targets().get(i);
            var losses = objective.loss().perSample(target.y(), outputs.get(i));
            var weights = SampleWeights.of(batch.size(), target, classWeights, losses.shape());
            var one = WeightedMean.reduce(losses.tensor(), weights, losses.mask(), objective.loss().reduction());
            each.add(one);
            var share = objective.weight() == 1 ? one : Ops.scale((float) objective.weight(), one);
            whole = i == 0 ? share : Ops.plus(whole, share);
        }
        for (var cost : pass.costs()) whole = Ops.plus(whole, cost);
        for (var cost : regularization(pass)) whole = Ops.plus(whole, cost);
        return new Losses(each, whole);
    }

    private static List<Tensor> regularization(Pass pass) {
        var costs = new ArrayList<Tensor>();
        for (var w : pass.weights().regularized()) {
            if (pass.weights().use(w.name()) != Use.TRAINED) continue;
            w.regularizer().ifPresent(r -> costs.add(r.of(pass.weightAt(w.name()))));
        }
        return costs;
    }
}
