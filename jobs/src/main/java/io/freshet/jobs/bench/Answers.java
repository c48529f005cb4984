package io.freshet.jobs.bench;

import io.freshet.jobs.local.Ledger;
import io.freshet.jobs.local.Outputs;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Recommendations;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * When events and their answers came into their topics, by the broker's clock. The producer's thread and the reader's tell it;
 * it is asked when both have ended.
 */
final class Answers implements Outputs {
    private static final long HIGHEST_MS = 3_600_000;

    private final Ledger ledger;
    private final int unmeasured;
    private final boolean lists;
    private final Map<String, Long> half = new HashMap<>();
    private final Histogram latencies = new Histogram(HIGHEST_MS, 3);
    private long answered;
    private long listed;
    private long firstMs;
    private long fromMs;
    private long toMs;

    /**
     * Knows no answer yet.
     *
     * @param unmeasured the first events, which count for nothing
     * @param lists whether latency is measured
     */
    Answers(Ledger ledger, int unmeasured, boolean lists) {
        this.ledger = ledger;
        this.unmeasured = unmeasured;
        this.lists = lists;
    }

    @Override
    public synchronized void appended(String eventId, long appendMs) {
        if (lists) {
            Long answer = half.remove(eventId);
            if (answer == null) {
                half.put(eventId, appendMs);
            } else {
                latency(appendMs, answer);
            }
        }
    }

    @Override
    public synchronized void evaluation(Evaluation evaluation, long appendMs) {
        if (ledger.answered(evaluation.eventId())) {
            answered++;
            if (answered == 1) {
                firstMs = appendMs;
            }
            if (answered == unmeasured + 1L) {
                fromMs = appendMs;
            }
            toMs = Math.max(toMs, appendMs);
        }
    }

    @Override
    public boolean wantLists() {
        return lists;
    }

    @Override
    public synchronized void recommendations(Recommendations list, long readableMs) {
        Long event = half.remove(list.triggerId());
        if (event == null) {
            half.put(list.triggerId(), readableMs);
        } else {
            latency(event, readableMs);
        }
    }

    @Override
    public void deadLetter(int partition, long offset, long appendMs) {
        throw new IllegalStateException("the event at offset " + offset
                + " is in the dead letters: measure with a stream that `freshet validate` finds nothing wrong with");
    }

    /** Events a second between the first answer that counts and the last. */
    synchronized double eventsPerSecond() {
        return 1000.0 * (answered - unmeasured) / Math.max(1, toMs - fromMs);
    }

    /** Events a second from the first answer to the last that does not count. */
    synchronized double unmeasuredEventsPerSecond() {
        return 1000.0 * unmeasured / Math.max(1, fromMs - firstMs);
    }

    /** Milliseconds from event to list. */
    synchronized long latency(double percent) {
        return latencies.getValueAtPercentile(percent);
    }

    private void latency(long eventMs, long listMs) {
        if (++listed > unmeasured) {
            latencies.recordValue(Math.min(HIGHEST_MS, Math.max(0, listMs - eventMs)));
        }
    }
}
