package dev.rondo.plot;

import dev.rondo.StorageException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/// A picture on its way into a file. Drawn twice as large as its coordinates say, so that it is sharp on any screen;
/// written beside its place and moved there, so that the file is whole or not there.
final class Png {
    private static final int SCALE = 2;

    private Png() {}

    static BufferedImage draw(int width, int height, Consumer<Graphics2D> drawing) {
        var image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        g.scale(SCALE, SCALE);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setColor(Ink.PAPER);
        g.fillRect(0, 0, width, height);
        drawing.accept(g);
        g.dispose();
        return image;
    }

    static void write(BufferedImage image, Path file) {
        var place = file.toAbsolutePath();
        try {
            if (place.getParent() != null) Files.createDirectories(place.getParent());
            var part = place.resolveSibling(place.getFileName() + ".part");
            try {
                try (var out = Files.newOutputStream(part)) {
                    if (!ImageIO.write(image, "png", out)) throw new IOException("no PNG writer in this Java");
                }
                move(part, place);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new StorageException(
                    "picture: %s cannot be written (%s); check space and rights".formatted(file, e.getMessage()), e);
        }
    }

    private static void move(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
