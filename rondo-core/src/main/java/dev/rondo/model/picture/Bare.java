package dev.rondo.model.picture;

import dev.rondo.layer.Block;
import dev.rondo.layer.Named;
import dev.rondo.layer.NamedBlock;
import dev.rondo.layer.OneToOne;
import dev.rondo.layer.Ruled;
import dev.rondo.layer.RuledBlock;
import dev.rondo.layer.Warm;
import dev.rondo.layer.WarmBlock;

/// A block without what only names it, rules it or gives it numbers to start from.
final class Bare {
    private Bare() {}

    static Block of(Block block) {
        return switch (block) {
            case Named n -> of(n.layer());
            case NamedBlock n -> of(n.block());
            case Ruled r -> of(r.layer());
            case RuledBlock r -> of(r.block());
            case OneToOne o -> of(o.block());
            case Warm w -> of(w.layer());
            case WarmBlock w -> of(w.block());
            default -> block;
        };
    }
}
