package dev.rondo.train.optimizer;

import dev.rondo.kernel.Kernels;
import dev.rondo.kernel.Machine;
import dev.rondo.tensor.Shape;
import dev.rondo.train.schedule.Schedule;
import java.util.List;
import java.util.Optional;

/// A rule by which gradients change weights: a record of its hyper-parameters, without state. What it keeps from step
/// to step is in arrays beside each weight, which [Optimization] holds.
///
/// A rule that treats each number by itself writes [#update] alone. One that needs a whole weight, such as its norm or
/// its shape, looks at it in [#prepare].
public interface Optimizer {
    /// As Keras calls it, such as `adam`.
    String name();

    /// The rate that training starts with.
    double learningRate();

    /// The arrays that stand beside each weight, by name.
    List<String> slots();

    /// How long the array of a slot is: as long as the weight, unless the rule says otherwise. 0 where a weight of this
    /// name and shape needs none.
    default int slotLength(String slot, String name, Shape shape) { return shape.count(); }

    /// Fills the arrays before the first step of a weight; they come as zeros.
    default void start(Moving weight) {}

    /// Sees a weight as a whole in step number `step`, after clipping and weight decay and before [#update] moves its
    /// pieces, and gives the rate for this weight. It may put another direction in place of the gradient.
    default double prepare(Moving weight, double rate, long step, Machine machine) { return rate; }

    /// Step number `step`, counted from 1, on the numbers `from` (inclusive) to `to` (exclusive) of a weight. A number
    /// depends on no other number.
    void update(Moving weight, double rate, long step, int from, int to, Kernels kernels);

    /// How gradients are limited before anything else is done with them.
    default Clipping clipping() { return new Clipping.None(); }

    /// The share of each weight that goes per step and unit of learning rate, apart from the gradient (Loshchilov &
    /// Hutter 2019).
    default double weightDecay() { return 0; }

    /// The decay of one weight where `decay` is that of all: the same, unless the rule tells weights apart.
    default double decayOf(String name, Shape shape, double decay) { return decay; }

    /// The average over time that is kept of each weight, if any.
    default Optional<Averaging> averaging() { return Optional.empty(); }

    /// Over how many steps gradients are gathered before the weights move; 1 moves them in each.
    default int accumulation() { return 1; }

    /// What the learning rate follows, if it is not one number.
    default Optional<Schedule> schedule() { return Optional.empty(); }

    /// With the gradient of each weight scaled down to a norm of at most `norm`; Keras's `clipnorm`.
    default Optimizer clipNorm(double norm) { return Refined.of(this).clipping(new Clipping.ByNorm(norm)); }

    /// With all gradients scaled down together to a norm of at most `norm`; Keras's `global_clipnorm`.
    default Optimizer globalClipNorm(double norm) { return Refined.of(this).clipping(new Clipping.ByGlobalNorm(norm)); }

    /// With every number of a gradient limited to [−value, value]; Keras's `clipvalue`.
    default Optimizer clipValue(double value) { return Refined.of(this).clipping(new Clipping.ByValue(value)); }

    /// With this decay of all weights, apart from the gradient.
    default Optimizer weightDecay(double decay) { return Refined.of(this).decay(decay); }

    /// Without decay of weights whose name holds one of these words, such as `bias` or `layer_norm/gamma`; Keras's
    /// `exclude_from_weight_decay(var_names=…)`. The name is the whole one, as in `model.weights()`.
    default Optimizer excludeFromWeightDecay(String... words) { return Refined.of(this).without(List.of(words)); }

    /// With the rate of a schedule in place of one number; with accumulation, all steps count, as in Keras.
    default Optimizer schedule(Schedule schedule) { return Refined.of(this).following(schedule); }

    /// With an average over time of each weight, which takes the weight's place when `fit` ends; Keras's
    /// `use_ema=True`, whose `ema_momentum` is 0.99.
    default Optimizer useEma() { return useEma(0.99); }

    /// The same with another momentum; the closer to 1, the longer the average looks back.
    default Optimizer useEma(double momentum) {
        return Refined.of(this).averaging(Optional.of(new Averaging(momentum, 0)));
    }

    /// Without such an average.
    default Optimizer withoutEma() { return Refined.of(this).averaging(Optional.empty()); }

    /// With the weights set to their averages every so many steps as well; Keras's `ema_overwrite_frequency`. After
    /// [#useEma].
    default Optimizer emaOverwriteFrequency(int steps) { return Refined.of(this).overwriting(steps); }

    /// Moves the weights only every so many steps, by the mean of the gradients since; Keras's
    /// `gradient_accumulation_steps`, 2 or more.
    default Optimizer gradientAccumulationSteps(int steps) { return Refined.of(this).accumulating(steps); }
}
