package dev.rondo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// `docs/compared.md` says what the golden files hold. To write it anew: `-Drondo.docs.write=true`.
class ComparedPageTest {
    @Test
    void isWhatTheGoldenFilesHold() throws IOException {
        new Page("compared.md", ComparedPage.usual().text()).check();
    }

    @Test
    void everyGoldenFileIsReadByATest() throws IOException {
        assertThat(ComparedPage.usual().text()).doesNotContain("**no test**");
    }
}
