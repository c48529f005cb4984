package io.freshet.jobs.live;

import io.freshet.schemas.RecommendationRequest;
import java.util.List;

/** Requests for tests. */
final class Requests {
    private Requests() {}

    /** For so many of the engine's own candidates. */
    static RecommendationRequest of(String requestId, String userId, int limit, long timeMs) {
        return new RecommendationRequest(requestId, userId, limit, List.of(), List.of(), List.of(), null, timeMs);
    }

    static RecommendationRequest excluding(String requestId, String userId, List<String> excludes, long timeMs) {
        return new RecommendationRequest(requestId, userId, 10, List.of(), List.of(), excludes, null, timeMs);
    }

    static RecommendationRequest reranking(String requestId, String userId, List<String> candidates, long timeMs) {
        return new RecommendationRequest(requestId, userId, 10, List.of(), candidates, List.of(), null, timeMs);
    }
}
