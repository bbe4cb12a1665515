package dev.rondo.data;

import dev.rondo.RondoException;

/// The inverse document frequencies of all numbers, those of tokens that are not known and of padding among them.
final class IdfWeights {
    private IdfWeights() {}

    /// In front, for each kind of unknown token, the mean of all. (Its own frequency is not known.)
    static float[] spread(LookupOptions<?> options, float[] ofTokens, int tokens) {
        if (ofTokens.length != tokens)
            throw new RondoException("%s: %d idfWeights for %d tokens; give one a token".formatted(options.who(),
                    ofTokens.length, tokens));
        double sum = 0;
        for (float w : ofTokens) sum += w;
        var all = new float[options.tokenStart() + tokens];
        for (int i = 0; i < options.tokenStart(); i++) all[i] = (float) (sum / tokens);
        System.arraycopy(ofTokens, 0, all, options.tokenStart(), tokens);
        return all;
    }
}
