package io.freshet.features;

import static io.freshet.embedding.Limits.inRange;

import java.io.Serializable;

/**
 * Settings of {@link ItemSignals}; the defaults hold for every stream.
 *
 * @param slowHalfLife events after which one counts half, for what is popular
 * @param fastHalfLife the same for what is trending
 * @param trending rows of the greatest counts that are kept in order
 * @param neighbours that an item keeps at least; it holds at most twice as many
 * @param pairPlaces recent items of the user that an event is paired with
 * @param pairDecay factor on a pair for each step back
 * @param backward weight of a pair the other way round
 * @param pairCap what one user adds to a pair at most as long as its events are among the {@code pairPlaces} recent ones: 1
 *     for as much as one step from one to the other; 0 for any amount
 * @param countCap how often a user is counted for an item at most as long as its events are among the {@code pairPlaces}
 *     recent ones, in counts that fade; 0 for every time
 */
public record SignalsConfig(
        float slowHalfLife,
        float fastHalfLife,
        int trending,
        int neighbours,
        int pairPlaces,
        float pairDecay,
        float backward,
        float pairCap,
        int countCap)
        implements Serializable {
    /** Most neighbours that may be kept at least. */
    static final int MOST_NEIGHBOURS = 8_192;

    public static final SignalsConfig DEFAULTS = new SignalsConfig(1_400f, 70f, 200, 100, 10, 0.8f, 0.5f, 1f, 1);

    public SignalsConfig {
        inRange("slowHalfLife", slowHalfLife, 1, 1e9);
        inRange("fastHalfLife", fastHalfLife, 1, 1e9);
        inRange("trending", trending, 1, 10_000);
        inRange("neighbours", neighbours, 1, MOST_NEIGHBOURS);
        inRange("pairPlaces", pairPlaces, 1, 1_000);
        inRange("pairDecay", pairDecay, 0.01, 1);
        inRange("backward", backward, 0.001, 1);
        inRange("pairCap", pairCap, pairCap == 0 ? 0 : 1, 1e6);
        inRange("countCap", countCap, 0, 1_000);
    }
}
