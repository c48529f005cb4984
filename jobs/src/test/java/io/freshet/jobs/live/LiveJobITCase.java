package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ranking.Recommender;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.eval.EmbeddingModel;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.PrequentialRun;
import io.freshet.ranking.eval.RecordedEvent;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Variant;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.Recommendations;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job, from topic to topic. */
class LiveJobITCase {
    @TempDir
    Path directory;

    @Test
    void ranksOfTheLiveJobAreThoseOfTheReplay() throws Exception {
        List<Interaction> stream = SmallStream.of(1, 4000);
        try (LiveJob job = LiveJob.start(directory, 1, 1, config -> config)) {
            job.publish(stream);

            List<Evaluation> evaluations = evaluations(job, stream.size());

            assertThat(ranks(evaluations)).isEqualTo(replayedRanks(stream));
            assertThat(evaluations).allMatch(Evaluation::learned).allMatch(e -> e.skewMs() == 0);
        }
    }

    @Test
    void everyInteractionIsAnsweredWithAListThatHoldsNothingConsumed() throws Exception {
        List<Interaction> stream = SmallStream.of(2, 1000);
        try (LiveJob job = LiveJob.start(directory, 1, 1, config -> config)) {
            job.publish(stream);

            List<Recommendations> lists = job.read(
                    job.config().topics().recommendations(),
                    Codec.recommendations(),
                    records -> records.size() == stream.size());

            assertThat(lists).extracting(Recommendations::triggerId).containsExactlyElementsOf(ids(stream));
            Map<String, Set<String>> consumed = new HashMap<>();
            for (int i = 0; i < stream.size(); i++) {
                Interaction event = stream.get(i);
                Set<String> items = consumed.computeIfAbsent(event.userId(), user -> new HashSet<>());
                items.add(event.itemId());
                assertThat(lists.get(i).items())
                        .extracting(item -> item.itemId())
                        .doesNotContainAnyElementsOf(items);
            }
        }
    }

    @Test
    void twoLearnersCountEveryEventOnceInTheSharedRows() throws Exception {
        List<Interaction> stream = SmallStream.of(3, 3000);
        try (LiveJob job = LiveJob.start(directory, 2, 2, config -> config)) {
            job.publish(stream);
            evaluations(job, stream.size());

            LiveTopics.await("counts of the rows")
                    .until(() -> job.topics().itemCounts(), counts -> counts.equals(counts(stream)));
        }
    }

    @Test
    void exactlyOnceWritesOneEvaluationAndOneListPerEvent() throws Exception {
        List<Interaction> stream = SmallStream.of(4, 1500);
        try (LiveJob job = LiveJob.start(directory, 2, 2, config -> config.guarantee(DeliveryGuarantee.EXACTLY_ONCE))) {
            job.publish(stream);
            evaluations(job, stream.size());
            job.stopWithSavepoint();

            assertThat(job.readAll(job.config().topics().evaluations(), Codec.evaluation()))
                    .extracting(Evaluation::eventId)
                    .containsExactlyInAnyOrderElementsOf(ids(stream));
            assertThat(job.readAll(job.config().topics().recommendations(), Codec.recommendations()))
                    .extracting(Recommendations::triggerId)
                    .containsExactlyInAnyOrderElementsOf(ids(stream));
        }
    }

    @Test
    void afterASavepointTheJobGoesOnAsIfNothingHadHappened() throws Exception {
        List<Interaction> stream = SmallStream.of(5, 4000);
        try (LiveJob job = LiveJob.start(directory, 1, 1, config -> config)) {
            interrupt(job, stream, 1);

            Map<String, Integer> ranks = ranks(evaluations(job, stream.size()));

            Map<String, Integer> replayed = replayedRanks(stream);
            long equal = stream.stream()
                    .filter(event -> Objects.equals(replayed.get(event.eventId()), ranks.get(event.eventId())))
                    .count();
            assertThat(equal).isGreaterThanOrEqualTo(3996);
            LiveTopics.await("counts of the rows")
                    .until(() -> job.topics().itemCounts(), counts -> counts.equals(counts(stream)));
        }
    }

    /** The rows that were published since then know the events that are ranked anew. */
    @Test
    void whoGoesBackToASavepointKnowsNothingOfWhatWasLearnedSince() throws Exception {
        List<Interaction> stream = SmallStream.of(9, 4000);
        try (LiveJob job = LiveJob.start(directory, 1, 1, config -> config)) {
            String savepoint = interrupt(job, stream, 1);
            int written = evaluations(job, stream.size()).size();
            LiveTopics.await("counts of the rows")
                    .until(() -> job.topics().itemCounts(), counts -> counts.equals(counts(stream)));
            job.cancel();

            job.submit(1, savepoint);
            List<Evaluation> all = job.read(
                    job.config().topics().evaluations(),
                    Codec.evaluation(),
                    records -> records.size() == written + 2000);

            Map<String, Integer> first = ranks(all.subList(0, written));
            Map<String, Integer> again = ranks(all.subList(written, all.size()));
            long equal = again.entrySet().stream()
                    .filter(rank -> rank.getValue().equals(first.get(rank.getKey())))
                    .count();
            assertThat(again).hasSizeGreaterThan(1900);
            assertThat(equal).isGreaterThanOrEqualTo(again.size() * 99L / 100);
        }
    }

