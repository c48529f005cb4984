package io.freshet.jobs.live;

import io.freshet.embedding.StableHash;
import io.freshet.jobs.kafka.DeadLetter;
import io.freshet.ranking.EventResult;
import io.freshet.ranking.RankedItem;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.Recommendations;
import io.freshet.schemas.RecommendedItem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What PERSONALIZE says about an event, as records of the topics. */
final class AnswerRecords {
    private final String modelVersion;

    /**
     * @param config of the engine that answers
     */
    AnswerRecords(RecommenderConfig config) {
        this.modelVersion = config.ranker() == null ? "embedding-1" : "ranker-1";
    }

    /** @param eventClock the newest event time that the learner has seen */
    Evaluation evaluation(Interaction event, EventResult result, long eventClock) {
        return new Evaluation(
                event.eventId(),
                event.userId(),
                event.itemId(),
                event.eventTimeMs(),
                result.evaluated(),
                result.knownUser(),
                result.knownItem(),
                result.consumedBefore(),
                result.rank(),
                result.popularityRank(),
                eventClock - event.eventTimeMs(),
                true,
                modelVersion);
    }

    Recommendations recommendations(Interaction event, List<RankedItem> best) {
        List<RecommendedItem> items = new ArrayList<>(best.size());
        for (RankedItem item : best) {
            items.add(new RecommendedItem(item.itemId(), item.score(), List.of(item.source()), 1f, Map.of()));
        }
        return new Recommendations(
                recommendationId(event),
                event.userId(),
                Recommendations.INTERACTION,
                event.eventId(),
                event.eventTimeMs(),
                modelVersion,
                items.isEmpty() ? "nothing-left" : null,
                items);
    }

    /** Its place in Kafka is not known here any more; the bytes are the interaction's current encoding. */
    static DeadLetter keyCollision(Interaction event, String topic) {
        return new DeadLetter(
                event.userId().getBytes(StandardCharsets.UTF_8),
                Codec.interaction().encode(event),
                topic,
                -1,
                -1,
                "personalize",
                IllegalArgumentException.class.getName(),
                "itemId '" + event.itemId() + "' has the same 64-bit key as another item's id: rename one of them");
    }

    /** A function of the trigger, so that a list which is written twice after a failure is known to be one. */
    private static String recommendationId(Interaction event) {
        return HexFormat.of().toHexDigits(StableHash.of(Recommendations.INTERACTION + ' ' + event.eventId()));
    }
}
