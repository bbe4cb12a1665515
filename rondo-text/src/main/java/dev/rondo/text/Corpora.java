package dev.rondo.text;

import dev.rondo.DataException;
import dev.rondo.data.Printable;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Where does a data set come from? From the first of these that has its file:
///
/// 1. the folder given with `--data` (and nowhere else, when one is given);
/// 2. the folder in the environment variable `RONDO_DATA`;
/// 3. the cache: `$XDG_CACHE_HOME/rondo`, or `~/.cache/rondo`;
/// 4. its official address, from where it goes into the cache once its checksum is right.
///
/// The file may lie in the folder itself or in one with the set's name: `DIR/reuters21578.tar.gz` or
/// `DIR/reuters/reuters21578.tar.gz`. What was found says where it came from, and a run should print that. A user's own
/// file that differs from the published one is used, and said to differ.
///
/// @param data the folder given with `--data`
/// @param rondoData the value of `RONDO_DATA`
/// @param cache the cache's folder; it need not exist
/// @param http what downloads; absent: nothing is downloaded
/// @param progress told how a download goes
public record Corpora(Optional<Path> data, Optional<Path> rondoData, Path cache, Optional<HttpClient> http,
        Progress progress) {

    /// The file, and where it came from: `RONDO_DATA: /data/reuters/reuters21578.tar.gz`.
    public record Found(Path file, String inWords) {}

    /// As this machine is set up: its environment, its cache, downloads allowed and not reported.
    public static Corpora here() { return of(System.getenv(), Path.of(System.getProperty("user.home"))); }

    static Corpora of(Map<String, String> env, Path home) {
        var http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20)).build();
        var cacheHome = folder(env, "XDG_CACHE_HOME").orElse(home.resolve(".cache"));
        return new Corpora(Optional.empty(), folder(env, "RONDO_DATA"), cacheHome.resolve("rondo"), Optional.of(http),
                Progress.NONE);
    }

    private static Optional<Path> folder(Map<String, String> env, String variable) {
        return Optional.ofNullable(env.get(variable)).filter(value -> !value.isBlank()).map(Path::of);
    }

    /// Looks into this folder only: `--data`.
    public Corpora data(Path folder) { return new Corpora(Optional.of(folder), rondoData, cache, http, progress); }

    public Corpora progress(Progress progress) { return new Corpora(data, rondoData, cache, http, progress); }

    public Corpora offline() { return new Corpora(data, rondoData, cache, Optional.empty(), progress); }

    /// The file, downloaded if need be.
    public Found find(DataFile file) {
        if (data.isPresent())
            return in(data.get(), "--data", file).orElseThrow(() -> new DataException(file.set() + ": --data "
                    + Printable.quote(data.get().toString()) + " has no " + file.names().getFirst() + "; put it there ("
                    + file.page() + ") or leave --data out"));
        return rondoData.flatMap(folder -> in(folder, "RONDO_DATA", file)).or(() -> in(cache, "cache", file))
                .orElseGet(() -> download(file));
    }

    private static Optional<Found> in(Path folder, String place, DataFile file) {
        for (String name : file.names())
            for (Path path : new Path[]{folder.resolve(file.set()).resolve(name), folder.resolve(name)})
                if (Files.isRegularFile(path)) {
                    var differs = file.isPublished(path) ? "" : "; checksum differs from the published file";
                    return Optional.of(new Found(path, place + ": " + path + differs));
                }
        return Optional.empty();
    }

    private Found download(DataFile file) {
        var address = file.address().getPath();
        // under the name the address gives, if that is one of the file's: the download may be packed differently
        var ending = address.substring(address.lastIndexOf('.') + 1);
        var name = file.names().stream().filter(n -> n.endsWith("." + ending)).findFirst()
                .orElse(file.names().getFirst());
        var target = cache.resolve(file.set()).resolve(name);
        if (http.isEmpty()) throw new DataException(missing(file, "downloads are off"));
        try {
            new Download(http.get(), progress).to(target, file);
        } catch (Download.Failed e) {
            throw new DataException(missing(file, e.why()), e);
        }
        return new Found(target, "downloaded from " + file.address() + " to " + target);
    }

    private String missing(DataFile file, String why) {
        return file.set() + ": no " + file.names().getFirst() + " in "
                + rondoData.map(d -> "RONDO_DATA " + Printable.quote(d.toString())).orElse("RONDO_DATA (not set)")
                + " or the cache, and " + why + "; get it from " + file.page() + " and put it into "
                + cache.resolve(file.set()) + ", or name its folder with --data or RONDO_DATA";
    }
}
