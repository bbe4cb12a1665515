package dev.rondo.nn;

import dev.rondo.RondoException;
import dev.rondo.kernel.Machine;
import dev.rondo.op.Key;
import dev.rondo.tensor.Gradients;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One forward run over a model's weights.
///
/// A weight becomes a tensor only here, so the pass decides what is recorded: a training pass records, an inference pass
/// does not. Randomness (dropout) comes from the pass, and so does what stateful layers carry from batch to batch. Two
/// passes share weights and nothing else; a pass is used by one thread.
public final class Pass {
    /// The number of the step in a pass that tries a step out: any.
    private static final int TRIED = -1;

    private final Run run;
    private final String scope;
    private final int step;
    private final int use;

    /// What a key was drawn for, by whole path, and whether it is another one at each time step.
    public record Drawn(String path, boolean eachStep) {}

    private Pass(Run run, String scope, int step, int use) {
        this.run = run;
        this.scope = scope;
        this.step = step;
        this.use = use;
    }

    public static Pass inference(Weights weights, Machine machine) {
        return new Pass(Run.of(weights, Tape.silent(machine), false, Key.of(0)), "", 0, 0);
    }

    /// A pass that records, with `key` for its randomness: one key a batch.
    public static Pass training(Weights weights, Machine machine, Key key) {
        return new Pass(Run.of(weights, Tape.recording(machine), true, key), "", 0, 0);
    }

    /// This pass, begun with the states that an earlier one left in [#carried].
    public Pass carrying(States states) {
        return new Pass(run.carrying(states), scope, step, use);
    }

    /// This pass as one of many steps of a sequence: all recurrent layers carry their states on.
    public Pass streaming() {
        return new Pass(run.streamed(), scope, step, use);
    }

    /// Whether the steps of a sequence come one at a time.
    public boolean isStreaming() {
        return run.way().streaming();
    }

    /// This pass with somebody who looks at every state of every recurrent layer. Such layers then run one step after the
    /// other, which is slow: for diagnosis.
    public Pass watching(Watch eyes) {
        return new Pass(run.watching(eyes), scope, step, use);
    }

    /// Who looks at the states of recurrent layers, if anybody does.
    public Optional<Watch> watch() {
        return run.way().watch();
    }

    /// The same pass as seen by a part of the model: its weights are found under `name/`.
    public Pass in(String name) {
        return new Pass(run, scope.isEmpty() ? name : scope + "/" + name, step, use);
    }

    /// The same pass as seen by time step `i` of a sequence, in the order of processing.
    public Pass atStep(int i) {
        return new Pass(run, scope, i, use);
    }

    /// The same pass as seen by a part of the model that is used for the `i`-th time, from 0: same weights, but a randomness
    /// of its own.
    public Pass use(int i) {
        return i == 0 ? this : new Pass(run, scope, step, 31 * use + i);
    }

    /// Where in the model this pass is, as a path.
    public String scope() {
        return scope;
    }

    /// Whether dropout is on, in Keras's words `training=True`.
    public boolean training() {
        return run.way().training();
    }

    /// The weights that this pass runs over.
    public Weights weights() {
        return run.weights();
    }

    public Tensor weight(String name) {
        return weightAt(path(name));
    }

    /// A weight by its whole path, whatever part of the model asks.
    public Tensor weightAt(String path) {
        return run.left().read().computeIfAbsent(path, n -> step == TRIED || run.weights().use(n) == Use.TRAINED
                ? run.tape().watch(run.weights().get(n)) : run.tape().bring(run.weights().get(n)));
    }

    /// Whether this part of the model is frozen: its weights stay as they are, and it should behave as in inference where
    /// it keeps statistics, as Keras's batch normalisation does.
    public boolean frozen() {
        return run.weights().allFrozen(scope);
    }

