package io.freshet.ranking;

import io.freshet.embedding.IdKeys;
import io.freshet.schemas.Interaction;

/** The keys of an event's ids, each worked out once as long as it is the same event that is asked about. One thread. */
final class EventKeys {
    private final IdKeys items = new IdKeys();
    private final IdKeys events = new IdKeys();

    long ofItem(String itemId) {
        return items.of(itemId);
    }

    long ofItem(Interaction event) {
        return items.of(event.itemId());
    }

    long ofEvent(Interaction event) {
        return events.of(event.eventId());
    }
}
