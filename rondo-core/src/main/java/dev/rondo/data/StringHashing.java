package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.op.Buckets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Texts as bins 0 to `numBins` − 1 by their hash, without a vocabulary: Keras's `Hashing` of strings, to the bit
/// (`keras/src/layers/preprocessing/hashing.py`). Vectors of them: `categoryEncoding(numBins)`. For whole numbers there is
/// the layer `hashing`.
///
/// ```java
/// int[] bins = stringHashing(3).ids(List.of("A", "B", "C"));    // 1, 0, 1
/// ```
///
/// @param masked the text that goes to bin 0, which then is kept for it alone (unless there is one bin)
/// @param salt no numbers, or the two halves of SipHash's key
public record StringHashing(int numBins, Optional<String> masked, List<Long> salt) {
    public StringHashing {
        Legal.atLeast(1, "stringHashing", "numBins", numBins);
        new Buckets(numBins, salt);
    }

    public static StringHashing stringHashing(int numBins) {
        return new StringHashing(numBins, Optional.empty(), List.of());
    }

    /// The text that stands for nothing: bin 0.
    public StringHashing maskValue(String text) { return new StringHashing(numBins, Optional.of(text), salt); }

    /// SipHash in the place of FarmHash, Keras's `salt=133`: both halves of its key.
    public StringHashing salt(long both) { return salt(both, both); }

    public StringHashing salt(long first, long second) {
        return new StringHashing(numBins, masked, List.of(first, second));
    }

    public int id(String text) {
        int kept = masked.isPresent() && numBins > 1 ? 1 : 0;
        if (kept == 1 && masked.get().equals(text)) return 0;
        return kept + new Buckets(numBins - kept, salt).of(text);
    }

    public int[] ids(Collection<String> texts) { return texts.stream().mapToInt(this::id).toArray(); }
}
