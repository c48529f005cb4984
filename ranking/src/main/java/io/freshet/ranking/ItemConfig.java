package io.freshet.ranking;

import io.freshet.features.ItemExpiry;
import java.io.Serializable;

/**
 * Settings of what is kept of items.
 *
 * @param expiryDays an item that nobody has wanted for longer than this, in event time, is forgotten; 0 for never
 */
public record ItemConfig(int expiryDays) implements Serializable {
    public static final ItemConfig DEFAULTS = new ItemConfig(0);

    private static final int MOST_DAYS = 36_500;

    public ItemConfig {
        if (expiryDays < 0 || expiryDays > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "expiryDays is " + expiryDays + ": set it between 0 and " + MOST_DAYS + ", 0 keeps items for ever");
        }
    }

    public ItemExpiry expiry() {
        return ItemExpiry.ofDays(expiryDays);
    }
}
