package io.freshet.jobs.sweep;

import io.freshet.jobs.input.InputException;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Window;
import java.util.stream.IntStream;

/**
 * The part of the stream that the best settings are chosen on, and the rest that takes no part in the choice.
 *
 * @param search from the start
 * @param rest to the end
 */
public record Parts(Window search, Window rest) {
    /**
     * Cuts at a share of the stream, or at the start of the group of simultaneous events that lies across.
     *
     * @param share in (0, 1)
     * @throws InputException if nothing is tested in one of the parts
     */
    static Parts of(TestPlan plan, double share) {
        int size = plan.stream().size();
        int place = (int) Math.round(share * size);
        int cut = place < size ? plan.group(place) : size;
        Parts parts = new Parts(new Window(0, cut), new Window(cut, size));
        requireTests(plan, parts.search, "before", share);
        requireTests(plan, parts.rest, "after", share);
        return parts;
    }

    private static void requireTests(TestPlan plan, Window window, String side, double share) {
        if (IntStream.range(window.from(), window.to()).noneMatch(plan::isTested)) {
            throw new InputException("none of the " + plan.stream().size() + " events is tested " + side
                    + " the search part's end at " + share + ": choose another --search-part, or a shorter --warm-up");
        }
    }
}
