package dev.rondo.file;

import java.io.IOException;
import java.io.OutputStream;

/// Something that can be written, again and again with the same bytes.
@FunctionalInterface
public interface Body {
    void write(OutputStream out) throws IOException;
}
