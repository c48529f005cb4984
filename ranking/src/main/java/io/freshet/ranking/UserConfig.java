package io.freshet.ranking;

import java.io.Serializable;

/**
 * Settings of what is kept of users.
 *
 * @param expiryDays a user whose last event is longer ago than this, in event time, is unknown again; 0 for never
 */
public record UserConfig(int expiryDays) implements Serializable {
    public static final UserConfig DEFAULTS = new UserConfig(0);

    private static final int MOST_DAYS = 36_500;

    public UserConfig {
        if (expiryDays < 0 || expiryDays > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "expiryDays is " + expiryDays + ": set it between 0 and " + MOST_DAYS + ", 0 keeps users for ever");
        }
    }
}
