package dev.rondo.docs;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// `docs/reference.md` says what the code says. To write it anew: `-Drondo.docs.write=true`.
class ReferencePageTest {
    @Test
    void isWhatTheCodeSays() throws IOException {
        new Page("reference.md", ReferencePage.text(Page.SOURCES, Page.DOCS.resolve("keras.md"))).check();
    }
}
