package io.freshet.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TopicsTest {
    private final Topics topics = Topics.standard();

    @Test
    void namesAreThoseOfTheDesign() {
        assertThat(List.of(
                        topics.interactions(),
                        topics.items(),
                        topics.requests(),
                        topics.recommendations(),
                        topics.itemState(),
                        topics.evaluations(),
                        topics.erasure(),
                        topics.erasureReceipts(),
                        topics.control(),
                        topics.impressions()))
                .containsExactly(
                        "freshet.interactions.v1",
                        "freshet.items.v1",
                        "freshet.requests.v1",
                        "freshet.recommendations.v1",
                        "freshet.item-state.v1",
                        "freshet.evaluations.v1",
                        "freshet.erasure.v1",
                        "freshet.erasure-receipts.v1",
                        "freshet.control.v1",
                        "freshet.impressions.v1");
    }

    @Test
    void aPrefixGoesBeforeEveryNameAndItsDeadLetters() {
        Topics other = new Topics("shop.eu");
        assertThat(other.deadLetters(other.interactions())).isEqualTo("shop.eu.interactions.v1.dlq");
    }

    @Test
    void aPrefixThatKafkaRefusesIsRefusedWithItsValue() {
        assertThatThrownBy(() -> new Topics("a b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a b'")
                .hasMessageContaining("choose another");
    }

    @Test
    void userKeyedTopicsTakeThePartitionsAndTablesHaveOne() {
        List<TopicSpec> layout = TopicCreator.layout(topics, 4);
        assertThat(spec(layout, topics.interactions()).partitions()).isEqualTo(4);
        assertThat(spec(layout, topics.evaluations()).partitions()).isEqualTo(4);
        assertThat(spec(layout, topics.itemState()).partitions()).isEqualTo(1);
    }

    @Test
    void tablesAreCompactedWithExplicitSettings() {
        TopicSpec itemState = spec(TopicCreator.layout(topics, 1), topics.itemState());
        assertThat(itemState.config())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("compression.type", "uncompressed")
                .containsKeys("segment.ms", "min.cleanable.dirty.ratio", "min.compaction.lag.ms");
    }

    @Test
    void topicsThatLatencyIsMeasuredOnAreStampedByTheBroker() {
        List<TopicSpec> layout = TopicCreator.layout(topics, 1);
        assertThat(List.of(topics.interactions(), topics.requests(), topics.recommendations(), topics.evaluations()))
                .allSatisfy(name -> assertThat(spec(layout, name).config())
                        .containsEntry("message.timestamp.type", "LogAppendTime"));
    }

    private static TopicSpec spec(List<TopicSpec> layout, String name) {
        return layout.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
