package io.freshet.ranking.eval;

import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Test, then train, event after event over a whole stream in its own order. One thread.
 *
 * <p>In mode G consecutive events of one user with one timestamp are all tested before the first is learned.
 */
public final class PrequentialEvaluation {
    private final PrequentialModel model;
    private final Mode mode;
    private final Variant variant;
    private final Observer observer;
    private final History history = new History();
    private final List<Interaction> group = new ArrayList<>();
    private long index;

    public PrequentialEvaluation(PrequentialModel model, Mode mode, Variant variant, Observer observer) {
        this.model = model;
        this.mode = mode;
        this.variant = variant;
        this.observer = observer;
    }

    /** Runs to the end of the stream; returns the number of events. */
    public long run(Iterator<Interaction> stream) {
        while (stream.hasNext()) {
            Interaction event = stream.next();
            if (!continues(event)) {
                finishGroup();
            }
            group.add(event);
        }
        finishGroup();
        return index;
    }

    private boolean continues(Interaction event) {
        if (mode == Mode.S || group.isEmpty()) {
            return false;
        }
        Interaction first = group.get(0);
        return first.eventTimeMs() == event.eventTimeMs() && first.userId().equals(event.userId());
    }

    private void finishGroup() {
        for (Interaction event : group) {
            test(event);
            index++;
        }
        for (Interaction event : group) {
            model.learn(event);
            history.add(event);
        }
        group.clear();
    }

    private void test(Interaction event) {
        if (variant == Variant.X && history.consumed(event)) {
            return;
        }
        boolean knownUser = history.knows(event.userId());
        observer.tested(index, event, knownUser, knownUser ? model.rank(event, variant) : PrequentialModel.UNRANKED);
    }

    /** Receives every tested event in stream order. */
    @FunctionalInterface
    public interface Observer {
        void tested(long index, Interaction event, boolean knownUser, int rank);
    }
}
