package io.freshet.jobs.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.config.Settings;
import java.util.List;

/** Which settings are tried. */
public sealed interface Search permits GridSearch, RandomSearch {
    /** The varied keys, in the order in which they were named. */
    List<String> keys();

    /**
     * The base settings as trial 0, and the others by number. Of trials with the same settings only the first is there,
     * so numbers may be missing.
     *
     * @throws io.freshet.jobs.input.InputException if values cannot go together, with the trial
     */
    List<Trial> trials(Settings base);

    /** What a later call must have in common with this one to go on with its table. */
    ObjectNode json();
}
