package dev.rondo.layer;

import dev.rondo.RondoException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a model calls its blocks: names that were given as they are, and Keras's for the others: `lstm`, then `lstm_1`, …,
/// leaving out those that were given.
final class Names {
    private Names() {}

    /// A name for each block. Throws if two were given the same.
    static List<String> of(String who, List<? extends Block> blocks) {
        var taken = new HashSet<String>();
        for (var block : blocks) {
            given(block).ifPresent(name -> {
                if (!taken.add(name)) {
                    throw new RondoException(
                            "%s: two blocks are named \"%s\"; give each a name of its own".formatted(who,
                                    name));
                }
            });
        }
        var names = new ArrayList<String>();
        var next = new HashMap<String, Integer>();
        for (var block : blocks) names.add(given(block).orElseGet(() -> free(block.defaultName(), taken, next)));
        return names;
    }

    /// Each as it is or, where it came before, with the first free number.
    static List<String> numbered(List<String> words) {
        var taken = new HashSet<>(words);
        var seen = new HashSet<String>();
        var next = new HashMap<String, Integer>();
        return words.stream().map(w -> seen.add(w) ? w : free(w, taken, next)).toList();
    }

    private static String free(String word, Set<String> taken, Map<String, Integer> next) {
        while (true) {
            int n = next.merge(word, 1, Integer::sum) - 1;
            var name = n == 0 ? word : word + "_" + n;
            if (taken.add(name)) return name;
        }
    }

    private static Optional<String> given(Block block) {
        return switch (block) {
            case Named named -> Optional.of(named.name());
            case NamedBlock named -> Optional.of(named.name());
            case Ruled ruled -> given(ruled.layer());
            case RuledBlock ruled -> given(ruled.block());
            default -> Optional.empty();
        };
    }
}
