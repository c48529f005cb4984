package io.freshet.jobs.cluster;

/**
 * One task manager's end and what came of it.
 *
 * @param before newest completed checkpoint when it was killed
 * @param restored checkpoint that the job went on from
 * @param covered interactions that this checkpoint covers
 * @param answered interactions that had been answered by then: those past the checkpoint are answered again
 * @param unacknowledged rows that learners had pushed and not yet seen published, at the last reading
 * @param recoveredMs until all tasks ran again
 */
record Kill(
        int number,
        String taskManager,
        String operator,
        int subtask,
        long before,
        long restored,
        long covered,
        long answered,
        long unacknowledged,
        long recoveredMs) {

    /** Interactions answered since the checkpoint. */
    long gap() {
        return answered - covered;
    }

    /** One line of JSON; nothing in it needs escaping. */
    String toJson() {
        return ("{\"kill\":%d,\"task_manager\":\"%s\",\"operator\":\"%s\",\"subtask\":%d,\"checkpoint_before\":%d,"
                        + "\"restored\":%d,\"covered\":%d,\"answered\":%d,\"gap\":%d,\"unacknowledged_rows\":%d,"
                        + "\"recovered_ms\":%d}")
                .formatted(
                        number,
                        taskManager,
                        operator,
                        subtask,
                        before,
                        restored,
                        covered,
                        answered,
                        gap(),
                        unacknowledged,
                        recoveredMs);
    }
}
