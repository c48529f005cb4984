package io.freshet.ranking;

import io.freshet.embedding.Context;
import io.freshet.embedding.ItemIndex;
import io.freshet.features.UserState;

/** The recent items that an event is tested and learned with: in mode G those from before its timestamp. One thread. */
final class EventContexts {
    private final ItemIndex index;
    private final boolean grouped;
    private final Context context;

    EventContexts(ItemIndex index, boolean grouped, int contextLength) {
        this.index = index;
        this.grouped = grouped;
        this.context = new Context(contextLength);
    }

    /** Valid until the next one is asked for. */
    Context of(UserState user, long timeMs) {
        if (grouped) {
            user.recent().contextBefore(timeMs, index, context);
        } else {
            user.recent().context(timeMs, index, context);
        }
        return context;
    }
}
