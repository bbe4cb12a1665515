package dev.rondo.seeds;

import dev.rondo.data.Dataset;
import dev.rondo.data.OneHot;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.Random;

/// Data of the right shape and no meaning, for programs that only have to run.
final class RandomData {
    private RandomData() {}

    /// Inputs `[examples, …]` between -1 and 1.
    static Tensor numbers(int... sizes) {
        var random = new Random(7);
        var x = Tensor.zeros(sizes);
        for (int i = 0; i < x.data().length; i++) x.data()[i] = random.nextFloat(-1, 1);
        return x;
    }

    /// Newswires as the notebook has them: `[examples, 49, 1]`, word numbers as they are, and one of 46 topics, one-hot.
    static Dataset newswires(int examples) {
        var random = new Random(7);
        var x = new float[examples * 49];
        for (int i = 0; i < x.length; i++) x[i] = random.nextInt(30_000);
        var topics = random.ints(examples, 0, 46).toArray();
        return Dataset.of(Tensor.of(Shape.of(examples, 49, 1), x), Tensor.matrix(OneHot.toCategorical(topics, 46)));
    }
}
