package io.freshet.jobs.live;

import io.freshet.embedding.DroppedSteps;
import io.freshet.features.ItemReplica;
import io.freshet.ranking.pipeline.ListFeedback;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What PERSONALIZE tells of itself.
 *
 * @param duplicates events that came twice
 * @param requests that were answered
 * @param pushes of what was changed since the learner's last event
 * @param skippedRows published rows that cannot be read
 */
record PersonalizeMetrics(Counter duplicates, Counter requests, Counter pushes, Counter skippedRows) {

    static PersonalizeMetrics in(MetricGroup metrics) {
        return new PersonalizeMetrics(
                metrics.counter("duplicates"),
                metrics.counter("requests"),
                metrics.counter("pushes"),
                metrics.counter("skippedRows"));
    }

    /** Adds what is read from the learner whenever somebody asks. */
    static void gauges(MetricGroup metrics, Learner learner, RowIntake intake) {
        ItemReplica replica = learner.replica();
        metrics.gauge("unacknowledgedRows", replica::unacknowledged);
        metrics.gauge("items", () -> replica.model().size());
        metrics.gauge(
                "unavailableItems", () -> learner.recommender().catalogue().unavailable());
        metrics.gauge(
                "untouchedItems",
                () -> replica.model().size() - replica.model().index().touched());
        metrics.gauge(
                "refusedContents",
                () -> learner.recommender().catalogue().contents().refused());
        metrics.gauge("waitingItems", learner.recommender().admission()::waiting);
        metrics.gauge("rules", learner.rules()::count);
        metrics.gauge("kernels", () -> replica.model().kernels().name());
        metrics.gauge("stalenessMs", intake::stalenessMs);
        metrics.gauge("refusedRows", replica::refused);
        DroppedSteps dropped = learner.recommender().droppedSteps();
        metrics.gauge("droppedSteps", dropped::steps);
        metrics.gauge("droppedNonFinite", dropped::nonFinite);
        metrics.gauge("droppedExploding", dropped::exploding);
        metrics.gauge("droppedRows", dropped::rows);
        learner.recommender().ranker().ifPresent(ranker -> {
            metrics.gauge("failedSources", ranker::failures);
            metrics.gauge("droppedRankerSteps", ranker::droppedSteps);
            ranker.feedback().ifPresent(feedback -> gauges(metrics, feedback));
        });
    }

    private static void gauges(MetricGroup metrics, ListFeedback feedback) {
        metrics.gauge("impressions", feedback::impressions);
        metrics.gauge("listClicks", feedback::clicks);
        metrics.gauge("listSteps", feedback::steps);
        metrics.gauge("lateListSteps", feedback::lateSteps);
        metrics.gauge("unknownLists", feedback::unknownLists);
        metrics.gauge("unknownListItems", feedback::unknownItems);
    }
}
