package dev.rondo.tensor;

import dev.rondo.kernel.Machine;

/// A differentiable operation: a record of its settings, so that a tape can be read as a graph.
///
/// Write the way there and, under it, the way back. The inputs and the output are at hand on the way back, so an
/// operation saves nothing.
public interface Operation {
    /// The shape of the result. Throws a [dev.rondo.RondoException] that names the operation if the inputs do not fit.
    Shape shape(Shape... in);

    /// Fills `out`, which holds zeros and has the size of [#shape].
    void forward(Tensor[] in, float[] out, Machine machine);

    /// Given ∂loss/∂out, adds ∂loss/∂in to [Gradients#of] each input that [Gradients#wants] one.
    void backward(Tensor[] in, Tensor out, float[] dOut, Gradients grads);
}
