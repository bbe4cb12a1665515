package dev.rondo.train.loss;

import dev.rondo.nn.Mask;
import dev.rondo.nn.Signal;
import dev.rondo.tensor.Tape;
import dev.rondo.tensor.Tensor;

/// Connectionist temporal classification (Graves et al. 2006): `−ln P(labels | input)` where nobody says which step belongs
/// to which label, as in speech. A step says a label or, with class 0, nothing; an alignment says the labels if they are
/// left over when equal neighbours are merged and blanks taken out. P is the sum over all alignments.
///
/// Predictions are logits `[batch, time, classes]`, without a softmax. Targets `[batch, labels]` are whole numbers from 1 to
/// classes − 1, filled up with 0 at the end. Losses are `[batch]`. Keras's `CTC` and `keras.ops.ctc_loss`; PyTorch's
/// `CTCLoss` takes log probabilities `[time, batch, classes]`.
///
/// If the prediction has a mask, its steps that are not real are left out; Keras's `CTC` loss knows no input lengths.
/// Throws for labels that need more steps than there are. Their loss is infinite, so no training could use it; in Keras it
/// is 1e5 with JAX, 708 with TensorFlow and infinity with PyTorch.
public record Ctc() implements Loss {
    @Override
    public String name() { return "ctc"; }

    @Override
    public Tensor perSample(Tensor target, Tensor prediction) {
        return Tape.apply(new CtcOfBatch(Mask.none()), target, prediction);
    }

    @Override
    public Signal perSample(Tensor target, Signal prediction) {
        return Signal.of(Tape.apply(new CtcOfBatch(prediction.mask()), target, prediction.tensor()));
    }
}
