package dev.rondo.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.RondoException;
import dev.rondo.StorageException;
import dev.rondo.train.metric.ConfusionMatrix;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {
    private static final Map<String, List<Double>> HISTORY = Map.of("loss", List.of(2.1, 1.4, 1.0, 0.8, 0.6, 0.5),
            "val_loss", List.of(1.8, 1.3, 1.1, 1.05, 1.08, 1.15), "accuracy", List.of(0.4, 0.6, 0.7, 0.76, 0.81, 0.85),
            "val_accuracy", List.of(0.5, 0.65, 0.71, 0.74, 0.75, 0.745));

    @TempDir
    Path folder;

    @Test
    void learningCurvesShowLossBesideAccuracy() throws Exception {
        var file = folder.resolve("learning-curves.png");
        LearningCurves.of(HISTORY).write(file);
        var image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(2 * 2 * 560);
        assertThat(image.getHeight()).isEqualTo(2 * 400);
        assertThat(colours(image)).isGreaterThan(50);
        assertThat(folder.toFile().list()).containsExactly("learning-curves.png");
    }

    @Test
    void lossAloneIsOnePanel() {
        var image = LearningCurves.of(Map.of("loss", List.of(0.5))).image();
        assertThat(image.getWidth()).isEqualTo(2 * 560);
        assertThat(colours(image)).isGreaterThan(20);
    }

    @Test
    void epochsThatAreNotNumbersAreLeftOut() {
        var nan = Map.of("loss", List.of(1.0, Double.NaN), "val_loss", List.of(Double.NaN, Double.NaN));
        assertThat(colours(LearningCurves.of(nan).image())).isGreaterThan(20);
    }

    @Test
    void curvesOfNothingAreRefused() {
        assertThatThrownBy(() -> LearningCurves.of(Map.of())).isInstanceOf(RondoException.class)
                .hasMessageContaining("fit for at least one epoch");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 12, 46})
    void confusionIsReadableFor(int classes) throws Exception {
        var matrix = matrix(classes);
        var file = folder.resolve("confusion-" + classes + ".png");
        var names = IntStream.range(0, classes).mapToObj(i -> i % 7 == 3 ? "noun.communication" : "class " + i)
                .toList();
        ConfusionPicture.of(matrix, names, "Test: 75.0 % of 4,000 right").write(file);
        var image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isBetween(1000, 2600);
        assertThat(image.getHeight()).isBetween(400, 2600);
        assertThat(colours(image)).isGreaterThan(50);
    }

    @Test
    void longAndBlankNamesFit() {
        var picture = ConfusionPicture.of(matrix(2), List.of(" ", "긴 이름 ".repeat(60)), "긍정과 부정");
        assertThat(picture.image().getWidth()).isLessThan(2000);
    }

    @Test
    void eachClassNeedsItsName() {
        assertThatThrownBy(() -> ConfusionPicture.of(matrix(3), List.of("a", "b"), ""))
                .isInstanceOf(RondoException.class)
                .hasMessage("confusion picture: 2 names for 3 classes; give one a class");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsOneLine() throws Exception {
        var file = Files.createFile(folder.resolve("a-file")).resolve("picture.png");
        assertThatThrownBy(() -> LearningCurves.of(HISTORY).write(file)).isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void lettersNoFontHasAreTold() {
        assertThat(Fonts.warning(List.of("noun.animal", "Größe"))).isEmpty();
        assertThat(Fonts.warning(List.of("\uDBFF\uDFFD")).orElse("")).contains("install");
    }

    private static ConfusionMatrix matrix(int classes) {
        var random = new Random(classes);
        var matrix = new ConfusionMatrix(classes);
        for (int i = 0; i < 4000; i++) {
            int actual = (int) (classes * Math.pow(random.nextDouble(), 1.7));
            int near = Math.clamp(actual + Math.round(random.nextGaussian() * 4), 0, classes - 1);
            matrix.add(actual, random.nextDouble() < 0.75 ? actual : near);
        }
        return matrix;
    }

    private static long colours(BufferedImage image) {
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).distinct().count();
    }
}