    @Test
    void aSavepointIsRestoredAtAnotherParallelism() throws Exception {
        List<Interaction> stream = SmallStream.of(6, 3000);
        try (LiveJob job = LiveJob.start(directory, 1, 2, config -> config)) {
            interrupt(job, stream, 2);

            evaluations(job, stream.size());
            LiveTopics.await("counts of the rows")
                    .until(() -> job.topics().itemCounts(), counts -> counts.equals(counts(stream)));
        }
    }

    @Test
    void aSavepointIsRestoredIntoRocksDbAndGoesOnFromItsCheckpoints() throws Exception {
        List<Interaction> stream = SmallStream.of(8, 3000);
        try (LiveJob job = LiveJob.start(directory, 1, 2, config -> config)) {
            job.publish(stream.subList(0, 1000));
            evaluations(job, 1000);
            job.submitOnRocksDb(2, job.stopWithSavepoint());
            job.publish(stream.subList(1000, 2000));
            evaluations(job, 2000);
            String savepoint = job.stopWithSavepoint();
            job.publish(stream.subList(2000, 3000));
            job.submitOnRocksDb(1, savepoint);

            evaluations(job, stream.size());
            LiveTopics.await("counts of the rows")
                    .until(() -> job.topics().itemCounts(), counts -> counts.equals(counts(stream)));
        }
    }

    @Test
    void aRestoreFromACheckpointUndoesWhatTheFailedAttemptPublished() throws Exception {
        List<Interaction> stream = SmallStream.of(7, 3000);
        try (LiveJob job = LiveJob.start(directory, 2, 2, config -> config)) {
            job.publish(stream.subList(0, 1500));
            evaluations(job, 1500);
            Path checkpoint = LiveTopics.await("a checkpoint")
                    .until(() -> Checkpoints.newest(job.checkpoints()), path -> path != null);
            job.publish(stream.subList(1500, 3000));
            evaluations(job, stream.size());
            job.cancel();

            job.submit(2, checkpoint.toUri().toString());

            LiveTopics.await("counts of the rows")
                    .until(() -> job.topics().itemCounts(), counts -> counts.equals(counts(stream)));
            assertThat(distinct(job.readAll(job.config().topics().evaluations(), Codec.evaluation())))
                    .hasSize(stream.size());
        }
    }

    /** Stops the job with a savepoint after half of the stream, and goes on from that with the rest. */
    private static String interrupt(LiveJob job, List<Interaction> stream, int parallelismAfterwards) throws Exception {
        int half = stream.size() / 2;
        job.publish(stream.subList(0, half));
        evaluations(job, half);
        String savepoint = job.stopWithSavepoint();
        job.publish(stream.subList(half, stream.size()));
        job.submit(parallelismAfterwards, savepoint);
        return savepoint;
    }

    private static List<Evaluation> evaluations(LiveJob job, int distinct) {
        Set<String> seen = new HashSet<>();
        return job.read(job.config().topics().evaluations(), Codec.evaluation(), records -> {
            seen.add(records.get(records.size() - 1).eventId());
            return seen.size() == distinct;
        });
    }

    private static Set<String> distinct(List<Evaluation> evaluations) {
        return evaluations.stream().map(Evaluation::eventId).collect(Collectors.toSet());
    }

    private static Map<String, Integer> ranks(List<Evaluation> evaluations) {
        Map<String, Integer> ranks = new TreeMap<>();
        evaluations.stream().filter(e -> !e.consumedBefore()).forEach(e -> ranks.putIfAbsent(e.eventId(), e.rank()));
        return ranks;
    }

    private static Map<String, Integer> replayedRanks(List<Interaction> stream) throws InterruptedException {
        Map<String, Integer> ranks = new TreeMap<>();
        RecordedStream.Builder recorded = new RecordedStream.Builder();
        stream.forEach(recorded::add);
        TestPlan plan = new TestPlan(recorded.build(), Mode.G, Variant.X, 0);
        EmbeddingModel model = new EmbeddingModel(RecommenderConfig.defaults(false), plan);
        new PrequentialRun(plan, model, new PrequentialRun.Observer() {
                    @Override
                    public void ranked(RecordedEvent event, boolean knownUser, int rank) {
                        ranks.put(event.interaction().eventId(), rank);
                    }
                })
                .run();
        assertThat(ranks.values().stream()
                        .filter(rank -> rank > 0 && rank <= 10)
                        .count())
                .as("a stream from which something can be learned")
                .isGreaterThan(ranks.size() / 20);
        assertThat(ranks.values()).allMatch(rank -> rank <= Recommender.LIST_SIZE);
        return ranks;
    }

    private static Map<String, Long> counts(List<Interaction> stream) {
        return stream.stream().collect(Collectors.groupingBy(Interaction::itemId, Collectors.counting()));
    }

    private static List<String> ids(List<Interaction> stream) {
        return stream.stream().map(Interaction::eventId).toList();
    }
}
