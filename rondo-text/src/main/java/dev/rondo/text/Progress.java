package dev.rondo.text;

import java.util.OptionalLong;

/// Told how far a download is.
@FunctionalInterface
public interface Progress {
    /// Tells no one.
    Progress NONE = (set, bytes, total) -> {};

    /// Called after each piece, from the thread that downloads.
    ///
    /// @param set the data set's name
    /// @param bytes how many bytes are there, with those of an earlier try
    /// @param total how many there will be, if the server says so
    void at(String set, long bytes, OptionalLong total);
}
