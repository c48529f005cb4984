package io.freshet.jobs.export;

import io.freshet.features.declared.FeatureDefinition;
import io.freshet.features.declared.FeaturePlan;
import io.freshet.jobs.input.InputException;
import java.util.List;

/** Names of the columns: those of the event, then one for each feature. */
final class Columns {
    static final String EVENT_ID = "event_id";
    static final String USER = "user";
    static final String ITEM = "item";
    static final String TIMESTAMP = "timestamp_ms";
    static final String TYPE = "type";
    static final String LABEL = "label";
    static final List<String> OF_EVENT = List.of(EVENT_ID, USER, ITEM, TIMESTAMP, TYPE, LABEL);

    private Columns() {}

    /** @throws InputException if a feature has the name of another column */
    static List<String> ofFeatures(FeaturePlan plan) {
        List<String> names =
                plan.definitions().stream().map(FeatureDefinition::name).toList();
        for (String name : names) {
            if (OF_EVENT.contains(name)) {
                throw new InputException("feature " + name + " has the name of a column of the event ("
                        + String.join(", ", OF_EVENT) + "): rename it");
            }
        }
        return names;
    }
}
