package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.nn.Mask;
import dev.rondo.nn.OutputMode;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Arrays;

/// How layers put out whole numbers from 0 to `depth` − 1, by [OutputMode] (Keras: `encode_categorical_inputs`,
/// `keras/src/utils/numerical_utils.py`). Nothing flows back through it.
///
/// @param who the layer, for errors
record Categories(String who, OutputMode mode, int depth) {
    Categories {
        if (mode == OutputMode.TF_IDF)
            throw new RondoException(who + ": output mode TF_IDF is for words; give ONE_HOT, MULTI_HOT or COUNT");
    }

    /// INT: as the input. ONE_HOT: `[…, n]` to `[…, n, depth]`, and `[…, 1]` to `[…, depth]` as in Keras. MULTI_HOT and
    /// COUNT: `[batch, n]` to `[batch, depth]`.
    Shape shape(Shape ids) {
        return switch (mode) {
            case INT -> ids;
            case ONE_HOT -> {
                Expect.atLeastRank(who, ids, 1, "[batch, …]");
                yield single(ids) ? ids.with(-1, depth) : ids.insert(ids.rank(), depth);
            }
            default -> {
                // of more axes Keras says that it sums over the last one, and sums over the second
                Expect.rank(who, ids, 2, "[batch, n] for " + mode);
                yield ids.with(-1, depth);
            }
        };
    }

    /// The numbers put out, with the mask of the input where its steps are still there.
    Signal of(Tensor ids, Signal input, Pass pass) {
        var shape = shape(input.shape());
        boolean steps = mode == OutputMode.INT || (mode == OutputMode.ONE_HOT && !single(input.shape()));
        return Signal.of(pass.input(encoded(ids, shape)), steps ? input.mask() : Mask.none());
    }

    private Tensor encoded(Tensor ids, Shape shape) {
        if (mode == OutputMode.INT) return ids;
        var x = ids.data();
        var ones = new float[x.length];
        Arrays.fill(ones, 1);
        if (mode == OutputMode.ONE_HOT) {
            var each = Tensor.of(Shape.of(x.length, 1), x);
            return Tensor.of(shape, Ops.count(depth, each, Tensor.of(each.shape(), ones)).data());
        }
        var y = Ops.count(depth, ids, Tensor.of(ids.shape(), ones));
        if (mode == OutputMode.MULTI_HOT)
            for (int i = 0; i < y.data().length; i++) y.data()[i] = Math.min(y.data()[i], 1);
        return y;
    }

    /// Throws unless all are whole numbers.
    Tensor whole(Tensor ids) {
        for (float id : ids.data()) {
            if (id != (long) id)
                throw new RondoException("%s: whole numbers are expected, but %s came".formatted(who, id));
        }
        return ids;
    }

    /// Throws unless all are whole numbers from 0 to `depth` − 1.
    Tensor below(Tensor ids) {
        for (float id : whole(ids).data()) {
            if (id < 0 || id >= depth)
                throw new RondoException("%s: whole numbers from 0 to %d are expected, but %d came".formatted(who,
                        depth - 1, (long) id));
        }
        return ids;
    }

    private static boolean single(Shape ids) {
        return ids.rank() > 1 && ids.last() == 1;
    }
}
