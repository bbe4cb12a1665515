package dev.rondo.layer;

import dev.rondo.nn.Init;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Weight;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A linear layer inside of an attention, from the last axis of its input to heads or back: a kernel `[…in, …out]` and a
/// bias `[…out]`, in Keras's shapes; Keras's `EinsumDense`. Heads stand side by side in one axis of the tensors.
///
/// @param in the sizes that are summed, such as `[dim]`, or `[heads, depth]` on the way back
/// @param out the sizes that come of it
record Projection(String name, List<Integer> in, List<Integer> out, boolean useBias) {
    List<Weight> weights(Init kernelStart, Init biasStart) {
        var weights = new ArrayList<Weight>();
        weights.add(Weight.of("kernel", kernelStart, sizes(Stream.concat(in.stream(), out.stream()).toList()))
                .in(name));
        if (useBias) weights.add(Weight.of("bias", biasStart, sizes(out)).in(name));
        return weights;
    }

    /// `[batch, time, in]` to `[batch, time, out]`, several sizes as one.
    Tensor of(Tensor x, Pass pass) {
        var scope = pass.in(name);
        int inputs = Shape.of(sizes(in)).count();
        int outputs = Shape.of(sizes(out)).count();
        var y = Ops.linear(x, Ops.reshape(scope.weight("kernel"), inputs, outputs));
        return useBias ? Ops.plus(y, Ops.reshape(scope.weight("bias"), outputs)) : y;
    }

    private static int[] sizes(List<Integer> list) {
        return list.stream().flatMapToInt(IntStream::of).toArray();
    }
}
