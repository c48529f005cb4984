package io.freshet.ranking;

import io.freshet.features.ItemExpiry;
import io.freshet.features.declared.Admission;
import java.io.Serializable;

/**
 * Settings of what is kept of items.
 *
 * @param expiryDays an item that nobody has wanted for longer than this, in event time, is forgotten; 0 for never
 * @param admissionEvents an item gets a row with so many events of who wanted it; 1 for at once
 */
public record ItemConfig(int expiryDays, int admissionEvents) implements Serializable {
    public static final ItemConfig DEFAULTS = new ItemConfig(0, 1);

    private static final int MOST_DAYS = 36_500;

    public ItemConfig {
        if (expiryDays < 0 || expiryDays > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "expiryDays is " + expiryDays + ": set it between 0 and " + MOST_DAYS + ", 0 keeps items for ever");
        }
        if (admissionEvents < 1 || admissionEvents > Admission.MOST_EVENTS) {
            throw new IllegalArgumentException("admissionEvents is " + admissionEvents
                    + ": set it between 1, for all items, and " + Admission.MOST_EVENTS);
        }
    }

    /** The default but for how long items are kept. */
    public static ItemConfig ofExpiry(int days) {
        return new ItemConfig(days, DEFAULTS.admissionEvents);
    }

    public ItemExpiry expiry() {
        return ItemExpiry.ofDays(expiryDays);
    }
}
