package io.freshet.jobs.replay;

import io.freshet.ranking.eval.RecordedStream;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;

/** Where each event of a stream is, by its id. Immutable. */
final class EventPlaces {
    private static final int NOWHERE = -1;

    private final Object2IntOpenHashMap<String> places;

    /** @throws IllegalArgumentException if two events share an id */
    EventPlaces(RecordedStream stream) {
        places = new Object2IntOpenHashMap<>(stream.size());
        places.defaultReturnValue(NOWHERE);
        for (int index = 0; index < stream.size(); index++) {
            int other = places.putIfAbsent(stream.eventId(index), index);
            if (other != NOWHERE) {
                throw new IllegalArgumentException("event id '" + stream.eventId(index) + "' stands for event " + other
                        + " and for event " + index + " of the stream, so an answer could not be told from the other:"
                        + " give each event an id of its own");
            }
        }
    }

    int of(String eventId) {
        int place = places.getInt(eventId);
        if (place == NOWHERE) {
            throw new IllegalArgumentException("event id '" + eventId + "' is not in the stream");
        }
        return place;
    }
}
