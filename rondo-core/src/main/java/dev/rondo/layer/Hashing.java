package dev.rondo.layer;

import dev.rondo.Legal;
import dev.rondo.nn.OutputMode;
import dev.rondo.nn.Pass;
import dev.rondo.nn.Signal;
import dev.rondo.op.Buckets;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// Whole numbers of any size as bins 0 to `numBins` − 1, by the hash of their decimal digits, `hash % numBins`: ids
/// without a vocabulary. By FarmHash or, with a salt, by SipHash (Keras: `Hashing`,
/// `keras/src/layers/preprocessing/hashing.py`). For texts: `dev.rondo.data.StringHashing`.
///
/// A tensor holds whole numbers exactly up to 2²⁴; larger ones are rounded before they come here, so hash them outside.
///
/// @param masked the number that goes to bin 0, which then is kept for it alone (unless there is one bin)
/// @param salt no numbers, or the two halves of SipHash's key
public record Hashing(int numBins, Optional<Integer> masked, List<Long> salt, OutputMode mode) implements Layer {
    public Hashing {
        Legal.atLeast(1, "Hashing", "numBins", numBins);
        new Buckets(numBins, salt);
        new Categories("Hashing", mode, numBins);
    }

    public Hashing(int numBins) {
        this(numBins, Optional.empty(), List.of(), OutputMode.INT);
    }

    @Override
    public Shape output(Shape input) {
        return categories().shape(input);
    }

    @Override
    public Signal call(Signal input, Pass pass) {
        output(input.shape());
        int kept = masked.isPresent() && numBins > 1 ? 1 : 0;
        var buckets = new Buckets(numBins - kept, salt);
        var x = categories().whole(input.tensor()).data();
        var bins = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            boolean isMask = kept == 1 && x[i] == masked.orElseThrow();
            bins[i] = isMask ? 0 : kept + buckets.of((long) x[i]);
        }
        return categories().of(Tensor.of(input.shape(), bins), input, pass);
    }

    private Categories categories() {
        return new Categories("Hashing", mode, numBins);
    }

    /// The number that stands for nothing: bin 0.
    public Hashing maskValue(int number) {
        return new Hashing(numBins, Optional.of(number), salt, mode);
    }

    /// Keras's `salt=133`: both halves of the key.
    public Hashing salt(long both) {
        return salt(both, both);
    }

    public Hashing salt(long first, long second) {
        return new Hashing(numBins, masked, List.of(first, second), mode);
    }

    public Hashing outputMode(OutputMode mode) {
        return new Hashing(numBins, masked, salt, mode);
    }

    @Override
    public Streaming streaming() {
        return mode == OutputMode.INT ? Streaming.eachStep() : Streaming.refused("makes one vector of all steps");
    }
}
