package io.freshet.jobs.demo;

import io.freshet.schemas.Evaluation;

/** An evaluated, learned, in-order first event of a user with an item, but for what is said otherwise. */
final class EvaluationBuilder {
    private final String eventId;
    private String userId = "u";
    private String itemId = "i";
    private boolean evaluated = true;
    private boolean consumedBefore;
    private boolean learned = true;
    private int rank;
    private int popularityRank;
    private long skewMs;

    EvaluationBuilder(String eventId) {
        this.eventId = eventId;
    }

    EvaluationBuilder user(String id) {
        userId = id;
        return this;
    }

    EvaluationBuilder item(String id) {
        itemId = id;
        return this;
    }

    EvaluationBuilder rank(int value) {
        rank = value;
        return this;
    }

    EvaluationBuilder popularityRank(int value) {
        popularityRank = value;
        return this;
    }

    EvaluationBuilder skew(long ms) {
        skewMs = ms;
        return this;
    }

    EvaluationBuilder consumedBefore() {
        consumedBefore = true;
        return this;
    }

    EvaluationBuilder unevaluated() {
        evaluated = false;
        return this;
    }

    EvaluationBuilder unlearned() {
        learned = false;
        return this;
    }

    Evaluation build() {
        return new Evaluation(
                eventId,
                userId,
                itemId,
                0,
                evaluated,
                true,
                true,
                consumedBefore,
                rank,
                popularityRank,
                skewMs,
                learned,
                "m");
    }
}
