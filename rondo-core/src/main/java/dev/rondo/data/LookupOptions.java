package dev.rondo.data;

import dev.rondo.Legal;
import dev.rondo.RondoException;
import dev.rondo.nn.OutputMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The options that [StringLookup] and [IntegerLookup] share: Keras's `IndexLookup`
/// (`keras/src/layers/preprocessing/index_lookup.py`).
///
/// @param who the word in errors
/// @param hashed whether tokens that are not known are spread by their hash; else by their remainder
record LookupOptions<T>(String who, OptionalInt maxTokens, int numOovIndices, Optional<T> maskToken, T oovToken,
        OutputMode outputMode, boolean padToMaxTokens, boolean hashed, List<Long> salt) {
    LookupOptions {
        maxTokens.ifPresent(n -> Legal.atLeast(2, who, "maxTokens", n));
        Legal.atLeast(0, who, "numOovIndices", numOovIndices);
    }

    /// Whether number 0 is kept for the mask token: in INT alone, in other modes it is dropped.
    boolean masks() { return maskToken.isPresent() && outputMode == OutputMode.INT; }

    /// The number of the first token that is not known.
    int oovStart() { return masks() ? 1 : 0; }

    /// The number of the first token of the vocabulary.
    int tokenStart() { return oovStart() + numOovIndices; }

    /// How many tokens may be learned.
    int room() { return maxTokens.isPresent() ? Math.max(0, maxTokens.getAsInt() - tokenStart()) : Integer.MAX_VALUE; }

    /// Checks what depends on more than one option, when all are known.
    LookupOptions<T> complete() {
        if (padToMaxTokens && maxTokens.isEmpty())
            throw new RondoException(who + ": padToMaxTokens pads to maxTokens; give maxTokens too");
        if (padToMaxTokens && outputMode == OutputMode.INT)
            throw new RondoException(
                    who + ": padToMaxTokens widens vectors, but the output mode is INT; give MULTI_HOT, "
                            + "COUNT or TF_IDF");
        if (!hashed && !salt.isEmpty())
            throw new RondoException(who + ": a salt is part of a hash; give oovMethod FARMHASH too");
        return this;
    }

    LookupOptions<T> with(OptionalInt max) {
        return new LookupOptions<>(who, max, numOovIndices, maskToken, oovToken, outputMode, padToMaxTokens, hashed,
                salt);
    }

    LookupOptions<T> oov(int indices) {
        return new LookupOptions<>(who, maxTokens, indices, maskToken, oovToken, outputMode, padToMaxTokens, hashed,
                salt);
    }

    LookupOptions<T> mask(T token) {
        return new LookupOptions<>(who, maxTokens, numOovIndices, Optional.of(token), oovToken, outputMode,
                padToMaxTokens, hashed, salt);
    }

    LookupOptions<T> oovToken(T token) {
        return new LookupOptions<>(who, maxTokens, numOovIndices, maskToken, token, outputMode, padToMaxTokens, hashed,
                salt);
    }

    LookupOptions<T> outputMode(OutputMode mode) {
        return new LookupOptions<>(who, maxTokens, numOovIndices, maskToken, oovToken, mode, padToMaxTokens, hashed,
                salt);
    }

    LookupOptions<T> pad(boolean pad) {
        return new LookupOptions<>(who, maxTokens, numOovIndices, maskToken, oovToken, outputMode, pad, hashed, salt);
    }

    LookupOptions<T> hashed(boolean hash) {
        return new LookupOptions<>(who, maxTokens, numOovIndices, maskToken, oovToken, outputMode, padToMaxTokens, hash,
                salt);
    }

    LookupOptions<T> salt(long first, long second) {
        return new LookupOptions<>(who, maxTokens, numOovIndices, maskToken, oovToken, outputMode, padToMaxTokens,
                hashed,
                List.of(first, second));
    }
}
