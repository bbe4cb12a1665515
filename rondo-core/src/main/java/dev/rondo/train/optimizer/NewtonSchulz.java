package dev.rondo.train.optimizer;

import dev.rondo.Legal;
import dev.rondo.kernel.Machine;
import java.util.Arrays;

/// The nearest orthogonal matrix, roughly: all singular values go to about 1 (Jordan et al. 2024, "Muon"). A step of
/// Newton and Schulz's iteration of fifth degree is `A = X·Xᵀ; X = a·X + (b·A + c·A·A)·X`, from `X = G/‖G‖`. The
/// constants make small singular values grow fast rather than end exactly at 1.
public record NewtonSchulz(double a, double b, double c, int steps) {
    public NewtonSchulz {
        Legal.finite("muon", "a", a);
        Legal.finite("muon", "b", b);
        Legal.finite("muon", "c", c);
        Legal.atLeast(0, "muon", "nsSteps", steps);
    }

    /// The matrix `g` of so many rows and columns, in place.
    void orthogonalize(float[] g, int rows, int columns, Machine machine) {
        var reserve = machine.reserve();
        int m = Math.min(rows, columns);
        int n = Math.max(rows, columns);
        boolean turned = rows > columns; // so that A is the smaller square
        var x = reserve.take(m * n);
        var next = reserve.take(m * n);
        var square = reserve.take(m * m);
        var factor = reserve.take(m * m);
        float scale = (float) (1 / (Math.sqrt(Pieces.sumOfSquares(g, m * n, machine)) + 1e-7));
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) x[i * n + j] = scale * g[turned ? j * m + i : i * n + j];
        }
        for (int s = 0; s < steps; s++) {
            Arrays.fill(square, 0, m * m, 0);
            machine.product(false, true, m, m, n, x, x, square);
            Arrays.fill(factor, 0, m * m, 0);
            machine.product(false, false, m, m, m, square, square, factor);
            for (int i = 0; i < m * m; i++) factor[i] = (float) b * square[i] + (float) c * factor[i];
            machine.kernels().scale((float) a, x, next, 0, m * n);
            machine.product(false, false, m, n, m, factor, x, next);
            var done = x;
            x = next;
            next = done;
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) g[turned ? j * m + i : i * n + j] = x[i * n + j];
        }
        reserve.give(x);
        reserve.give(next);
        reserve.give(square);
        reserve.give(factor);
    }
}
