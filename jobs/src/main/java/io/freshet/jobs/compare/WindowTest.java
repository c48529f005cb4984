package io.freshet.jobs.compare;

import io.freshet.jobs.rundir.PerEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Who hit more often in one part of the stream, as Vinagre, Jorge and Gama compare recommenders on streams (Evaluation of
 * recommender systems in streaming environments, 2014): McNemar's test on a sliding window.
 *
 * @param from first index of the stream
 * @param to one behind the last
 * @param events tested in between; never 0
 * @param reference share that the reference hit
 * @param value share that the run hit
 */
record WindowTest(int from, int to, int events, double reference, double value, McNemar test) {

    /**
     * Windows from the start to the end of the stream, half a window apart as nearly as that goes; those without tested
     * events are left out. Costs two passes over the rows.
     */
    static List<WindowTest> sliding(
            PerEvent events, int[] reference, int[] run, Metric metric, int stream, int length) {
        List<WindowTest> windows = new ArrayList<>();
        long steps = Math.round((stream - length) / Math.max(1, length / 2.0));
        int first = 0;
        int end = 0;
        for (long i = 0; i <= steps; i++) {
            int from = steps == 0 ? 0 : (int) Math.round((double) i * (stream - length) / steps);
            first = firstRow(events, first, from);
            end = firstRow(events, end, from + length);
            if (end > first) {
                windows.add(of(metric, reference, run, first, end, from, from + length));
            }
        }
        return windows;
    }

    double difference() {
        return value - reference;
    }

    private static WindowTest of(Metric metric, int[] reference, int[] run, int first, int end, int from, int to) {
        double ofReference = 0;
        double ofRun = 0;
        for (int row = first; row < end; row++) {
            ofReference += metric.of(reference[row]);
            ofRun += metric.of(run[row]);
        }
        int events = end - first;
        McNemar test = McNemar.of(metric, reference, run, first, end);
        return new WindowTest(from, to, events, ofReference / events, ofRun / events, test);
    }

    /** The first row at or behind {@code index}, looked for from {@code row} on. */
    private static int firstRow(PerEvent events, int row, int index) {
        int at = row;
        while (at < events.size() && events.index(at) < index) {
            at++;
        }
        return at;
    }
}
