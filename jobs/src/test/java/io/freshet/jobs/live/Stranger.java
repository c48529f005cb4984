package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Recommendations;
import io.freshet.schemas.RecommendedItem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/** Somebody without a history, to whom everything popular is offered that may be offered at all. */
final class Stranger {
    private final LiveJob job;
    private final long timeMs;
    private int asked;

    /** @param timeMs of the requests */
    Stranger(LiveJob job, long timeMs) {
        this.job = job;
        this.timeMs = timeMs;
    }

    /** The ids that one request is answered with. */
    List<String> ask() {
        String requestId = "r" + ++asked;
        job.topics().ask(Requests.of(requestId, "nobody", 10, timeMs));
        List<Recommendations> lists =
                job.read(job.topics().names().recommendations(), Codec.recommendations(), all -> all.get(all.size() - 1)
                        .triggerId()
                        .equals(requestId));
        return lists.get(lists.size() - 1).items().stream()
                .map(RecommendedItem::itemId)
                .toList();
    }

    /** Asks until these ids are answered, in any order. */
    void awaitAnswer(List<String> expected) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(ask())
                .containsExactlyInAnyOrderElementsOf(expected));
    }

    /** What a dead letter says is wrong. */
    static String message(ConsumerRecord<byte[], byte[]> letter) {
        byte[] value = letter.headers()
                .lastHeader("__connect.errors.exception.message")
                .value();
        return new String(value, StandardCharsets.UTF_8);
    }
}
