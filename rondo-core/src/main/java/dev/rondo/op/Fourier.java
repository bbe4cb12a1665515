package dev.rondo.op;

/// The discrete Fourier transform of `n` complex numbers, `X_k = Σ x_t e^(−2πi k t / n)`, in double precision: cut by the
/// prime factors of n (Cooley and Tukey 1965), so lengths that are powers of two take `n log n` steps, and a prime n takes n².
final class Fourier {
    private final int n;
    private final double[] cos;
    private final double[] sin;

    Fourier(int n) {
        this.n = n;
        cos = new double[n];
        sin = new double[n];
        for (int i = 0; i < n; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / n);
            sin[i] = Math.sin(2 * Math.PI * i / n);
        }
    }

    /// Of `re + i im` into `toRe + i toIm`; with `sign` 1 backwards in frequency, `e^(+2πi k t / n)`, not divided by n.
    void transform(double[] re, double[] im, double[] toRe, double[] toIm, int sign) {
        part(re, im, 0, 1, toRe, toIm, 0, n, sign);
    }

    private void part(double[] re, double[] im, int from, int step, double[] toRe, double[] toIm, int to, int size,
            int sign) {
        if (size == 1) {
            toRe[to] = re[from];
            toIm[to] = im[from];
            return;
        }
        int factor = factor(size);
        int m = size / factor;
        for (int q = 0; q < factor; q++) {
            part(re, im, from + q * step, step * factor, toRe, toIm, to + q * m, m, sign);
        }
        if (factor == 2) {
            pairs(toRe, toIm, to, m, sign);
        } else {
            many(toRe, toIm, to, m, factor, sign);
        }
    }

    private void pairs(double[] re, double[] im, int to, int m, int sign) {
        for (int k = 0, turn = 0; k < m; k++, turn += n / (2 * m)) {
            int a = to + k;
            int b = a + m;
            double s = sign * sin[turn];
            double x = re[b] * cos[turn] - im[b] * s;
            double y = re[b] * s + im[b] * cos[turn];
            re[b] = re[a] - x;
            im[b] = im[a] - y;
            re[a] += x;
            im[a] += y;
        }
    }

    private void many(double[] re, double[] im, int to, int m, int factor, int sign) {
        var partRe = new double[factor];
        var partIm = new double[factor];
        for (int k = 0; k < m; k++) {
            for (int q = 0; q < factor; q++) {
                partRe[q] = re[to + q * m + k];
                partIm[q] = im[to + q * m + k];
            }
            for (int r = 0; r < factor; r++) {
                double x = 0;
                double y = 0;
                for (int q = 0; q < factor; q++) {
                    int turn = (int) ((long) q * (k + r * m) * (n / (factor * m)) % n);
                    x += partRe[q] * cos[turn] - partIm[q] * sign * sin[turn];
                    y += partRe[q] * sign * sin[turn] + partIm[q] * cos[turn];
                }
                re[to + k + r * m] = x;
                im[to + k + r * m] = y;
            }
        }
    }

    private static int factor(int size) {
        for (int p = 2; (long) p * p <= size; p++) if (size % p == 0) return p;
        return size;
    }
}
