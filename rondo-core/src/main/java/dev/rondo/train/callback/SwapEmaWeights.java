package dev.rondo.train.callback;

import dev.rondo.RondoException;
import java.util.Map;

/// Judges the validation data with the averages of the weights instead of the weights, and puts the weights back for the
/// next step (`keras/src/callbacks/swap_ema_weights.py`): for an optimizer with `useEma()`, whose averages are otherwise
/// seen only when the training has ended. PyTorch: `torch.optim.swa_utils.AveragedModel`, judged by hand.
///
/// ```java
/// var training = Training.compile(model, adam().useEma(0.99), loss);
/// training.fit(data, swapEmaWeights().swapOnEpoch(), new Checkpoint(path, model));
/// ```
///
/// Throws when a training begins whose optimizer keeps no averages.
///
/// @param onEpoch whether the averages stay in the model until the next epoch begins
public record SwapEmaWeights(boolean onEpoch) implements Callback {
    /// For the validation alone.
    public SwapEmaWeights() { this(false); }

    /// Also for what follows at the end of an epoch, such as a `Checkpoint` given after this one: Keras's
    /// `swap_on_epoch=True`. A `BackupAndRestore` needs the weights themselves, so give it before this one.
    public SwapEmaWeights swapOnEpoch() { return new SwapEmaWeights(true); }

    @Override
    public void trainBegin(Fit fit) {
        if (fit.optimization().optimizer().averaging().isEmpty()) {
            throw new RondoException(
                    "swap EMA weights: the optimizer keeps no averages of the weights; give it useEma()");
        }
        swapped(false, fit); // a training before this one may have been interrupted
    }

    @Override
    public void epochBegin(int epoch, Fit fit) { swapped(false, fit); }

    @Override
    public void validationBegin(Fit fit) { swapped(true, fit); }

    @Override
    public void validationEnd(Map<String, Double> logs, Fit fit) { swapped(false, fit); }

    @Override
    public void epochEnd(int epoch, Map<String, Double> logs, Fit fit) {
        if (onEpoch) swapped(true, fit);
    }

    private static void swapped(boolean wanted, Fit fit) {
        if (fit.optimization().averagesSwapped() == wanted) return;
        fit.optimization().swapAverages(fit.model().weights().asMap());
    }
}
