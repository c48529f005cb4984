package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecommendationRequest;
import io.freshet.schemas.Recommendations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests, from topic to topic. */
class RequestsITCase {
    @TempDir
    Path directory;

    @Test
    void everyRequestIsAnsweredUnderItsIdWithWhatItsUserMayBeShown() throws Exception {
        List<Interaction> stream = SmallStream.of(51, 2000);
        long now = stream.get(1999).eventTimeMs();
        try (LiveJob job = LiveJob.start(directory, 2, 2, config -> config)) {
            job.publish(stream);
            answers(job, Recommendations.INTERACTION, stream.size());

            for (int user = 0; user < 60; user++) {
                job.topics().ask(Requests.of("of-user" + user, "user" + user, 7, now));
            }
            job.topics().ask(Requests.of("of-nobody", "nobody", 7, now));
            List<Recommendations> answers = answers(job, Recommendations.REQUEST, 61);

            for (Recommendations answer : answers) {
                assertThat(answer.triggerId()).isEqualTo("of-" + answer.userId());
                assertThat(answer.items()).hasSize(7);
                assertThat(answer.reason()).isEqualTo(answer.userId().equals("nobody") ? "unknown-user" : null);
                Set<String> consumed = consumed(stream, answer.userId());
                assertThat(answer.items()).noneMatch(item -> consumed.contains(item.itemId()));
            }
            assertThat(answers).extracting(Recommendations::triggerId).doesNotHaveDuplicates();
        }
    }

    @Test
    void aBadRequestGoesToTheDeadLettersAndTheNextIsAnswered() throws Exception {
        try (LiveJob job = LiveJob.start(directory, 1, 1, config -> config)) {
            LiveTopics topics = job.topics();
            byte[] text = "please".getBytes(StandardCharsets.UTF_8);
            byte[] future = Codec.recommendationRequest().encode(Requests.of("late", "u", 5, 4_102_444_800_000L));
            topics.send(topics.names().requests(), text, text);
            topics.send(topics.names().requests(), text, future);
            topics.ask(Requests.of("good", "u", 5, 1_600_000_000_000L));

            assertThat(answers(job, Recommendations.REQUEST, 1))
                    .extracting(Recommendations::triggerId)
                    .containsExactly("good");

            String dead = topics.names().deadLetters(topics.names().requests());
            LiveTopics.await("dead letters").until(() -> topics.readAllRaw(dead).size() == 2);
            List<ConsumerRecord<byte[], byte[]>> letters = topics.readAllRaw(dead);
            assertThat(letters).extracting(ConsumerRecord::value).containsExactly(text, future);
            assertThat(message(letters.get(0))).startsWith("NOT_AVRO: RecommendationRequest");
            assertThat(message(letters.get(1)))
                    .startsWith("INVALID: requestTimeMs is 4102444800000")
                    .contains("at most 86400000");
            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
        }
    }

    @Test
    void overASavepointNoRequestIsLostAndExactlyOnceNoneIsAnsweredTwice() throws Exception {
        List<Interaction> stream = SmallStream.of(52, 500);
        long now = stream.get(499).eventTimeMs();
        List<RecommendationRequest> asked = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            asked.add(Requests.of("r" + n, "user" + n, 5, now));
        }
        try (LiveJob job = LiveJob.start(directory, 1, 2, config -> config.guarantee(DeliveryGuarantee.EXACTLY_ONCE))) {
            job.publish(stream);
            asked.subList(0, 20).forEach(job.topics()::ask);
            answers(job, Recommendations.REQUEST, 20);
            String savepoint = job.stopWithSavepoint();
            asked.subList(20, 40).forEach(job.topics()::ask);
            job.submit(2, savepoint);

            answers(job, Recommendations.REQUEST, 40);
            job.stopWithSavepoint();

            assertThat(job.readAll(job.config().topics().recommendations(), Codec.recommendations()))
                    .filteredOn(answer -> answer.trigger().equals(Recommendations.REQUEST))
                    .extracting(Recommendations::triggerId)
                    .containsExactlyInAnyOrderElementsOf(
                            asked.stream().map(RecommendationRequest::requestId).toList());
        }
    }

    /** The first so many distinct answers to a trigger. */
    private static List<Recommendations> answers(LiveJob job, String trigger, int distinct) {
        Map<String, Recommendations> answers = new TreeMap<>();
        job.read(job.config().topics().recommendations(), Codec.recommendations(), all -> {
            Recommendations newest = all.get(all.size() - 1);
            if (newest.trigger().equals(trigger)) {
                answers.put(newest.recommendationId(), newest);
            }
            return answers.size() == distinct;
        });
        return List.copyOf(answers.values());
    }

    private static Set<String> consumed(List<Interaction> stream, String userId) {
        return stream.stream()
                .filter(event -> event.userId().equals(userId))
                .map(Interaction::itemId)
                .collect(Collectors.toSet());
    }

    private static String message(ConsumerRecord<byte[], byte[]> letter) {
        Header header = letter.headers().lastHeader("__connect.errors.exception.message");
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
