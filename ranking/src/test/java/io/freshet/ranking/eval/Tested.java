package io.freshet.ranking.eval;

import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The tests of known users as lines "index, user, item, variant, rank", as the golden files have them. */
public final class Tested {
    private Tested() {}

    public static List<String> lines(
            Function<TestPlan, PrequentialModel> model, Mode mode, Variant variant, List<Interaction> events) {
        RecordedStream stream = stream(events);
        List<String> lines = new ArrayList<>();
        run(model, new TestPlan(stream, mode, variant, 0), new PrequentialRun.Observer() {
            @Override
            public void ranked(RecordedEvent event, boolean knownUser, int rank) {
                if (knownUser) {
                    lines.add(line(event, variant, rank));
                }
            }
        });
        return lines;
    }

    static String line(RecordedEvent event, Variant variant, int rank) {
        return event.index() + "\t" + event.user() + "\t" + event.item() + "\t" + variant + "\t" + rank;
    }

    public static Ranks run(
            Function<TestPlan, PrequentialModel> model, TestPlan plan, PrequentialRun.Observer observer) {
        try {
            return new PrequentialRun(plan, model.apply(plan), observer).run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static RecordedStream stream(List<Interaction> events) {
        RecordedStream.Builder builder = new RecordedStream.Builder();
        events.forEach(builder::add);
        return builder.build();
    }
}
