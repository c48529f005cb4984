package io.freshet.ranking.eval;

import io.freshet.schemas.Impression;
import java.util.Comparator;
import java.util.List;

/**
 * What users were shown while the stream was recorded. Immutable.
 *
 * @param entries in the order of their times, those of one time as they came
 * @param places if greater than 0, so many first places of every ranking that is tested are taken for a list that was shown just
 *     before, and events whose items are among them for what came of it
 */
public record RecordedImpressions(List<Impression> entries, int places) {
    /** Nothing is known. */
    public static final RecordedImpressions NONE = new RecordedImpressions(List.of(), 0);

    private static final int MOST_PLACES = 100;

    public RecordedImpressions {
        entries = entries.stream()
                .sorted(Comparator.comparingLong(Impression::shownMs))
                .toList();
        if (places < 0 || places > MOST_PLACES) {
            throw new IllegalArgumentException(
                    "places is " + places + ": set it between 0 and " + MOST_PLACES + ", since rankings end there");
        }
    }

    public boolean isEmpty() {
        return entries.isEmpty() && places == 0;
    }
}
