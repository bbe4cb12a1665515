package dev.rondo.plot;

import dev.rondo.RondoException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// How a training went, epoch by epoch: the loss on the left and, if it was measured, accuracy on the right; training in
/// blue, validation in orange, the best epoch marked. Where the curves part, the model begins to learn by heart.
public final class LearningCurves {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 400;
    private static final int MOST_MARKERS = 40;

    private final Map<String, List<Double>> history;
    private final List<String> panels;

    private LearningCurves(Map<String, List<Double>> history) {
        this.history = history;
        this.panels = List.of("loss", "accuracy").stream().filter(history::containsKey).toList();
        if (panels.isEmpty() || history.values().stream().anyMatch(List::isEmpty)) {
            throw new RondoException("learning curves: a history with \"loss\" is expected, got " + history.keySet()
                    + "; fit for at least one epoch first");
        }
    }

    /// Numbers by epoch under Keras's names: `loss`, `val_loss`, `accuracy`, `val_accuracy`.
    public static LearningCurves of(Map<String, List<Double>> history) {
        return new LearningCurves(history);
    }

    public void write(Path png) {
        Png.write(image(), png);
    }

    public BufferedImage image() {
        return Png.draw(WIDTH * panels.size(), HEIGHT, this::draw);
    }

    private void draw(Graphics2D g) {
        for (int i = 0; i < panels.size(); i++) {
            var panel = (Graphics2D) g.create(i * WIDTH, 0, WIDTH, HEIGHT);
            chart(panels.get(i)).paint(panel, WIDTH, HEIGHT);
            panel.dispose();
        }
    }

    private XYChart chart(String measure) {
        var chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(measure).xAxisTitle("epoch").build();
        boolean up = !measure.equals("loss");
        style(chart, up);
        var train = history.getOrDefault(measure, List.of());
        line(chart, "training", train, Ink.RIGHT);
        var validation = history.getOrDefault("val_" + measure, List.of());
        if (!validation.isEmpty()) {
            line(chart, "validation", validation, Ink.WRONG);
            int best = best(validation, up);
            if (best >= 0) {
                var point = chart.addSeries("best: %.3f in epoch %d".formatted(validation.get(best), best + 1),
                        new double[]{best + 1}, new double[]{validation.get(best)});
                point.setMarker(SeriesMarkers.DIAMOND).setMarkerColor(Ink.TEXT).setLineColor(Ink.TEXT);
            }
        }
        return chart;
    }

    private static void style(XYChart chart, boolean up) {
        var s = chart.getStyler();
        s.setChartBackgroundColor(Ink.PAPER).setChartFontColor(Ink.TEXT).setChartTitleFont(Ink.bold(15))
                .setChartTitleBoxVisible(false).setLegendFont(Ink.sans(12)).setLegendBorderColor(Ink.PAPER)
                .setLegendPosition(up ? Styler.LegendPosition.InsideSE : Styler.LegendPosition.InsideNE);
        s.setAxisTickLabelsFont(Ink.sans(11)).setAxisTitleFont(Ink.sans(12)).setPlotGridLinesColor(Ink.GRID)
                .setYAxisDecimalPattern("0.0##").setXAxisDecimalPattern("0");
        s.setPlotGridVerticalLinesVisible(false).setPlotBorderVisible(false);
        s.setMarkerSize(6);
    }

    private static void line(XYChart chart, String name, List<Double> values, Color color) {
        var epochs = new ArrayList<Integer>();
        var finite = new ArrayList<Double>();
        for (int i = 0; i < values.size(); i++) {
            if (!Double.isFinite(values.get(i))) continue;
            epochs.add(i + 1);
            finite.add(values.get(i));
        }
        if (finite.isEmpty()) return;
        var series = chart.addSeries(name, epochs, finite);
        series.setMarker(finite.size() <= MOST_MARKERS ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE)
                .setMarkerColor(color);
        series.setLineWidth(2).setLineColor(color);
    }

    /// The place of the best finite value, or -1.
    private static int best(List<Double> values, boolean up) {
        return IntStream.range(0, values.size()).filter(i -> Double.isFinite(values.get(i))).boxed()
                .reduce((a, b) -> (up ? values.get(b) > values.get(a) : values.get(b) < values.get(a)) ? b : a)
                .orElse(-1);
    }
}
