package io.freshet.ranking.eval;

import io.freshet.schemas.Interaction;
import org.jspecify.annotations.Nullable;

/** One event of a {@link RecordedStream}, users and items by their numbers there. */
public final class RecordedEvent {
    private final RecordedStream stream;
    private final int index;
    private final int group;
    private @Nullable Interaction interaction;

    RecordedEvent(RecordedStream stream, int index, int group) {
        this.stream = stream;
        this.index = index;
        this.group = group;
    }

    /** Place in the stream, from 0. */
    public int index() {
        return index;
    }

    /** Index of the first event of its group: of those that are tested with the same state. */
    public int group() {
        return group;
    }

    public int user() {
        return stream.user(index);
    }

    public int item() {
        return stream.item(index);
    }

    public long timeMs() {
        return stream.timeMs(index);
    }

    /** The event as the engine knows it; made when first asked for. */
    public Interaction interaction() {
        if (interaction == null) {
            interaction = stream.interaction(index);
        }
        return interaction;
    }
}
