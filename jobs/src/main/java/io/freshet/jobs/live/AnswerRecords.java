package io.freshet.jobs.live;

import io.freshet.embedding.StableHash;
import io.freshet.jobs.kafka.DeadLetter;
import io.freshet.ranking.EventResult;
import io.freshet.ranking.RankedItem;
import io.freshet.ranking.Recommender;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecommendationRequest;
import io.freshet.schemas.Recommendations;
import io.freshet.schemas.RecommendedItem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What PERSONALIZE says about an event or a request, as records of the topics. */
final class AnswerRecords {
    /** No item is known yet. */
    static final String WARMING = "warming";

    /** The user has no history, so the list is what is popular. */
    static final String UNKNOWN_USER = "unknown-user";

    /** Nothing that the model knows may be in the list. */
    static final String NOTHING_LEFT = "nothing-left";

    private final String modelVersion;

    /** @param config of the engine that answers */
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

    /** The list that is pushed after an event. */
    Recommendations pushed(Interaction event, List<RankedItem> best) {
        return answer(
                event.userId(),
                Recommendations.INTERACTION,
                event.eventId(),
                event.eventTimeMs(),
                best.isEmpty() ? NOTHING_LEFT : null,
                best);
    }

    /**
     * The answer to a request.
     *
     * @param items that the model knows
     */
    Recommendations asked(RecommendationRequest request, List<RankedItem> best, int items) {
        return answer(
                request.userId(),
                Recommendations.REQUEST,
                request.requestId(),
                request.requestTimeMs(),
                items == 0 ? WARMING : reason(best),
                best);
    }

    private static @Nullable String reason(List<RankedItem> best) {
        if (best.isEmpty()) {
            return NOTHING_LEFT;
        }
        return best.get(0).source().equals(Recommender.POPULAR) ? UNKNOWN_USER : null;
    }

    private Recommendations answer(
            String userId,
            String trigger,
            String triggerId,
            long timeMs,
            @Nullable String reason,
            List<RankedItem> best) {
        List<RecommendedItem> items = new ArrayList<>(best.size());
        for (RankedItem item : best) {
            items.add(new RecommendedItem(
                    item.itemId(), item.score(), List.of(item.source()), item.propensity(), Map.of()));
        }
        return new Recommendations(
                recommendationId(trigger, userId, triggerId),
                userId,
                trigger,
                triggerId,
                timeMs,
                modelVersion,
                reason,
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

    /**
     * A function of the trigger, so that a list which is written twice after a failure is known to be one. Ids of events and
     * requests are the user's own, so the user is part of it; no id holds a line feed.
     */
    private static String recommendationId(String trigger, String userId, String triggerId) {
        return HexFormat.of().toHexDigits(StableHash.of(trigger + '\n' + userId + '\n' + triggerId));
    }
}
