package io.freshet.schemas;

/**
 * Orders the publications of one row: the higher epoch wins, then the higher counter.
 *
 * @param epoch raised whenever the owner of the rows restarts
 * @param counter deltas ever added to the row
 */
public record RowVersion(long epoch, long counter) implements Comparable<RowVersion> {

    public RowVersion {
        Checks.notNegative("epoch", epoch);
        Checks.notNegative("counter", counter);
    }

    @Override
    public int compareTo(RowVersion other) {
        int byEpoch = Long.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(counter, other.counter);
    }
}
