package io.freshet.ranking.eval;

/** HR@N over all events: the share whose item was ranked N or better; an unknown user or item is a miss. */
public final class HitRate {
    private final int n;
    private long events;
    private long hits;

    public HitRate(int n) {
        this.n = n;
    }

    public void add(int rank) {
        events++;
        if (rank != PrequentialModel.UNRANKED && rank <= n) {
            hits++;
        }
    }

    public long events() {
        return events;
    }

    /** NaN while there are no events. */
    public double value() {
        return (double) hits / events;
    }
}
