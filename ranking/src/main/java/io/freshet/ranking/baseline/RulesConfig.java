package io.freshet.ranking.baseline;

import static io.freshet.embedding.Limits.inRange;

/**
 * Settings of the sequential rules.
 *
 * @param steps back in the user's history that an event counts for, S
 * @param recent items of the user that score, H
 */
public record RulesConfig(int steps, int recent) {
    public static final RulesConfig DEFAULTS = new RulesConfig(10, 10);

    public RulesConfig {
        inRange("steps", steps, 1, 1000);
        inRange("recent", recent, 1, 1000);
    }
}
