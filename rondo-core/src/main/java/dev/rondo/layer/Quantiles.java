package dev.rondo.layer;

import dev.rondo.RondoException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// A summary of many numbers from which their quantiles can be read, within a tolerance: some of them in ascending order,
/// and how many numbers each stands for. As Keras makes it (`keras/src/layers/preprocessing/discretization.py`), rounding
/// included.
record Quantiles(float[] values, float[] weights) {
    /// Every n-th of the sorted numbers, so that about 1 / `epsilon` are left.
    static Quantiles of(float[] numbers, double epsilon) {
        var sorted = numbers.clone();
        Arrays.sort(sorted);
        // sorted to the end
        if (sorted.length > 0 && Float.isNaN(sorted[sorted.length - 1]))
            throw new RondoException("Discretization: adapt: the data holds NaN; clean it first");
        double step = Math.max(sorted.length / (1.0 / epsilon), 1);
        int start = (int) (step - 1);
        int every = (int) step;
        var values = new float[Math.max(0, (sorted.length - start + every - 1) / every)];
        for (int i = 0; i < values.length; i++) values[i] = sorted[start + i * every];
        var weights = new float[values.length];
        Arrays.fill(weights, (float) step);
        return new Quantiles(values, weights);
    }

    /// Both together, compressed again.
    Quantiles merge(Quantiles before, double epsilon) {
        int n = values.length + before.values.length;
        var v = Arrays.copyOf(values, n);
        var w = Arrays.copyOf(weights, n);
        System.arraycopy(before.values, 0, v, values.length, before.values.length);
        System.arraycopy(before.weights, 0, w, weights.length, before.weights.length);
        var order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> v[i])).toList();
        var sorted = new Quantiles(new float[n], new float[n]);
        for (int i = 0; i < n; i++) {
            sorted.values[i] = v[order.get(i)];
            sorted.weights[i] = w[order.get(i)];
        }
        return sorted.compress(epsilon);
    }

    /// The boundaries between `numBins` bins of equal weight.
    float[] boundaries(int numBins) {
        if (values.length == 0) throw new RondoException("Discretization: adapt: no data; give at least two numbers");
        var bins = compress(1.0 / numBins).values;
        return Arrays.copyOf(bins, bins.length - 1);
    }

    /// The values at `epsilon`, 2 `epsilon`, … 1 of the weight; as it is where there are not more.
    private Quantiles compress(double epsilon) {
        if (values.length * epsilon < 1) return this;
        var sums = weights.clone();
        for (int i = 1; i < sums.length; i++) sums[i] += sums[i - 1];
        var shares = new double[sums.length];
        for (int i = 0; i < sums.length; i++) shares[i] = sums[i] / sums[sums.length - 1]; // in float, as Keras does
        int n = (int) Math.ceil(1 / epsilon);
        var compressed = new Quantiles(new float[n], new float[n]);
        double before = 0;
        for (int i = 0; i < n; i++) {
            double share = epsilon + i * epsilon;
            double sum = at(share, shares, sums);
            compressed.values[i] = (float) at(share, shares, values);
            compressed.weights[i] = (float) (sum - before);
            before = sum;
        }
        return compressed;
    }

    /// The line through the points (x, y), at `place`; flat outside of them: NumPy's `interp`.
    private static double at(double place, double[] x, float[] y) {
        int last = x.length - 1;
        if (place < x[0]) return y[0];
        if (place >= x[last]) return y[last];
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (x[middle] <= place) low = middle;
            else high = middle;
        }
        double slope = ((double) y[low + 1] - y[low]) / (x[low + 1] - x[low]);
        return slope * (place - x[low]) + y[low];
    }
}
