package dev.rondo.layer;

/// How a block works when the steps of a sequence come one at a time, [dev.rondo.model.Stream].
public sealed interface Streaming {
    /// It treats each step by itself, such as a dense layer.
    record EachStep() implements Streaming {}

    /// It carries states from step to step.
    ///
    /// @param sequences whether it gives an output for each step; otherwise what follows sees no time any more
    record Carries(boolean sequences) implements Streaming {}

    /// It needs the whole sequence.
    ///
    /// @param reason why, as the end of a sentence that begins with the block's name
    record Refused(String reason) implements Streaming {}

    static Streaming eachStep() {
        return new EachStep();
    }

    static Streaming carries(boolean sequences) {
        return new Carries(sequences);
    }

    static Streaming refused(String reason) {
        return new Refused(reason);
    }
}
