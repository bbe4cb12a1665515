package dev.rondo.data;

import dev.rondo.RondoException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// How often tokens occur and in how many samples: what a lookup learns its vocabulary from (Keras: `IndexLookup.adapt`).
final class TokenCounts<T> {
    private final Map<T, Integer> often = new HashMap<>();
    private final Map<T, Integer> samples = new HashMap<>();
    private int count;

    void add(List<T> sample) {
        for (T token : sample) often.merge(token, 1, Integer::sum);
        for (T token : new HashSet<>(sample)) samples.merge(token, 1, Integer::sum);
        count++;
    }

    /// The most frequent tokens, ties by the tokens themselves from high to low, and ln(1 + samples / (1 + samples with the
    /// token)) for each.
    ///
    /// @param order of the tokens
    Vocabulary<T> vocabulary(LookupOptions<T> options, Comparator<T> order) {
        var counted = new HashMap<>(often);
        options.maskToken().ifPresent(counted::remove);
        counted.remove(options.oovToken());
        if (counted.isEmpty())
            throw new RondoException(options.who() + ": adapt: no tokens to learn from; give samples with tokens");
        var byCount = Map.Entry.<T, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey(order));
        var tokens = counted.entrySet().stream().sorted(byCount.reversed()).limit(options.room())
                .map(Map.Entry::getKey).toList();
        if (tokens.isEmpty())
            throw new RondoException("%s: adapt: maxTokens %d leaves no room for a token beside %d that are reserved"
                    .formatted(options.who(), options.maxTokens().orElse(0), options.tokenStart()));
        var weights = new float[tokens.size()];
        for (int i = 0; i < weights.length; i++)
            weights[i] = (float) Math.log(1 + (double) count / (1 + samples.getOrDefault(tokens.get(i), 0)));
        return new Vocabulary<>(options, tokens, IdfWeights.spread(options, weights, tokens.size()));
    }
}
