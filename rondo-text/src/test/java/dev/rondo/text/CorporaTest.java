package dev.rondo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rondo.DataException;
import dev.rondo.data.Printable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorporaTest {
    private static final byte[] CONTENT = "a data set\n".repeat(30_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;
    private HttpServer server;
    private final List<String> ranges = new ArrayList<>();
    private final List<Long> told = new ArrayList<>();
    private int sendAtMost = Integer.MAX_VALUE;
    private boolean knowsRanges = true;
    private byte[] served = CONTENT;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/set.txt", this::answer);
        server.start();
    }

    @AfterEach
    void stop() { server.stop(0); }

    private void answer(HttpExchange exchange) throws IOException {
        var range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(String.valueOf(range));
        int from = range == null || !knowsRanges ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (from >= served.length) {
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
            return;
        }
        if (from > 0)
            exchange.getResponseHeaders().set("Content-Range",
                    "bytes " + from + "-" + (served.length - 1) + "/" + served.length);
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, served.length - from);
        int count = Math.min(served.length - from, sendAtMost);
        exchange.getResponseBody().write(served, from, count);
        exchange.getResponseBody().flush();
        exchange.close(); // before the promised length: the client sees the connection end
    }

    private DataFile file(String path) {
        var address = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        return new DataFile("set", List.of("set.txt"), address, URI.create("https://example.org/set"),
                DataFile.sha256(List.of(CONTENT)), DataFile.WHOLE_FILE);
    }

    private Corpora corpora() {
        return new Corpora(Optional.empty(), Optional.of(folder.resolve("env")), folder.resolve("cache"),
                Optional.of(HttpClient.newHttpClient()), (set, bytes, total) -> told.add(bytes));
    }

    private Path put(String path, byte[] content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    @Test
    void inOrder() throws IOException {
        var downloaded = corpora().find(file("/set.txt"));
        assertThat(downloaded.inWords()).startsWith("downloaded from http://localhost");
        assertThat(downloaded.file()).hasBinaryContent(CONTENT);
        assertThat(told).last().isEqualTo((long) CONTENT.length);

        var cached = corpora().find(file("/set.txt"));
        assertThat(cached.inWords()).isEqualTo("cache: " + folder.resolve("cache/set/set.txt"));
        assertThat(ranges).hasSize(1);

        var own = put("env/set.txt", "my own".getBytes(StandardCharsets.UTF_8));
        assertThat(corpora().find(file("/set.txt")).inWords())
                .isEqualTo("RONDO_DATA: " + own + "; checksum differs from the published file");

        var inSetFolder = put("mine/set/set.txt", CONTENT);
        assertThat(corpora().data(folder.resolve("mine")).find(file("/set.txt")).inWords())
                .isEqualTo("--data: " + inSetFolder);
    }

    @Test
    void dataFolderWithoutIt() {
        assertThatThrownBy(() -> corpora().data(folder).find(file("/set.txt"))).isInstanceOf(DataException.class)
                .hasMessageContaining("has no set.txt; put it there (https://example.org/set)");
        assertThat(ranges).isEmpty();
    }

    @Test
    void goesOnAfterACut() throws IOException {
        sendAtMost = 100_000;
        assertThatThrownBy(() -> corpora().find(file("/set.txt"))).isInstanceOf(DataException.class)
                .hasMessageContaining("a later try goes on").hasMessageContaining("--data or RONDO_DATA");
        var part = folder.resolve("cache/set/set.txt.part");
        long have = Files.size(part);
        assertThat(have).isBetween(1L, 100_000L);
        assertThat(folder.resolve("cache/set/set.txt")).doesNotExist();

        sendAtMost = Integer.MAX_VALUE;
        assertThat(corpora().find(file("/set.txt")).file()).hasBinaryContent(CONTENT);
        assertThat(ranges).containsExactly("null", "bytes=" + have + "-");
        assertThat(part).doesNotExist();
    }

    @Test
    void startsAgainWhereTheServerKnowsNoRanges() throws IOException {
        knowsRanges = false;
        put("cache/set/set.txt.part", "something".getBytes(StandardCharsets.UTF_8));
        assertThat(corpora().find(file("/set.txt")).file()).hasBinaryContent(CONTENT);
    }

    @Test
    void aPartThatIsAlreadyWhole() throws IOException {
        put("cache/set/set.txt.part", CONTENT);
        assertThat(corpora().find(file("/set.txt")).file()).hasBinaryContent(CONTENT);
        assertThat(ranges).hasSize(1);
    }

    @Test
    void aPartThatIsTooLong() throws IOException {
        put("cache/set/set.txt.part", new byte[CONTENT.length + 1]);
        assertThat(corpora().find(file("/set.txt")).file()).hasBinaryContent(CONTENT);
    }

    @Test
    void wrongFileIsNotKept() {
        served = "<html>moved</html>".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> corpora().find(file("/set.txt"))).isInstanceOf(DataException.class)
                .hasMessageContaining("not the published file");
        assertThat(folder.resolve("cache/set")).isEmptyDirectory();
    }

    @Test
    void notFound() {
        assertThatThrownBy(() -> corpora().find(file("/gone"))).isInstanceOf(DataException.class)
                .hasMessageContaining("/gone answered 404").hasMessageContaining("https://example.org/set");
        assertThat(folder.resolve("cache/set")).isEmptyDirectory();
    }

    @Test
    void offline() {
        assertThatThrownBy(() -> corpora().offline().find(file("/set.txt"))).isInstanceOf(DataException.class)
                .hasMessage("set: no set.txt in RONDO_DATA " + Printable.quote(folder.resolve("env").toString())
                        + " or the cache, and downloads are off; get it from https://example.org/set and put it into "
                        + folder.resolve("cache/set") + ", or name its folder with --data or RONDO_DATA");
        server.stop(0);
        assertThatThrownBy(() -> corpora().find(file("/set.txt"))).isInstanceOf(DataException.class)
                .hasMessageContaining("ConnectException");
    }

    @Test
    void environment() {
        var plain = Corpora.of(Map.of("RONDO_DATA", " "), Path.of("/home/me"));
        assertThat(plain.rondoData()).isEmpty();
        assertThat(plain.cache()).isEqualTo(Path.of("/home/me/.cache/rondo"));
        var set = Corpora.of(Map.of("RONDO_DATA", "/d", "XDG_CACHE_HOME", "/c"), Path.of("/home/me"));
        assertThat(set.rondoData()).contains(Path.of("/d"));
        assertThat(set.cache()).isEqualTo(Path.of("/c/rondo"));
    }
}
