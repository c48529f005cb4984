package io.freshet.jobs.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The sliding windows of a run, by their end and by model; immutable, and never more than {@value #MOST} for a model. */
final class Series {
    static final int MOST = 150;

    private final List<Window> points;
    private final Map<String, Map<Long, Window>> byModel = new HashMap<>();

    Series(List<Window> windows) {
        TreeMap<Long, Window> distinct = new TreeMap<>();
        for (Window window : windows) {
            distinct.putIfAbsent(window.toIndex(), window);
            byModel.computeIfAbsent(window.model(), name -> new HashMap<>()).put(window.toIndex(), window);
        }
        points = thinned(List.copyOf(distinct.values()));
    }

    /** One window of any model for each end, in order. */
    List<Window> points() {
        return points;
    }

    /** A model's value in the window of a point; NaN without events. */
    double value(Model model, Window point, Measure measure) {
        Window window = byModel.getOrDefault(model.name(), Map.of()).get(point.toIndex());
        return window == null ? Double.NaN : window.value(measure);
    }

    /** The end of the last window. */
    long end() {
        return points.isEmpty() ? 0 : points.get(points.size() - 1).toIndex();
    }

    /** When the event of that index happened, between the ends of windows by straight lines. */
    long timeOf(double index) {
        double before = points.get(0).fromIndex();
        long beforeMs = points.get(0).fromMs();
        for (Window point : points) {
            if (point.toIndex() >= index) {
                double part = Math.max(0, (index - before) / Math.max(1, point.toIndex() - before));
                return beforeMs + Math.round(part * (point.toMs() - beforeMs));
            }
            before = point.toIndex();
            beforeMs = point.toMs();
        }
        return beforeMs;
    }

    /** Every k-th, and always the last, so that the page stays small. */
    private static List<Window> thinned(List<Window> points) {
        int every = (points.size() + MOST - 1) / MOST;
        return IntStream.range(0, points.size())
                .filter(i -> (points.size() - 1 - i) % every == 0)
                .mapToObj(points::get)
                .toList();
    }
}
