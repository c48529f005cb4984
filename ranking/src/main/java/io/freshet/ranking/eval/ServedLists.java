package io.freshet.ranking.eval;

import java.util.Arrays;

/**
 * What the first {@link Accuracy#N} places of the rankings were like: how much of the catalogue, how evenly, how novel.
 *
 * <p>Every test of a known user counts its list once. One thread. Cost: the list's length a test.
 */
public final class ServedLists {
    private final int items;
    private final long[] exposures;
    private final int[] events;
    private double[] logs = new double[] {0, 0};
    private long learned;
    private long places;
    private double surprise;

    public ServedLists(RecordedStream stream) {
        items = stream.items();
        exposures = new long[items];
        events = new int[items];
    }

    /** A list was served; {@code items[0 … size)} are its items. */
    public void served(int[] list, int size) {
        double logOfAll = size == 0 ? 0 : log2(learned);
        for (int place = 0; place < size; place++) {
            exposures[list[place]]++;
            surprise += logOfAll - log2Of(events[list[place]]);
        }
        places += size;
    }

    public void learned(int item) {
        events[item]++;
        learned++;
    }

    /** Coverage@10: distinct items in some list ÷ distinct items in the stream. */
    public double coverage() {
        return (double) Arrays.stream(exposures).filter(count -> count > 0).count() / items;
    }

    /** Gini index of the exposures of all items in the stream: 0 all alike, towards 1 one item has it all. */
    public double gini() {
        long[] sorted = exposures.clone();
        Arrays.sort(sorted);
        double weighted = 0;
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
            sum += sorted[i];
        }
        return sum == 0 ? Double.NaN : weighted / (sorted.length * sum);
    }

    /** Novelty@10: mean over all places of −log2 of the item's share of the events before the list was made. */
    public double novelty() {
        return places == 0 ? Double.NaN : surprise / places;
    }

    private double log2Of(int count) {
        if (count >= logs.length) {
            int filled = logs.length;
            logs = Arrays.copyOf(logs, Math.max(count + 1, 2 * filled));
            for (int i = filled; i < logs.length; i++) {
                logs[i] = log2(i);
            }
        }
        return logs[count];
    }

    private static double log2(long value) {
        return StrictMath.log(value) / StrictMath.log(2);
    }
}
