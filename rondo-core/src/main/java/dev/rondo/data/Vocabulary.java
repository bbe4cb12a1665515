package dev.rondo.data;

import dev.rondo.RondoException;
import dev.rondo.nn.OutputMode;
import dev.rondo.op.Buckets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tokens and their numbers, both ways: what [StringLookup] and [IntegerLookup] learn or are given. A value that never
/// changes.
///
/// In output mode INT the numbers are: 0 for the mask token if there is one, then one or more for tokens that are not
/// known, then the vocabulary. In the other modes, which make vectors, mask tokens are dropped and have no number.
public final class Vocabulary<T> {
    private final LookupOptions<T> options;
    private final List<T> tokens;
    private final float[] idfWeights;
    private final Map<T, Integer> numbers = new HashMap<>();

    Vocabulary(LookupOptions<T> options, List<T> tokens, float[] idfWeights) {
        this.options = options.complete();
        this.tokens = List.copyOf(tokens);
        this.idfWeights = idfWeights.clone();
        for (T token : tokens) {
            if (numbers.put(token, options.tokenStart() + numbers.size()) != null)
                throw new RondoException(
                        "%s: vocabulary: %s is there twice; give it once".formatted(options.who(), quote(token)));
        }
        options.maskToken().filter(numbers::containsKey).ifPresent(mask -> {
            throw new RondoException(
                    "%s: vocabulary: the mask token %s is among the tokens; leave all reserved tokens out "
                            .formatted(options.who(), quote(mask)) + "or give them at the start, in the order "
                            + reserved());
        });
        if (tokens.isEmpty()) throw new RondoException(options.who() + ": vocabulary: no tokens; give at least one");
        if (tokens.size() > options.room())
            throw new RondoException(
                    "%s: vocabulary: %d tokens and %d reserved numbers, but maxTokens is %d".formatted(
                            options.who(), tokens.size(), options.tokenStart(), options.maxTokens().orElse(0)));
    }

    /// Of tokens that may begin with the reserved ones, as [#tokens] gives them.
    static <T> Vocabulary<T> given(LookupOptions<T> options, List<T> tokens, float[] idfWeights) {
        boolean weighted = options.outputMode() == OutputMode.TF_IDF;
        if (weighted != idfWeights.length > 0)
            throw new RondoException(options.who() + (weighted
                    ? ": output mode TF_IDF needs idfWeights beside the vocabulary; give them, or adapt"
                    : ": idfWeights go with output mode TF_IDF, but it is " + options.outputMode()));
        var reserved = reserved(options);
        boolean found = tokens.size() >= reserved.size() && tokens.subList(0, reserved.size()).equals(reserved);
        var plain = found ? tokens.subList(reserved.size(), tokens.size()) : tokens;
        if (!weighted) return new Vocabulary<>(options, plain, new float[0]);
        if (found && idfWeights.length != tokens.size())
            throw new RondoException("%s: %d idfWeights for %d tokens, reserved ones included".formatted(options.who(),
                    idfWeights.length, tokens.size()));
        return new Vocabulary<>(options, plain,
                found ? idfWeights : IdfWeights.spread(options, idfWeights, tokens.size()));
    }

    private static <T> List<T> reserved(LookupOptions<T> options) {
        var reserved = new ArrayList<T>();
        if (options.masks()) options.maskToken().ifPresent(reserved::add);
        reserved.addAll(Collections.nCopies(options.numOovIndices(), options.oovToken()));
        return reserved;
    }

    private List<T> reserved() { return reserved(options); }

    /// The number of each token, in output mode INT.
    public int[] ids(Collection<T> sample) {
        expect(OutputMode.INT);
        return numbers(sample);
    }

    /// The numbers of the tokens; in other modes than INT without mask tokens.
    private int[] numbers(Collection<T> sample) {
        boolean drops = options.outputMode() != OutputMode.INT;
        return sample.stream().filter(t -> !(drops && isMask(t))).mapToInt(this::number).toArray();
    }

    private boolean isMask(T token) { return options.maskToken().filter(token::equals).isPresent(); }

