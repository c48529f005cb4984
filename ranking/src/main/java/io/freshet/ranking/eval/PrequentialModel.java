package io.freshet.ranking.eval;

import io.freshet.schemas.Interaction;

/** A model under prequential evaluation: asked for ranks before it is shown what happened. */
public interface PrequentialModel {
    /** No list had the item. */
    int UNRANKED = 0;

    String name();

    /** The rank of the event's item, from 1, or {@link #UNRANKED}; asked only for users with an earlier event. */
    int rank(Interaction event, Variant variant);

    /** Shows the event; called after all events of its group were ranked. */
    void learn(Interaction event);
}
