package io.freshet.jobs.cluster;

/**
 * A process's end and what came of it.
 *
 * @param process which
 * @param part what of the job it ran
 * @param beforeItsRow whether it came between a push and the row that the push leads to
 * @param pushed interactions that were answered, and so learned from and pushed, while the owner stood still
 * @param before newest completed checkpoint when it was killed
 * @param restored checkpoint that the job went on from
 * @param covered interactions that this checkpoint covers
 * @param answered interactions that had been answered by then: those past the checkpoint are answered again
 * @param recoveredMs until all tasks ran again
 */
record Kill(
        String process,
        String part,
        boolean beforeItsRow,
        long pushed,
        long before,
        long restored,
        long covered,
        long answered,
        long recoveredMs) {

    /** Interactions answered since the checkpoint. */
    long gap() {
        return answered - covered;
    }

    /** One line of JSON; nothing in it needs escaping. */
    String toJson() {
        return ("{\"killed\":\"%s\",\"part\":\"%s\",\"between_push_and_row\":%b,\"pushed\":%d,\"checkpoint_before\":%d,"
                        + "\"restored\":%d,\"covered\":%d,\"answered\":%d,\"gap\":%d,\"recovered_ms\":%d}")
                .formatted(
                        process, part, beforeItsRow, pushed, before, restored, covered, answered, gap(), recoveredMs);
    }
}
