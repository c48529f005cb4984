package io.freshet.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Places the names at the ends of lines so that none covers another; heights are parts of the chart's, from the top. */
final class EndLabels {
    /** A line of text in a chart of 22 em. */
    private static final double WIDEST_GAP = 0.056;

    private EndLabels() {}

    record End(Model model, double at) {}

    /**
     * @param from where the line ends
     * @param to where its name stands
     */
    record Label(Model model, double from, double to) {}

    /** From top to bottom: each as near to its line as those above and below leave it. */
    static List<Label> placed(List<End> ends) {
        double gap = Math.min(WIDEST_GAP, 1.0 / Math.max(1, ends.size() - 1));
        List<End> sorted = new ArrayList<>(ends);
        sorted.sort(Comparator.comparingDouble(End::at));
        double[] places = new double[sorted.size()];
        double least = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.max(least, sorted.get(i).at());
            least = places[i] + gap;
        }
        double most = 1;
        for (int i = places.length - 1; i >= 0; i--) {
            places[i] = Math.min(most, places[i]);
            most = places[i] - gap;
        }
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            labels.add(new Label(sorted.get(i).model(), sorted.get(i).at(), places[i]));
        }
        return labels;
    }
}
