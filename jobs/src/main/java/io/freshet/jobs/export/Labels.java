package io.freshet.jobs.export;

import io.freshet.schemas.Interaction;
import java.util.Set;

/**
 * Which events get a row; all others are history only.
 *
 * @param types of event; empty for all
 * @param fromMs time of the earliest
 */
public record Labels(Set<String> types, long fromMs) {
    public static final Labels ALL = new Labels(Set.of(), Long.MIN_VALUE);

    public Labels {
        types = Set.copyOf(types);
    }

    boolean has(Interaction event) {
        return event.eventTimeMs() >= fromMs && (types.isEmpty() || types.contains(event.type()));
    }
}