    private int number(T token) {
        if (isMask(token)) return 0;
        Integer known = numbers.get(token);
        if (known != null) return known;
        int kinds = options.numOovIndices();
        if (kinds == 0)
            throw new RondoException("%s: %s is not in the vocabulary, and numOovIndices is 0; give 1 or more"
                    .formatted(options.who(), quote(token)));
        return options.oovStart() + (kinds == 1 ? 0
                : !options.hashed() && token instanceof Long n ? (int) Math.floorMod(n, (long) kinds)
                        : new Buckets(kinds, options.salt()).of(token.toString()));
    }

    /// All tokens of one sample as one row of [#width] numbers, in output mode MULTI_HOT, COUNT or TF_IDF.
    public float[] vector(Collection<T> sample) {
        expect(OutputMode.MULTI_HOT, OutputMode.COUNT, OutputMode.TF_IDF);
        var row = new float[width()];
        for (int number : numbers(sample)) {
            row[number] = options.outputMode() == OutputMode.MULTI_HOT ? 1 : row[number] + 1;
        }
        if (options.outputMode() == OutputMode.TF_IDF)
            for (int i = 0; i < idfWeights.length; i++) row[i] *= idfWeights[i];
        return row;
    }

    /// A row of [#width] numbers for each token, with a single 1, in output mode ONE_HOT; a mask token has none.
    public float[][] oneHot(Collection<T> sample) {
        expect(OutputMode.ONE_HOT);
        return sample.stream().map(token -> {
            var row = new float[width()];
            if (!isMask(token)) row[number(token)] = 1;
            return row;
        }).toArray(float[][]::new);
    }

    private void expect(OutputMode... modes) {
        if (!Arrays.asList(modes).contains(options.outputMode()))
            throw new RondoException("%s: the output mode is %s, which makes %s".formatted(options.who(),
                    options.outputMode(), switch (options.outputMode()) {
                        case INT -> "numbers: ask for ids, or set another mode";
                        case ONE_HOT -> "a row a token: ask for oneHot, or set another mode";
                        default -> "one row a sample: ask for a vector, or set another mode";
                    }));
    }

    /// The tokens with these numbers, Keras's `invert=True`: the `oovToken` where the number is one of unknown tokens.
    /// Throws for a number that nothing has.
    public List<T> tokens(int[] ids) {
        var all = tokens();
        return Arrays.stream(ids).mapToObj(id -> {
            if (id < 0 || id >= all.size())
                throw new RondoException("%s: no token has number %d; they go from 0 to %d".formatted(options.who(), id,
                        all.size() - 1));
            return all.get(id);
        }).toList();
    }

    /// All tokens, the one with number i at place i, reserved ones included: Keras's `get_vocabulary()`.
    public List<T> tokens() {
        var all = reserved();
        all.addAll(tokens);
        return List.copyOf(all);
    }

    /// Writes [#tokens] to a UTF-8 file, one a line, as Keras's layers write theirs into a model: what `vocabulary(file)`
    /// of the same options reads. The weights of TF_IDF are not in it.
    public void save(Path file) { VocabularyFile.write(options.who(), file, tokens()); }

    /// Those of the vocabulary alone: Keras's `get_vocabulary(include_special_tokens=False)`.
    public List<T> ownTokens() { return tokens; }

    /// How many numbers there are, reserved ones included: Keras's `vocabulary_size()`, what an embedding takes.
    public int size() { return options.tokenStart() + tokens.size(); }

    /// How long vectors are: [#size], or `maxTokens` where they are padded to it.
    public int width() { return options.padToMaxTokens() ? options.maxTokens().orElse(size()) : size(); }

    /// What TF_IDF multiplies the count of each number by; none if it was never learned or given.
    public float[] idfWeights() { return idfWeights.clone(); }

    private static String quote(Object token) { return Printable.quote(token.toString()); }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary<?> that && options.equals(that.options) && tokens.equals(that.tokens)
                && Arrays.equals(idfWeights, that.idfWeights);
    }

    @Override
    public int hashCode() { return tokens.hashCode(); }

    @Override
    public String toString() { return "Vocabulary of " + tokens.size() + " tokens"; }
}
