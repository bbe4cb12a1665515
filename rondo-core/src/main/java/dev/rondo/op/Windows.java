package dev.rondo.op;

/// Which places of one axis each place of the result looks at: `from` (inclusive) to `to` (exclusive). A window is never
/// empty.
public sealed interface Windows permits Slide, Even {
    /// How many places the result has where the axis has `length`; 0 or less if no window fits.
    int places(int length);

    int from(int place, int length);

    int to(int place, int length);
}
