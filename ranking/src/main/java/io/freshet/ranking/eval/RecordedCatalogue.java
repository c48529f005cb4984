package io.freshet.ranking.eval;

import io.freshet.features.ItemFacts;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a catalogue said of items, and since when. Immutable.
 *
 * @param entries in the order of their times, those of one time as they came
 */
public record RecordedCatalogue(List<Entry> entries) {
    /** Says nothing. */
    public static final RecordedCatalogue NONE = new RecordedCatalogue(List.of());

    public RecordedCatalogue {
        entries =
                entries.stream().sorted(Comparator.comparingLong(Entry::fromMs)).toList();
    }

    /**
     * One item from a time on.
     *
     * @param content vector of its content; null if there is none
     * @param fromMs before this nothing of the kind was known; 0 for always
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Entry(String itemId, ItemFacts facts, float @Nullable [] content, long fromMs) {
        // spelled out, because NullAway does not see @Nullable on the array parameters of a compact constructor
        public Entry(String itemId, ItemFacts facts, float @Nullable [] content, long fromMs) {
            this.itemId = itemId;
            this.facts = facts;
            this.content = content;
            this.fromMs = fromMs;
        }
    }
}
