package io.freshet.ranking.pipeline;

import static io.freshet.embedding.Limits.inRange;

import java.io.Serializable;
import java.util.concurrent.TimeUnit;

/**
 * Settings of what the {@link Ranker} learns from lists that were shown.
 *
 * @param lists of a user that are remembered; 0 learns from none
 * @param items of each list, from its first one on, that are remembered
 * @param expiryHours event time after which a list is forgotten
 * @param strength factor on a step that a list teaches
 * @param positionRate learning rate of the weights of positions; 0 takes no account of where in the list an item stood
 */
public record FeedbackConfig(int lists, int items, int expiryHours, float strength, float positionRate)
        implements Serializable {
    /** Nothing is remembered. */
    public static final FeedbackConfig DEFAULTS = new FeedbackConfig(0, 20, 24, 1f, 0.05f);

    private static final int MOST_HOURS = 24 * 365;

    public FeedbackConfig {
        inRange("lists", lists, 0, 100);
        inRange("items", items, 2, 200);
        inRange("expiryHours", expiryHours, 1, MOST_HOURS);
        inRange("strength", strength, 0, 10);
        inRange("positionRate", positionRate, 0, 10);
    }

    /** Whether lists are remembered and learned from. */
    public boolean remembers() {
        return lists > 0;
    }

    long expiryMs() {
        return TimeUnit.HOURS.toMillis(expiryHours);
    }
}
