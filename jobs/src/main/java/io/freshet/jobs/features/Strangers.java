package io.freshet.jobs.features;

import io.freshet.features.declared.FeatureDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Types of event that features look at and no event has: more often misspelt than meant. */
public final class Strangers {
    private Strangers() {}

    /**
     * A line for each feature with such types.
     *
     * @param types of the events that there are
     */
    public static List<String> of(List<FeatureDefinition> features, Collection<String> types) {
        List<String> lines = new ArrayList<>();
        for (FeatureDefinition feature : features) {
            Set<String> strange = new TreeSet<>(feature.events());
            strange.addAll(feature.of());
            types.forEach(strange::remove);
            if (!strange.isEmpty()) {
                lines.add("no event is of type " + String.join(" or ", strange) + ", which feature " + feature.name()
                        + " looks at; the types are " + String.join(", ", types));
            }
        }
        return lines;
    }
}
