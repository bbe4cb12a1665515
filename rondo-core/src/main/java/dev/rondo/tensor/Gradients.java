package dev.rondo.tensor;

import dev.rondo.kernel.Machine;
import java.util.IdentityHashMap;

/// ∂loss/∂tensor for the tensors that a backward run has reached.
public final class Gradients {
    private final IdentityHashMap<Tensor, float[]> byTensor = new IdentityHashMap<>();
    private final Machine machine;

    public Gradients(Machine machine) {
        this.machine = machine;
    }

    /// What the arithmetic of the way back runs on.
    public Machine machine() {
        return machine;
    }

    /// Whether an operation has to compute the gradient of this input at all.
    public boolean wants(Tensor t) {
        return t.tracked();
    }

    /// The gradient of `t` to add to; zeros at first.
    public float[] of(Tensor t) {
        return byTensor.computeIfAbsent(t, x -> machine.reserve().zeros(x.data().length));
    }

    /// Lets go of all gradients: they have been used, and their memory will be used again.
    public void release() {
        byTensor.values().forEach(machine.reserve()::keep);
        byTensor.clear();
    }

    public boolean reached(Tensor t) {
        return byTensor.containsKey(t);
    }

    float[] take(Tensor t) {
        var g = of(t);
        byTensor.remove(t);
        return g;
    }
}
