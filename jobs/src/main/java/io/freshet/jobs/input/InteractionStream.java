package io.freshet.jobs.input;

import io.freshet.schemas.Interaction;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Interactions one after the other, in the order in which they are to be published. For one thread; close it when done.
 *
 * <p>{@link #hasNext} and {@link #next} throw {@link InputException} when the input can no longer be trusted.
 */
public interface InteractionStream extends Iterator<Interaction>, AutoCloseable {

    /**
     * The value of the event that {@link #next} gave last, which an Interaction does not hold since all weigh the same; NaN
     * if it has none.
     */
    default double value() {
        return Double.NaN;
    }

    /** Rows passed over so far because they could not be understood. */
    default long damagedRows() {
        return 0;
    }

    /** Rows passed over so far because an earlier one has the same user and event id. */
    default long duplicates() {
        return 0;
    }

    /** The first damaged row's place and what is wrong with it; {@code null} if there was none. */
    default @Nullable String firstDamage() {
        return null;
    }

    @Override
    void close();
}
