package dev.rondo.layer;

/// A block without what only names it, rules it or gives it numbers to start from.
public final class Bare {
    private Bare() {}

    /// The block inside, however deep.
    public static Block of(Block block) {
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
