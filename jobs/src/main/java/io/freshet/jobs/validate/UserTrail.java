package io.freshet.jobs.validate;

import io.freshet.jobs.input.ScannedRow;

/** What one user did, as far as it tells a person from a machine; about 200 bytes with its first row. */
final class UserTrail {
    private static final long MINUTE_MS = 60_000;

    private final ScannedRow first;
    private long events = 1;
    private long lastMs;
    private long gapMs;
    private int equalGaps;
    private int mostEqualGaps;
    private long mostEqualGapMs;
    private int momentsInMinute = 1;
    private int mostMomentsInMinute = 1;

    UserTrail(ScannedRow first) {
        this.first = first;
        this.lastMs = first.timestampMs();
    }

    /** Events of one time are one moment: a basket is no haste. */
    void take(long timestampMs) {
        events++;
        if (timestampMs <= lastMs) {
            return;
        }
        takeGap(timestampMs - lastMs);
        momentsInMinute = timestampMs / MINUTE_MS == lastMs / MINUTE_MS ? momentsInMinute + 1 : 1;
        mostMomentsInMinute = Math.max(mostMomentsInMinute, momentsInMinute);
        lastMs = timestampMs;
    }

    private void takeGap(long ms) {
        equalGaps = ms == gapMs ? equalGaps + 1 : 1;
        gapMs = ms;
        if (equalGaps > mostEqualGaps) {
            mostEqualGaps = equalGaps;
            mostEqualGapMs = ms;
        }
    }

    ScannedRow first() {
        return first;
    }

    long events() {
        return events;
    }

    /** Length of the longest run of equal gaps between moments. */
    int mostEqualGaps() {
        return mostEqualGaps;
    }

    /** The gap of the longest run. */
    long mostEqualGapMs() {
        return mostEqualGapMs;
    }

    /** Distinct times within one minute of the clock. */
    int mostMomentsInMinute() {
        return mostMomentsInMinute;
    }
}
