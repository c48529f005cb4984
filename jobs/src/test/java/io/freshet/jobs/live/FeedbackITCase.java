package io.freshet.jobs.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.RankerState;
import io.freshet.features.RowLayout;
import io.freshet.jobs.config.Settings;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Impression;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.Recommendations;
import io.freshet.schemas.RecommendedItem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Impressions and interactions that came from a list, from topic to topic. */
class FeedbackITCase {
    private static final int USERS = 60;
    private static final int TAKEN = 2;

    @TempDir
    Path directory;

    @Test
    void listsThatWereShownMoveTheWeightsOfPositionsAtAnyParallelism() throws Exception {
        List<Interaction> stream = SmallStream.of(71, 1500);
        Settings settings = Settings.load(null, List.of("feedback.lists=5"));
        try (LiveJob job = LiveJob.start(directory, 2, 2, config -> config.settings(settings, true))) {
            job.publish(stream);
            Map<String, Recommendations> newest = newestLists(job, stream.size());
            assertThat(newest).hasSize(USERS);
            assertThat(job.topics().itemRows()).doesNotContainKey(RowLayout.POSITIONS_ROW);

            byte[] text = "shown".getBytes(StandardCharsets.UTF_8);
            job.topics().send(job.topics().names().impressions(), text, text);
            newest.values().forEach(list -> job.topics().show(impression(list)));
            long dead = deadLetters(job);
            job.publish(newest.values().stream().map(FeedbackITCase::click).toList());

            LiveTopics.await("steps of all users in the weights of positions").until(() -> {
                ItemState row = job.topics().itemRows().get(RowLayout.POSITIONS_ROW);
                return row != null && requireNonNull(row.weightAccumulators())[TAKEN] > 0.5;
            });
            float[] weights =
                    requireNonNull(requireNonNull(job.topics().itemRows().get(RowLayout.POSITIONS_ROW))
                            .weights());
            assertThat(weights).hasSize(RankerState.POSITIONS);
            assertThat(weights[TAKEN]).isPositive();
            assertThat(weights[0]).isNegative();
            assertThat(dead).isEqualTo(1);
            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);

            String savepoint = job.stopWithSavepoint();
            job.submit(1, savepoint);
            job.publish(List.of(Interaction.of("after", "user1", "item1", 1f, 1_700_000_000_000L)));
            newestLists(job, stream.size() + USERS + 1);
        }
    }

    /** How many there are, the first of which says what is wrong. */
    private static long deadLetters(LiveJob job) {
        LiveTopics topics = job.topics();
        String dead = topics.names().deadLetters(topics.names().impressions());
        LiveTopics.await("dead letters").until(() -> !topics.readAllRaw(dead).isEmpty());
        List<ConsumerRecord<byte[], byte[]>> letters = topics.readAllRaw(dead);
        Header why = letters.get(0).headers().lastHeader("__connect.errors.exception.message");
        assertThat(new String(why.value(), StandardCharsets.UTF_8)).startsWith("NOT_AVRO: Impression");
        return letters.size();
    }

    private static Map<String, Recommendations> newestLists(LiveJob job, int lists) {
        Map<String, Recommendations> newest = new TreeMap<>();
        job.read(job.config().topics().recommendations(), Codec.recommendations(), all -> all.size() == lists)
                .forEach(list -> newest.put(list.userId(), list));
        return newest;
    }

    private static Impression impression(Recommendations list) {
        List<String> items = new ArrayList<>();
        for (RecommendedItem item : list.items()) {
            items.add(item.itemId());
        }
        return new Impression(list.recommendationId(), list.userId(), items, list.eventTimeMs());
    }

    private static Interaction click(Recommendations list) {
        return new Interaction(
                "click-" + list.userId(),
                list.userId(),
                list.items().get(TAKEN).itemId(),
                "click",
                1f,
                list.eventTimeMs() + 1,
                null,
                list.recommendationId(),
                Map.of());
    }
}
