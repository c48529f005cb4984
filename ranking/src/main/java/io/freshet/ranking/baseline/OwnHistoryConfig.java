package io.freshet.ranking.baseline;

import static io.freshet.embedding.Limits.inRange;

/**
 * Settings of the user's own history as a ranking.
 *
 * @param decay of an event's weight with each later event of the user, r
 */
public record OwnHistoryConfig(double decay) {
    public static final OwnHistoryConfig DEFAULTS = new OwnHistoryConfig(0.999);

    public OwnHistoryConfig {
        inRange("decay", decay, 0, 1);
    }
}
