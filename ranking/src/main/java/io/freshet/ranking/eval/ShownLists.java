package io.freshet.ranking.eval;

import io.freshet.features.UserState;
import io.freshet.ranking.Recommender;
import io.freshet.schemas.Impression;
import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Tells an engine under evaluation, when the stream comes to it, what its users were shown. One thread. */
final class ShownLists {
    private final RecordedStream stream;
    private final Recommender recommender;
    private final RecordedImpressions recorded;
    private final Map<String, Integer> userNumbers = new HashMap<>();
    private int taken;
    private int simulatedGroup = -1;
    private @Nullable Impression simulated;

    ShownLists(RecordedStream stream, Recommender recommender, RecordedImpressions recorded) {
        this.stream = stream;
        this.recommender = recommender;
        this.recorded = recorded;
        for (int user = 0; user < stream.users() && !recorded.entries().isEmpty(); user++) {
            userNumbers.put(stream.userId(user), user);
        }
    }

    /**
     * Takes in what was shown until a time.
     *
     * @param users their states by number; null for who is not known yet
     */
    void takeIn(long timeMs, IntFunction<@Nullable UserState> users) {
        List<Impression> entries = recorded.entries();
        while (taken < entries.size() && entries.get(taken).shownMs() <= timeMs) {
            Impression next = entries.get(taken++);
            Integer user = userNumbers.get(next.userId());
            recommender.serve(user == null ? null : users.apply(user), next);
        }
    }

    /** Shows the user of a group that was just ranked the first places, if that is asked for. */
    void ranked(RecordedEvent event, UserState user, int[] rows, int size) {
        if (recorded.places() == 0 || event.group() == simulatedGroup) {
            return;
        }
        simulatedGroup = event.group();
        List<String> items = new ArrayList<>();
        for (int place = 0; place < Math.min(size, recorded.places()); place++) {
            items.add(recommender.itemId(rows[place]));
        }
        simulated = new Impression("g" + event.group(), stream.userId(event.user()), items, event.timeMs());
        recommender.serve(user, simulated);
    }

    /** The event as one that came from the list that its user was shown, if its item is in it. */
    Interaction from(RecordedEvent event) {
        Interaction interaction = event.interaction();
        Impression list = simulated;
        if (list == null || event.group() != simulatedGroup || !list.itemIds().contains(interaction.itemId())) {
            return interaction;
        }
        return new Interaction(
                interaction.eventId(),
                interaction.userId(),
                interaction.itemId(),
                interaction.type(),
                interaction.weight(),
                interaction.eventTimeMs(),
                interaction.sessionId(),
                list.recommendationId(),
                interaction.context());
    }
}
