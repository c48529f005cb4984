package io.freshet.ranking.eval;

/**
 * What the loop between the learners and the owner of their rows carried.
 *
 * @param events that the learners learned from
 * @param rowsPublished rows that the owner published: as in the live job, one for each delta that a learner pushed
 * @param bytesPublished of the published rows, as they are encoded for the topic; each replica reads them all
 * @param unacknowledged rows with changes that no replica but the learner's own has, over all learners
 */
public record LoopStatistics(long events, long rowsPublished, long bytesPublished, int unacknowledged) {

    public double rowsPublishedPerEvent() {
        return perEvent(rowsPublished);
    }

    public double bytesPerEvent() {
        return perEvent(bytesPublished);
    }

    private double perEvent(long sum) {
        return events == 0 ? 0 : (double) sum / events;
    }
}
