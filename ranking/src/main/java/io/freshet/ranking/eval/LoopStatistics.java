package io.freshet.ranking.eval;

/**
 * What the loop between the learners and the owner of their rows carried.
 *
 * @param events that the learners learned from
 * @param rowsPushed deltas that learners sent to the owner
 * @param rowsPublished rows that the owner published: as in the live job, one for each delta
 * @param rowsTaken of these, the newest of each row and sync: what every replica takes in
 * @param bytesPublished of the published rows, as they are encoded for the topic; each replica reads them all
 * @param unacknowledged rows with changes that no replica but the learner's own has, over all learners
 */
public record LoopStatistics(
        long events, long rowsPushed, long rowsPublished, long rowsTaken, long bytesPublished, int unacknowledged) {

    public double rowsPushedPerEvent() {
        return perEvent(rowsPushed);
    }

    public double rowsPublishedPerEvent() {
        return perEvent(rowsPublished);
    }

    public double rowsTakenPerEvent() {
        return perEvent(rowsTaken);
    }

    public double bytesPerEvent() {
        return perEvent(bytesPublished);
    }

    private double perEvent(long sum) {
        return events == 0 ? 0 : (double) sum / events;
    }
}
