package io.freshet.features.declared;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.List;
import java.util.Set;

/** Types of event by small numbers; all that no definition names share one. Immutable. */
final class EventTypes {
    /** A bit for each in a long, and one for all others. */
    static final int MOST = Long.SIZE - 1;

    private static final long ALL = -1L;

    private final Object2IntOpenHashMap<String> numbers = new Object2IntOpenHashMap<>();

    EventTypes(List<FeatureDefinition> definitions) {
        for (FeatureDefinition definition : definitions) {
            definition.events().forEach(type -> numbers.putIfAbsent(type, numbers.size()));
            definition.of().forEach(type -> numbers.putIfAbsent(type, numbers.size()));
        }
        if (numbers.size() > MOST) {
            throw new IllegalArgumentException(
                    "features name " + numbers.size() + " types of event, allowed are " + MOST + ": name fewer");
        }
        numbers.defaultReturnValue(MOST);
    }

    int of(String type) {
        return numbers.getInt(type);
    }

    /** All bits for no types at all. */
    long bits(Set<String> types) {
        if (types.isEmpty()) {
            return ALL;
        }
        long bits = 0;
        for (String type : types) {
            bits |= 1L << numbers.getInt(type);
        }
        return bits;
    }
}
