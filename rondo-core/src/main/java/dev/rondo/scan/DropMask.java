package dev.rondo.scan;

/// Which numbers of a value are dropped: columns `from` to `from + width` of a draw over `[batch, full]`.
///
/// @param path what the randomness is for, by its whole path in the model
/// @param eachStep whether it is drawn anew at each step
record DropMask(float rate, String path, boolean eachStep, int full, int from, int width) {
    DropMask columns(int first, int count) {
        return new DropMask(rate, path, eachStep, full, from + first, count);
    }
}
