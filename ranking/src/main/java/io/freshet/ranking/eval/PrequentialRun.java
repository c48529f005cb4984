package io.freshet.ranking.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * Test, then train, group after group over a whole stream in its own order. One thread.
 *
 * <p>In mode G consecutive events of one user with one timestamp are a group: all are tested before the first is
 * learned. In mode S every event is a group of its own.
 */
public final class PrequentialRun {
    private final TestPlan plan;
    private final PrequentialModel model;
    private final Observer observer;
    private final List<RecordedEvent> group = new ArrayList<>();
    private final Ranks ranks;

    public PrequentialRun(TestPlan plan, PrequentialModel model, Observer observer) {
        this.plan = plan;
        this.model = model;
        this.observer = observer;
        this.ranks = new Ranks(plan);
    }

    /** Runs to the end of the stream, or until the thread is interrupted. */
    public Ranks run() throws InterruptedException {
        RecordedStream stream = plan.stream();
        for (int index = 0; index < stream.size(); index++) {
            if (plan.group(index) == index) {
                finishGroup();
            }
            group.add(new RecordedEvent(stream, index, plan.group(index)));
        }
        finishGroup();
        return ranks;
    }

    private void finishGroup() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the evaluation was interrupted");
        }
        for (RecordedEvent event : group) {
            if (plan.isTested(event.index())) {
                test(event);
            }
        }
        for (RecordedEvent event : group) {
            observer.learning(event);
            learn(event);
            observer.learned(event);
        }
        group.clear();
    }

    private void learn(RecordedEvent event) {
        if (plan.isWanted(event.index())) {
            model.learn(event);
        } else if (plan.isDislike(event.index())) {
            model.dislike(event);
        } else {
            model.passOver(event);
        }
    }

    private void test(RecordedEvent event) {
        boolean knownUser = plan.userEvents(event.index()) > 0;
        observer.ranking(event);
        int rank = knownUser ? model.rank(event) : PrequentialModel.UNRANKED;
        observer.ranked(event, knownUser, rank);
        ranks.set(event.index(), rank);
        if (!knownUser) {
            ranks.setCold(event.index(), model.coldRank(event));
        }
    }

    /** Sees every step, in the order of the stream. */
    public interface Observer {
        Observer NONE = new Observer() {};

        default void ranking(RecordedEvent event) {}

        /** After the test; the model's list can be asked for if the user is known. */
        default void ranked(RecordedEvent event, boolean knownUser, int rank) {}

        default void learning(RecordedEvent event) {}

        default void learned(RecordedEvent event) {}
    }
}
