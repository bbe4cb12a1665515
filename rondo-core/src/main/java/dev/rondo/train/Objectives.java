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
import java.util.Optional;
import java.util.Set;

/// What a model is trained for: one objective an output. The whole loss is the weighted sum of theirs, what layers added
/// ([Pass#cost]) and what regularizers make of the trained weights (`keras/src/trainers/trainer.py`, `compute_loss`).
record Objectives(List<Objective> all) {
    /// The loss of one batch: of each output by itself, and altogether; and the weights of each output's samples.
    record Losses(List<Tensor> each, Tensor whole, List<Optional<float[]>> weights) {}

    Objectives {
        all = List.copyOf(all);
        var names = new HashSet<String>();
        for (var o : all) {
            if (!names.add(o.output())) throw new RondoException("compile: two objectives are for " + o.output());
        }
        var logged = new HashSet<>(Set.of("loss", "val_loss"));
        for (var o : all) if (all.size() > 1) enter(key(true, o, "loss"), logged);
        for (var m : measured(all)) {
            boolean one = m.metric().logs(m.metric().name());
            // the names of several numbers may not be known before there is data: Tally sees whether two are the same
            enter(one ? m.key() : m.key() + "_…", logged);
        }
    }

    /// All metrics, first those without weights, as they are named in the logs.
    List<Measured> measured() {
        return measured(all);
    }

    private static List<Measured> measured(List<Objective> all) {
        boolean several = all.size() > 1;
        var found = new ArrayList<Measured>();
        for (int i = 0; i < all.size(); i++) {
            for (var m : all.get(i).metrics()) found.add(new Measured(i, m, key(several, all.get(i), m.name()), false));
        }
        for (int i = 0; i < all.size(); i++) {
            var o = all.get(i);
            for (var m : o.weightedMetrics()) {
                boolean taken = o.metrics().stream().anyMatch(other -> other.name().equals(m.name()));
                found.add(new Measured(i, m, key(several, o, taken ? "weighted_" + m.name() : m.name()), true));
            }
        }
        return found;
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
            throw twice(key);
        }
        logged.addAll(both);
    }

    /// What to say if two metrics have one name.
    static RondoException twice(String key) {
        return new RondoException(("compile: two entries of the logs are called \"%s\"; give a metric another name, as "
                + "in auc().named(\"auc_of_all\")").formatted(key));
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
        return measured().stream().map(m -> m.key().equals(m.metric().name()) ? m.metric() : m.metric().named(m.key()))
                .toList();
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
        var weighted = new ArrayList<Optional<float[]>>();
        Tensor whole = Tensor.scalar(0);
        for (int i = 0; i < all.size(); i++) {
            var objective = all.get(i);
            var target = batch.targets().get(i);
            var losses = objective.loss().perSample(target.y(), outputs.get(i));
            var weights = SampleWeights.of(batch.size(), target, classWeights, losses.shape());
            var one = WeightedMean.reduce(losses.tensor(), weights, losses.mask(), objective.loss().reduction());
            each.add(one);
            weighted.add(weights);
            var share = objective.weight() == 1 ? one : Ops.scale((float) objective.weight(), one);
            whole = i == 0 ? share : Ops.plus(whole, share);
        }
        for (var cost : pass.costs()) whole = Ops.plus(whole, cost);
        for (var cost : regularization(pass)) whole = Ops.plus(whole, cost);
        return new Losses(each, whole, weighted);
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
