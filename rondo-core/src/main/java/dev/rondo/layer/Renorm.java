package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import java.util.Optional;

/// How batch renormalisation (Ioffe 2017, arXiv:1702.03275) corrects the moments of a batch towards its own moving averages:
/// `x̂ · r + d` with `r = σ / σ'` and `d = (μ − μ') / σ'`, where μ and σ are the batch's and μ' and σ' are averages of them.
/// r and d count as given numbers: no gradient goes through them.
///
/// @param momentum the part of μ' and σ' that stays at each step
/// @param rmin the least r, if there is a limit
/// @param rmax the largest r, if there is a limit
/// @param dmax the largest size of d, if there is a limit
public record Renorm(double momentum, Optional<Double> rmin, Optional<Double> rmax, Optional<Double> dmax) {
    /// Keras's default: no limits.
    static final Renorm USUAL = new Renorm(0.99, Optional.empty(), Optional.empty(), Optional.empty());

    public Renorm {
        Legal.fraction("BatchNormalization", "renormMomentum", momentum);
        rmin.ifPresent(r -> Legal.notNegative("BatchNormalization", "rmin", r));
        rmax.ifPresent(r -> Legal.notNegative("BatchNormalization", "rmax", r));
        dmax.ifPresent(d -> Legal.notNegative("BatchNormalization", "dmax", d));
        if (rmin.isPresent() && rmax.isPresent() && rmin.get() > rmax.get()) {
            throw new RondoException("BatchNormalization: rmin %s must not be above rmax %s".formatted(rmin.get(),
                    rmax.get()));
        }
    }

    Renorm momentum(double staying) {
        return new Renorm(staying, rmin, rmax, dmax);
    }

    /// Limits for r and d; 0 for rmin and infinity for the others are none.
    Renorm clipping(double least, double most, double far) {
        return new Renorm(momentum, least == 0 ? Optional.empty() : Optional.of(least), limit(most), limit(far));
    }

    private static Optional<Double> limit(double most) {
        return most == Double.POSITIVE_INFINITY ? Optional.empty() : Optional.of(most);
    }

    /// `σ / σ'` within its limits.
    double r(double stddev, double renormStddev) {
        double r = Math.max(stddev / renormStddev, rmin.orElse(0.0));
        return Math.min(r, rmax.orElse(Double.POSITIVE_INFINITY));
    }

    /// `(μ − μ') / σ'` within its limits.
    double d(double mean, double renormMean, double renormStddev) {
        double far = dmax.orElse(Double.POSITIVE_INFINITY);
        return Math.clamp((mean - renormMean) / renormStddev, -far, far);
    }
}
