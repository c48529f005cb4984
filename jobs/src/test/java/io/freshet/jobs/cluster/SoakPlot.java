package io.freshet.jobs.cluster;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Draws what samples tell over time as one self-contained picture: a panel for each figure, the warm-up shaded. */
final class SoakPlot {
    private static final int COLUMNS = 2;
    private static final int WIDTH = 420;
    private static final int HEIGHT = 130;
    private static final int LEFT = 64;
    private static final int TOP = 30;
    private static final int GAP = 46;
    private static final double HEADROOM = 1.1;

    private SoakPlot() {}

    /** @param verdicts of figures that are judged */
    static String svg(List<SoakSample> samples, Map<SoakSample.Figure, Flatness> verdicts) {
        int rows = (SoakSample.Figure.values().length + COLUMNS - 1) / COLUMNS;
        StringBuilder svg = new StringBuilder();
        svg.append(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"11\"><rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n")
                .formatted(COLUMNS * (LEFT + WIDTH) + GAP, rows * (TOP + HEIGHT + GAP) + GAP));
        for (SoakSample.Figure figure : SoakSample.Figure.values()) {
            int x = figure.ordinal() % COLUMNS * (LEFT + WIDTH) + LEFT;
            int y = figure.ordinal() / COLUMNS * (TOP + HEIGHT + GAP) + TOP;
            svg.append("<g transform=\"translate(%d,%d)\">%s</g>%n"
                    .formatted(x, y, panel(samples, figure, verdicts.get(figure))));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String panel(List<SoakSample> samples, SoakSample.Figure figure, @Nullable Flatness verdict) {
        int width = WIDTH - LEFT;
        double minutes = samples.get(samples.size() - 1).minute();
        double most = samples.stream()
                        .mapToDouble(sample -> sample.value(figure))
                        .max()
                        .orElse(0)
                * HEADROOM;
        double top = most == 0 ? 1 : most;
        double warmUp =
                samples.get(samples.size() - 1 - 2 * (samples.size() / 3)).minute() / minutes * width;
        String points = samples.stream()
                .map(sample -> point(sample.minute() / minutes * width, HEIGHT * (1 - sample.value(figure) / top)))
                .collect(Collectors.joining(" "));
        return String.format(
                Locale.ROOT,
                "<text y=\"-8\" font-weight=\"bold\">%s</text>"
                        + "<rect width=\"%.1f\" height=\"%d\" fill=\"#f0f0f0\"/>"
                        + "<path d=\"M0 0V%d H%d\" fill=\"none\" stroke=\"#888\"/>"
                        + "<text x=\"-6\" y=\"%d\" text-anchor=\"end\">0</text>"
                        + "<text x=\"-6\" y=\"9\" text-anchor=\"end\">%s</text>"
                        + "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f min</text>"
                        + "<polyline points=\"%s\" fill=\"none\" stroke=\"#1f6feb\" stroke-width=\"1.5\"/>%s",
                figure.title(),
                warmUp,
                HEIGHT,
                HEIGHT,
                width,
                HEIGHT,
                number(top),
                width,
                HEIGHT + 14,
                minutes,
                points,
                verdict == null ? "" : verdict(verdict));
    }

    private static String verdict(Flatness verdict) {
        return String.format(
                Locale.ROOT,
                "<text y=\"%d\" fill=\"%s\">last third to middle third: %+.1f %% (allowed %+.0f %%)</text>",
                HEIGHT + 14,
                verdict.isFlat() ? "#1a7f37" : "#cf222e",
                100 * verdict.growth(),
                100 * verdict.allowed());
    }

    private static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
    }
}