    /// Leaves new numbers for a weight that a layer keeps up to date by itself, [Use#KEPT]; they take effect when the
    /// training step does.
    public void keep(String name, Tensor values) {
        run.left().kept().put(path(name), Tensor.of(values.shape(), values.data().clone()));
    }

    /// What [#keep] left, by path.
    public Map<String, Tensor> kept() {
        return Collections.unmodifiableMap(run.left().kept());
    }

    /// Adds to the loss a number that a layer computed, in training as in evaluation; Keras's `add_loss`.
    public void cost(Tensor number) {
        run.left().costs().add(number);
    }

    /// What [#cost] added, in order.
    public List<Tensor> costs() {
        return Collections.unmodifiableList(run.left().costs());
    }

    /// A fresh recording pass over the same weights, seen from the same part of the model: for trying a step out.
    public Pass again() {
        return new Pass(run.again(), scope, TRIED, use);
    }

    /// Data as a tensor of this pass.
    public Tensor input(Tensor data) {
        return run.tape().bring(data);
    }

    /// Data as a tensor of this pass whose gradient is wanted too.
    public Tensor watched(Tensor data) {
        return run.tape().watch(data);
    }

    /// Randomness for one purpose in this part of the model, the same at all time steps.
    public Key random(String purpose) {
        return noted(randomAt(path(purpose)), purpose, false);
    }

    /// Randomness for one purpose in this part of the model, another at each time step of a sequence.
    public Key randomEachStep(String purpose) {
        return noted(randomAt(path(purpose)).in(step), purpose, true);
    }

    /// The randomness of a purpose by its whole path, whatever part of the model asks.
    public Key randomAt(String path) {
        return use == 0 ? run.way().key().in(path) : run.way().key().in(path).in(use);
    }

    private Key noted(Key key, String purpose, boolean eachStep) {
        if (step == TRIED) run.left().drawn().put(key, new Drawn(path(purpose), eachStep));
        return key;
    }

    /// The keys that were drawn so far in a pass made by [#again].
    public Map<Key, Drawn> drawn() {
        return Collections.unmodifiableMap(run.left().drawn());
    }

    /// The states that this part of the model left at the end of the batch before, or none.
    public List<Tensor> carriedIn() {
        return run.way().carried().byLayer().getOrDefault(scope, List.of()).stream().map(run.tape()::bring).toList();
    }

    /// Leaves states for the next batch. They are copies: gradients end at the batch (truncated BPTT), and the pass may
    /// be [#done] before the next one.
    public void carry(List<Tensor> states) {
        run.left().carried().put(scope, states.stream().map(s -> Tensor.of(s.shape(), s.data().clone())).toList());
    }

    /// What stateful parts left for the next batch, by their path.
    public States carried() {
        return new States(run.left().carried());
    }

    /// The tape: what was done so far in this pass.
    public Tape tape() {
        return run.tape();
    }

    /// ∂loss/∂w for every weight that was read.
    public Gradients backward(Tensor loss) {
        if (!run.way().training()) {
            throw new RondoException("an inference pass records nothing to go back over; use a training pass");
        }
        return run.tape().backward(loss);
    }

    /// Ends a training pass: the memory of what it computed, all gradients among it, will be used by the
    /// next one. Nobody may look at its tensors or gradients after that; what [#carried] holds stays.
    public void done(Gradients gradients) {
        gradients.release();
        run.tape().release();
    }

    /// The weights that were read in this pass, by name, as tensors of this pass: the keys to [Gradients#of].
    public Map<String, Tensor> read() {
        return Collections.unmodifiableMap(run.left().read());
    }

    /// Those of [#read] that the optimizer moves.
    public Map<String, Tensor> trained() {
        var trained = new LinkedHashMap<String, Tensor>();
        run.left().read().forEach((name, w) -> {
            if (w.tracked()) trained.put(name, w);
        });
        return trained;
    }

    private String path(String name) {
        return scope.isEmpty() ? name : scope + "/" + name;
    }
}
