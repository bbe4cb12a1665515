package dev.rondo.cli;

import dev.rondo.DataException;
import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// What `--version` prints, and model files record.
final class Version implements IVersionProvider {
    static String number() {
        try (var in = Version.class.getResourceAsStream("version.properties")) {
            var properties = new Properties();
            if (in != null) properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new DataException("version: the jar cannot be read; build again", e);
        }
    }

    @Override
    public String[] getVersion() {
        return new String[]{"rondo " + number(), "Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " cores"};
    }
}
